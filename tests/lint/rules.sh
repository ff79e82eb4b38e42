#!/bin/sh
# usage: rules.sh (at the top of the source tree)
# The rule ids in import/rules/*.csv and in the C sources are the same, and each row there is whole.
set -eu
LC_ALL=C
export LC_ALL

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0

find src -name '*.[ch]' -exec grep -hoE '"(any|de|en)\.[a-z_]+\.[a-z0-9-]+"' {} + | tr -d '"' | sort -u > "$folder/code"
for file in import/rules/*.csv; do
    awk -F, -v file="$file" '
        { sub(/\r$/, "") }
        NR == 1 {
            if ($0 != "id,stage,language,description") { print file ": the header is not id,stage,language,description"; bad = 1 }
            next
        }
        {
            split($1, id, ".")
            language = id[1] == "any" ? "" : id[1]
            if ($1 !~ /^(any|de|en)\.[a-z_]+\.[a-z0-9-]+$/) { print file ":" NR ": \"" $1 "\" is no rule id"; bad = 1 }
            if ($2 != id[2]) { print file ":" NR ": the stage \"" $2 "\" does not go with " $1; bad = 1 }
            if ($3 != language) { print file ":" NR ": language \"" $3 "\" does not go with " $1; bad = 1 }
            if ($0 !~ /\.("|)$/) { print file ":" NR ": the description is no sentence"; bad = 1 }
        }
        END { exit bad }' "$file" || failed=1
    awk -F, 'NR > 1 { print $1 }' "$file"
done > "$folder/out"
grep -E '^(any|de|en)\.[^ :]*$' "$folder/out" | sort > "$folder/lists" || true
grep -vE '^(any|de|en)\.[^ :]*$' "$folder/out" || true
sort -u "$folder/lists" > "$folder/listed"

for id in $(uniq -d "$folder/lists"); do
    echo "$id is listed twice in import/rules"
    failed=1
done
for id in $(comm -23 "$folder/code" "$folder/listed"); do
    echo "$id is used in src/ and has no row in import/rules"
    failed=1
done
for id in $(comm -13 "$folder/code" "$folder/listed"); do
    echo "$id is listed in import/rules and not used in src/"
    failed=1
done
exit $failed

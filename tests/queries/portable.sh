#!/bin/sh
# usage: portable.sh (at the top of the source tree)
# The reports use nothing that PostgreSQL is known not to take (queries/README.md names the one exception, articles_fts).
# scripts/postgres-reports is the proof; this finds the usual slips at once.
set -eu
failed=0

reject() {
    # $1 what, $2 extended regular expression
    if grep -nHiE "$2" "$work"/*.sql | sed "s|^$work/||; s|^|queries: |; s|\$|  <- $1|" | grep .; then
        failed=1
    fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in queries/*/*.sql; do
    # without comments and without what stands in quotes
    sed -e 's/--.*//' -e "s/'[^']*'/''/g" "$file" > "$work/$(basename "$file")"
done

reject 'no such function in PostgreSQL' \
    '\b(group_concat|ifnull|iif|instr|printf|total|julianday|strftime|unixepoch|datetime|hex|quote|glob|char|unicode|json_[a-z]+|typeof|zeroblob|likely|unlikely)[[:space:]]*\('
reject 'folds letters in one database and not in the other' '\b(LIKE|GLOB|ILIKE|REGEXP|MATCH)\b'
reject 'write =' '=='
reject 'a name in double quotes is a text elsewhere' '"'
reject 'write a large number' 'LIMIT[[:space:]]+-1'
reject 'NULLs stand first in one database and last in the other: say NULLS FIRST or NULLS LAST' '\bCOLLATE\b|\bNOCASE\b'
reject 'an integer of PostgreSQL has 32 bits: write bigint' '\bAS (integer|int|real|float)\)'
exit $failed

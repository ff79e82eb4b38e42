#!/bin/sh
# usage: run_query.sh CLAIMBASE DATABASE FILE.sql (at the top of the source tree)
#
# A stored report gives the same rows in claimbase and in the stock sqlite3 shell: with no parameter, with each parameter
# alone, and with all of them. It gives the columns that its head declares, also from an empty knowledge base.
set -eu
claimbase=$1 database=$2 file=$3
report=$(basename "$file" .sql)
. tests/queries/params.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
    echo "$file: $*"
    failed=1
}

# Runs both programs with the parameters of $work/params ("name value" a line) and compares.
compare() {
    echo '.parameter init' > "$work/script"
    set -- -q -d "$database" --format csv
    while read -r name value; do
        case $(head_lines param | sed -n "s/^$name \([a-z]*\).*/\1/p") in
            integer | real) literal=$value ;;
            *) literal="\"'$(printf '%s' "$value" | sed "s/'/''/g")'\"" ;;
        esac
        printf '.parameter set :%s %s\n' "$name" "$literal" >> "$work/script"
        set -- "$@" -p "$name=$value"
    done < "$work/params"
    printf ".headers on\n.mode csv\n.read '%s'\n" "$file" >> "$work/script"

    "$claimbase" report "$report" "$@" > "$work/ours.csv" || fail "claimbase report $report $* failed"
    sqlite3 -readonly "$database" < "$work/script" > "$work/shell.csv" || fail "the sqlite3 shell failed with:" "$*"
    plain_rows "$work/ours.csv" > "$work/ours"
    plain_rows "$work/shell.csv" > "$work/shell"
    diff -u "$work/shell" "$work/ours" || fail "the sqlite3 shell (-) and claimbase (+) differ with:" "$*"
    rows=$(wc -l < "$work/ours")
}

columns=$(head_lines column | cut -d ' ' -f 1 | paste -s -d , -)

: > "$work/params"
compare
[ "$rows" -gt 0 ] || grep -qx "$report" tests/queries/may_be_empty.txt ||
    fail "gives no row at all from the samples without parameters"
[ "$(head -n 1 "$work/ours.csv" | tr -d '\r')" = "$columns" ] || fail "its columns are not those of its head: $columns"

head_lines param | cut -d ' ' -f 1,2 > "$work/declared"
: > "$work/all"
while read -r name type; do
    value=$(value_for "$name" "$type")
    [ -n "$value" ] || fail "no value to try for its parameter $name: add a 'values' line or one to tests/queries/values.txt"
    echo "$name $value" | tee -a "$work/all" > "$work/params"
    compare < /dev/null
done < "$work/declared"
cp "$work/all" "$work/params"
compare

: > "$work/nothing.txt"
"$claimbase" import -d "$work/empty.db" "$work/nothing.txt" > "$work/log" 2>&1 || true
"$claimbase" report "$report" -q -d "$work/empty.db" --format csv > "$work/empty.csv" || fail "fails on an empty knowledge base"
[ "$(head -n 1 "$work/empty.csv" | tr -d '\r')" = "$columns" ] || fail "has other columns on an empty knowledge base"
exit $failed

#!/bin/sh
# usage: run_expected.sh CLAIMBASE DATABASE FOLDER [sorted] (at the top of the source tree)
#
# Each report gives from DATABASE what a careful reader of its articles expects: FOLDER/REPORT.csv, or FOLDER/REPORT.CASE.csv
# with the parameters that stand behind "REPORT.CASE" in FOLDER/params.txt. The first row of such a file names the columns
# that are compared. A row behind "# gap: " is right and not yet found; one behind "# wrong: " is found and not right. With
# 'sorted' the order of the rows does not count.
set -eu
claimbase=$1 database=$2 folder=$3 order=${4:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# The rows that the report $1 gives with the parameters of case $2, in the columns $3.
rows() {
    report=$1
    set -- "$2" "$3"
    columns=$2 line=$(grep "^$1 " "$folder/params.txt" 2> /dev/null | cut -d ' ' -f 2- || true)
    set -- -q -d "$database" --format csv
    while [ -n "$line" ]; do # parameters are cut at " ; "
        set -- "$@" -p "${line%% ; *}"
        case $line in *" ; "*) line=${line#* ; } ;; *) line= ;; esac
    done
    "$claimbase" report "$report" "$@" > "$work/whole.csv"
    sqlite3 :memory: ".import --csv '$work/whole.csv' t" '.mode csv' '.headers on' "SELECT $columns FROM t" |
        tr -d '\r' | sed -e ':a' -e 's/,"",/,,/g' -e 'ta' -e 's/,""$/,/' -e 's/^"",/,/'
}

for expected in "$folder"/*.csv; do
    case=$(basename "$expected" .csv)
    head -n 1 "$expected" | tr -d '\r' > "$work/head"
    rows "${case%%.*}" "$case" "$(cat "$work/head")" > "$work/rows" || { echo "$case: the report failed"; failed=1; continue; }
    [ -s "$work/rows" ] || cp "$work/head" "$work/rows" # sqlite3 names no columns of no rows
    grep '^# gap: ' "$expected" | sed 's/^# gap: //' > "$work/gaps" || true
    grep -v '^# gap: ' "$expected" | sed 's/^# wrong: //' > "$work/expected"
    while read -r gap; do
        if grep -qxF -e "$gap" "$work/rows"; then
            echo "$expected: this gap is closed, unmark it: $gap"
            failed=1
        fi
    done < "$work/gaps"
    if [ "$order" = sorted ]; then
        sort -o "$work/expected" "$work/expected"
        sort -o "$work/rows" "$work/rows"
    fi
    diff -u "$work/expected" "$work/rows" || { echo "$expected differs"; failed=1; }
done
exit $failed

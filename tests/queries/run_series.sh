#!/bin/sh
# usage: run_series.sh CLAIMBASE (at the top of the source tree)
#
# The links between the articles of tests/queries/series, which were written for it: the rows of the reports that read
# them are those of series/<report>.csv, worked out by hand. The same when the articles come one by one, in reverse, and
# when they are found anew; and each report gives the same rows in the sqlite3 shell.
set -eu
claimbase=$1 series=tests/queries/series

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# What the report $2 says of the database $1, without the numbers that depend on the order of import.
rows() {
    "$claimbase" report "$2" -q -d "$1" --format csv > "$work/whole.csv"
    sqlite3 :memory: ".import --csv '$work/whole.csv' t" '.mode csv' '.headers on' \
        "SELECT $(head -n 1 "$series/$2.csv" | tr -d '\r') FROM t" | tr -d '\r' |
        sed -e 's/,"",/,,/g' -e 's/,""$/,/'
}

check() {
    for expected in "$series"/*.csv; do
        report=$(basename "$expected" .csv)
        rows "$1" "$report" > "$work/rows"
        if [ "$2" != sorted ]; then
            cp "$expected" "$work/expected"
        else
            sort "$expected" > "$work/expected"
            sort -o "$work/rows" "$work/rows"
        fi
        diff -u "$work/expected" "$work/rows" || { echo "$report ($3) differs"; failed=1; }
    done
    "$claimbase" verify -q -d "$1" || { echo "the knowledge base ($3) does not verify"; failed=1; }
}

"$claimbase" import -q -d "$work/once.db" "$series/articles.jsonl"
check "$work/once.db" ordered 'imported at once'
for expected in "$series"/*.csv; do
    report=$(basename "$expected" .csv)
    sh tests/queries/run_query.sh "$claimbase" "$work/once.db" queries/*/"$report.sql" || failed=1
done

n=$(wc -l < "$series/articles.jsonl")
while [ "$n" -gt 0 ]; do
    sed -n "${n}p" "$series/articles.jsonl" > "$work/one.jsonl"
    "$claimbase" import -q -d "$work/parts.db" "$work/one.jsonl"
    n=$((n - 1))
done
check "$work/parts.db" sorted 'one by one, in reverse'
"$claimbase" rebuild -q -d "$work/parts.db"
check "$work/parts.db" sorted 'in reverse, rebuilt'
exit $failed

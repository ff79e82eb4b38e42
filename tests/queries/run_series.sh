#!/bin/sh
# usage: run_series.sh CLAIMBASE FOLDER (at the top of the source tree)
#
# What the reports tell of the articles of FOLDER, which were written for it: the rows of each are those of its CSV files,
# worked out by hand (run_expected.sh). The same when the articles come one by one, in reverse, and when all is found
# anew; and without parameters in the sqlite3 shell.
set -eu
claimbase=$1 folder=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
. tests/queries/params.sh

# Checks the database $1; $2 says how it was made, $3 may be 'sorted'.
check() {
    sh tests/queries/run_expected.sh "$claimbase" "$1" "$folder" "$3" || { echo "... $2"; failed=1; }
    "$claimbase" verify -q -d "$1" || { echo "the knowledge base ($2) does not verify"; failed=1; }
}

"$claimbase" import -q -d "$work/once.db" "$folder/articles.jsonl"
check "$work/once.db" 'imported at once' ordered
mkdir "$work/ours"
for expected in "$folder"/*.csv; do
    report=$(basename "$expected" .csv)
    report=${report%%.*}
    [ ! -e "$work/ours/$report" ] || continue
    "$claimbase" report "$report" -q -d "$work/once.db" --format csv > "$work/ours.csv"
    printf '.parameter init\n.headers on\n.mode csv\n.read %s\n' queries/*/"$report.sql" |
        sqlite3 -readonly "$work/once.db" > "$work/shell.csv"
    plain_rows "$work/ours.csv" > "$work/ours/$report"
    plain_rows "$work/shell.csv" | diff -u - "$work/ours/$report" ||
        { echo "$report: the sqlite3 shell (-) and claimbase (+) differ"; failed=1; }
done
n=$(wc -l < "$folder/articles.jsonl")
while [ "$n" -gt 0 ]; do
    sed -n "${n}p" "$folder/articles.jsonl" > "$work/one.jsonl"
    "$claimbase" import -q -d "$work/parts.db" "$work/one.jsonl"
    n=$((n - 1))
done
check "$work/parts.db" 'one by one, in reverse' sorted
"$claimbase" rebuild -q -d "$work/parts.db"
check "$work/parts.db" 'in reverse, rebuilt' sorted
exit $failed

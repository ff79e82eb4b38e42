#!/bin/sh
# usage: write_reports.sh CLAIMBASE DATABASE DIRECTORY (at the top of the source tree)
# Writes the rows of each report on the sample articles into DIRECTORY/<report>.csv: the first lines and how many more
# there are (facts/ has every fact already), without what changes from run to run.
set -eu
claimbase=$1 database=$2 directory=$3

for file in queries/*/*.sql; do
    report=$(basename "$file" .sql)
    "$claimbase" report "$report" -q -d "$database" --format csv > "$directory/whole"
    lines=$(wc -l < "$directory/whole")
    {
        head -n 30 "$directory/whole" |
            sed 's/[0-9-]*T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z,[^,]*/<time>,<version>/'
        [ "$lines" -le 30 ] || echo "... $((lines - 30)) more lines"
    } > "$directory/$report.csv"
    rm "$directory/whole"
done

#!/bin/sh
# usage: write_reports.sh CLAIMBASE DATABASE DIRECTORY (at the top of the source tree)
# Writes the rows of each report on the sample articles into DIRECTORY/<report>.csv.
set -eu
claimbase=$1 database=$2 directory=$3

for file in queries/*/*.sql; do
    report=$(basename "$file" .sql)
    "$claimbase" report "$report" -d "$database" --format csv > "$directory/$report.csv"
done

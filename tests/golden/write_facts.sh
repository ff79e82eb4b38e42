#!/bin/sh
# usage: write_facts.sh GOLDEN DATABASE DIRECTORY
# Writes all facts of each sample article into DIRECTORY/<name>.txt.
set -eu
golden=$1 database=$2 directory=$3

"$golden" names "$database" > "$directory/names"
while read -r name; do
    "$golden" dump "$database" "$name" > "$directory/$name.txt"
done < "$directory/names"
rm "$directory/names"

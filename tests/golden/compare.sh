#!/bin/sh
# usage: compare.sh DIRECTORY SCRIPT PROGRAM DATABASE
# Runs "SCRIPT PROGRAM DATABASE <new directory>" and compares what it writes with DIRECTORY, byte for byte.
set -eu
expected=$1 script=$2 program=$3 database=$4

actual=$(mktemp -d)
trap 'rm -rf "$actual"' EXIT
sh "$script" "$program" "$database" "$actual"
if ! diff -ruN "$expected" "$actual"; then
    echo "$expected differs from what the program gives now. When that is right: scripts/update-golden"
    exit 1
fi

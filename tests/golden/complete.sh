#!/bin/sh
# usage: complete.sh GOLDEN DATABASE (at the top of the source tree)
# Each sample article has a file of expected facts, and each such file its sample.
set -eu

samples=$("$1" names "$2" | LC_ALL=C sort)
files=$(for file in tests/golden/expected/*.txt; do basename "$file" .txt; done | LC_ALL=C sort)
if [ "$samples" != "$files" ]; then
    printf 'samples:\n%s\n\nfiles in tests/golden/expected:\n%s\n' "$samples" "$files"
    exit 1
fi

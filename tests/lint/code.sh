#!/bin/sh
# usage: code.sh floors|banned (at the top of the source tree)
set -eu
LC_ALL=C
export LC_ALL

case $1 in
    floors)
        find src -name '*.[ch]' | sort | xargs awk -f tests/lint/code.awk -f tests/lint/floors.awk src/floors.txt
        ;;
    banned)
        find src tests -name '*.[ch]' | sort | xargs awk -f tests/lint/code.awk -f tests/lint/banned.awk
        ;;
esac

#!/bin/sh
# usage: run.sh CLAIMBASE CASE-FOLDER
#
# Runs one command-line test in a fresh directory; README.md explains the files of a case.
set -eu
CLAIMBASE=$1
cli=$(cd "$(dirname "$0")" && pwd)
case=$(cd "$2" && pwd)
ROOT=$(cd "$cli/../.." && pwd)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/here"
cp -R "$cli/fixtures/." "$work/here"
for file in "$case"/*; do
    case ${file##*/} in
        cmd | stdin | stdout | stderr | exit) ;;
        *) cp -R "$file" "$work/here" ;;
    esac
done

stdin=/dev/null
[ ! -f "$case/stdin" ] || stdin=$case/stdin
export CLAIMBASE ROOT
unset NO_COLOR || true
status=0
(cd "$work/here" && TERM=dumb sh -eu -c ". '$cli/functions.sh'; . '$case/cmd'") \
    < "$stdin" > "$work/stdout" 2> "$work/stderr" || status=$?

failed=0
expected=0
[ ! -f "$case/exit" ] || expected=$(cat "$case/exit")
if [ "$status" -ne "$expected" ]; then
    echo "exit status is $status, not $expected"
    failed=1
fi
for stream in stdout stderr; do
    file=$case/$stream
    [ -f "$file" ] || file=/dev/null
    # awk tells the two files apart by the first one's lines, so the empty one is replaced.
    if [ ! -s "$file" ]; then
        if [ -s "$work/$stream" ]; then
            echo "$stream should be empty, but is:"
            cat "$work/$stream"
            failed=1
        fi
    elif ! LC_ALL=C awk -f "$cli/compare.awk" "$file" "$work/$stream" > "$work/difference"; then
        echo "$stream:"
        cat "$work/difference"
        failed=1
    fi
done
if [ $failed -ne 0 ]; then
    echo "-- stderr was:"
    cat "$work/stderr"
fi
exit $failed

#!/bin/sh
# usage: readme_session.sh CLAIMBASE SAMPLES.db (at the top of the source tree)
# What README.md shows is what comes out: each command of a "console" block is run on a terminal of 100 columns and its output
# compared (a line "..." stands for any number of lines); each "sql" block runs on the samples.
set -eu
claimbase=$1 samples=$2
root=$PWD
failed=0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/here"
ln -s "$claimbase" "$work/bin/claimbase"
ln -s "$root/import" "$root/queries" "$root/tests" "$work/here"

awk -v to="$work" '
    /^```console/ { on = 1; next }
    /^```/ { on = 0; file = "" }
    !on { next }
    /^\$ / { file = to "/" ++n; print substr($0, 3) > (file ".cmd"); printf "" > (file ".expected"); next }
    file { print > (file ".expected") }' README.md

number=1
while [ -f "$work/$number.cmd" ]; do
    (cd "$work/here" && PATH="$work/bin:$PATH" TERM=dumb script -qec "stty cols 100; . '$work/$number.cmd'" /dev/null) \
        < /dev/null | tr -d '\r' > "$work/actual" || true
    if [ -s "$work/$number.expected" ] &&
        ! LC_ALL=C awk -f tests/cli/compare.awk "$work/$number.expected" "$work/actual" > "$work/difference"; then
        echo "README.md: $ $(cat "$work/$number.cmd")"
        cat "$work/difference"
        failed=1
    fi
    number=$((number + 1))
done
[ "$number" -gt 1 ] || { echo "README.md shows no session"; failed=1; }

cp "$samples" "$work/copy.db" # some examples correct rows
for file in README.md schema/README.md; do
    awk '/^```sql/ { on = 1; next } /^```/ { on = 0 } on && !/^--/' "$file" > "$work/queries.sql"
    if ! sqlite3 -bail "$work/copy.db" < "$work/queries.sql" > "$work/rows" 2> "$work/errors"; then
        echo "$file: an SQL example fails:"
        cat "$work/errors"
        failed=1
    fi
done
exit $failed

#!/bin/sh
# usage: runner_test.sh RUN_CASES
# A test of the tests: run_cases must fail where a case file is wrong, and say what and where.
set -eu
run_cases=$1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/de"
file=$folder/de/case.txt

# expect STATUS TEXT: the file's run ends with STATUS (0 or 1) and prints TEXT.
expect() {
    status=0
    "$run_cases" "$file" > "$folder/out" 2>&1 || status=$?
    if [ "$status" -ne "$1" ] || ! grep -qF -- "$2" "$folder/out"; then
        echo "expected status $1 and \"$2\", got status $status and:"
        cat "$folder/out"
        echo "from:"
        cat "$file"
        exit 1
    fi
}

article='Die Firma Brennhold AG zahlte 40 Millionen Euro.'
found='figure: 40 Millionen Euro = money 40000000..40000000 EUR exact'

printf 'facts: figure\n\n== one figure\n%s\n--\n%s\n' "$article" "$found" > "$file"
expect 0 '1 cases, 0 failed, 0 known gaps'

printf 'facts: figure\n== a wrong value\n%s\n--\n%s\n' "$article" \
    'figure: 40 Millionen Euro = money 50000000..50000000 EUR exact' > "$file"
expect 1 'missing (line 5)'
expect 1 "$found"

printf 'facts: figure\n== a figure that nobody expects\n%s\n--\n' "$article" > "$file"
expect 1 'unexpected'

printf 'facts: figure\n== a wrong field\n%s\n--\n%s; what: Katzen\n' "$article" "$found" > "$file"
expect 1 'missing (line 5)'

printf 'facts: figure\n== a gap\nknown gap: nothing is perfect\n%s\n--\n' "$article" > "$file"
expect 0 '1 cases, 0 failed, 1 known gaps'

printf 'facts: figure\n== a closed gap\nknown gap: it was\n%s\n--\n%s\n' "$article" "$found" > "$file"
expect 1 'the gap is closed'

printf 'facts: figure\n== wrong order\n%s Danach kamen 3 Prozent.\n--\n%s\n%s\n' "$article" \
    'figure: 3 Prozent = percent 3..3 percent exact' "$found" > "$file"
expect 1 'stands earlier in the text (line 6)'

printf 'facts: figure\n== an unknown field\n%s\n--\n%s; colour: red\n' "$article" "$found" > "$file"
expect 1 'ends in a field that a figure does not have'

printf 'facts: figure\n== an unknown kind\n%s\n--\nfigur: 40\n' "$article" > "$file"
expect 1 "case.txt:5: 'figur' is no kind of fact"

printf 'facts: figure\n== a kind that the head does not list\n%s\n--\nmention: X = X (person)\n' "$article" > "$file"
expect 1 'case.txt:5: '

printf 'facts: figure\n== no line of dashes\n%s\n' "$article" > "$file"
expect 1 'case.txt:'

printf 'facts: figure\n' > "$file"
expect 1 'no case in it'

#!/bin/sh
# usage: run_bounded.sh DATABASE (at the top of the source tree)
#
# A report that is asked for one name ("name or alias") reads the rows of that name, not those of all: of a name that is
# nowhere none. SQLite counts the steps that it takes, and those through whole tables; lists of sources are short enough.
# A topic is looked for in the list of words.
set -eu
database=$1
failed=0

# The count called $3 with parameter $2 of report $1 set to a name that is nowhere.
steps() {
    printf '.parameter init\n.parameter set :%s "'"'Nirgendwer Niemand'"'"\n.stats on\n.read %s\n' "$2" "$1" |
        sqlite3 -readonly "$database" | sed -n "s/^$3: *//p"
}

most=$(sqlite3 -readonly "$database" 'SELECT 3 * count(*) FROM sources')
[ "$(sqlite3 -readonly "$database" 'SELECT min((SELECT count(*) FROM mentions), (SELECT count(*) FROM claims))')" -gt "$most" ]
tried=0
for file in queries/*/*.sql; do
    for name in $(sed -n 's/^-- param: \([a-z_]*\) text ".*name or alias.*/\1/p' "$file"); do
        [ "$name" = topic ] && continue
        taken=$(steps "$file" "$name" 'Fullscan Steps')
        work=$(steps "$file" "$name" 'Virtual Machine Steps')
        tried=$((tried + 1))
        [ "$taken" -le "$most" ] && [ "$work" -lt $((1000 + 20 * most)) ] || {
            echo "$file: with $name of nobody it takes $work steps, $taken through whole tables; see queries/README.md"
            failed=1
        }
    done
done
[ "$tried" -gt 20 ]
exit $failed

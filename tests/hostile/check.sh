#!/bin/sh
# usage: check.sh CLAIMBASE HOSTILE-FILES
#
# Makes the corpus of hostile inputs and takes it through import, verify, read, export and report, and its files and texts
# through apply and the log of corrections: nothing crashes, hangs or costs another file; every file is an article or a
# complaint of one line; nothing of it reaches a terminal, a page or a document as more than text. Prints what is wrong.
set -eu
claimbase=$1
hostile_files=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/corpus"
"$hostile_files" "$work/corpus"
cd "$work"
failed=0
wrong() {
    echo "$*"
    failed=1
}

# sh is one for bytes: no character of these is text. Controls but tab and line end, C1 controls, what turns text round.
controls=$(printf '[\001-\010\013-\037\177]|\302[\200-\237]|\342\200[\216\217\252-\256]|\342\201[\246-\251]')
harmless() {
    ! LC_ALL=C grep -Enq -- "$controls" "$1" ||
        wrong "$2 has what acts on a terminal: $(LC_ALL=C grep -En -m 2 -- "$controls" "$1" | cat -v | cut -c 1-200)"
}

# status_within SECONDS STATUSES COMMAND...: output in out, messages in err.
within() {
    seconds=$1 expected=$2
    shift 2
    status=0
    timeout "$seconds" "$@" > out 2> err < /dev/null || status=$?
    case " $expected " in
        *" $status "*) ;;
        *) wrong "status $status instead of $expected: $(echo "$*" | cat -v | cut -c 1-120): $(tail -n 3 err | cat -v)" ;;
    esac
    harmless err "message of $(echo "$*" | cat -v)"
}

# ---- import ----
within 300 1 "$claimbase" import -q -d kb.db corpus
! grep -v '^claimbase: ' err || wrong "lines of messages that are not the program's own"
[ ! -e /tmp/gotcha.txt ] || wrong "an archive wrote to /tmp"
cp err first
within 60 0 "$claimbase" verify -d kb.db
sqlite3 kb.db 'PRAGMA integrity_check' > out
[ "$(cat out)" = ok ] || wrong "the database is damaged: $(cat out)"

# Every file is in or was complained of; copies of another and tables of empty rows are neither.
sqlite3 kb.db "
    SELECT name || ' is neither in nor complained of' FROM fsdir('corpus') AS f
    WHERE name NOT LIKE 'corpus/names%' AND name LIKE 'corpus/%/%'
      AND NOT EXISTS (SELECT 1 FROM articles WHERE substr(path, 1, length(f.name)) = f.name)
      AND NOT EXISTS (SELECT 1 FROM import_errors WHERE substr(place, 1, length(f.name)) = f.name)" > out
grep -Ev '/(nested[0-3]\.zip|paths\.zip|links\.tar|zip\.tar\.gz|zip\.html|only-header\.csv|empty-rows\.csv|quotes\.csv) ' out > lost || true
[ ! -s lost ] || wrong "$(cat -v lost)"

# Once more: nothing new, the same complaints.
articles=$(sqlite3 kb.db 'SELECT count(*) FROM articles')
within 300 1 "$claimbase" import -q -d kb.db corpus
cmp -s err first || wrong "a second import complains of other things: $(diff first err | cat -v | head -n 4)"
[ "$articles" = "$(sqlite3 kb.db 'SELECT count(*) FROM articles')" ] || wrong "a second import changes the articles"

# ---- read ----
for file in corpus/payloads/*.page.html corpus/payloads/*.eml; do
    within 30 '0 1 3' "$claimbase" read "$file"
    harmless out "read $file"
done

# ---- report, query, export ----

# The page 'out' has the tags of rows in its table and nothing of the corpus around it.
only_text() {
    LC_ALL=C sed -n '/<tbody>/,/<\/tbody>/p' out > rows
    LC_ALL=C sed '/<tbody>/,/<\/tbody>/d' out > around
    LC_ALL=C sed -E -e 's/<(tbody|tr|td|td class="n"|a rel="noopener noreferrer" href="https?:[^"<>]*")>//g' \
        -e 's/<\/(tbody|tr|td|a)>//g' rows > texts
    ! LC_ALL=C grep -n '[<>]' texts > acts || wrong "$1 has more than text: $(head -n 2 acts | cat -v | cut -c 1-200)"
    ! grep -n gotcha around > acts || wrong "$1 has it outside of its table: $(head -n 2 acts | cat -v | cut -c 1-200)"
}

# in_every_format REPORT DATABASE
in_every_format() {
    for format in table markdown; do
        within 60 0 "$claimbase" report "$1" -d "$2" --format $format
        harmless out "report $1 as $format"
    done
    within 60 0 "$claimbase" report "$1" -d "$2" --format json
    [ "$(sqlite3 :memory: "SELECT json_valid(readfile('out'))")" = 1 ] || wrong "report $1: this is not JSON"
    count=$(sqlite3 :memory: "SELECT json_array_length(readfile('out'))")
    mv out rows.json
    within 60 0 "$claimbase" report "$1" -d "$2" --format jsonl
    if [ -s out ]; then { echo '['; LC_ALL=C sed '$!s/$/,/' out; echo ']'; } else echo '[]'; fi | cmp -s - rows.json ||
        wrong "report $1: the lines of jsonl are not the rows of json"
    within 60 0 "$claimbase" report "$1" -d "$2" --format tsv
    [ "$(LC_ALL=C awk -F '\t' 'NR == 1 { n = NF } NF != n { exit 1 } END { print NR - 1 }' out)" = "$count" ] ||
        wrong "report $1: tsv has other rows than json"
    within 60 0 "$claimbase" report "$1" -d "$2" --format csv
    [ "$(sqlite3 :memory: '.import --csv out rows' 'SELECT count(*) FROM rows' 2> /dev/null || true)" = "$count" ] ||
        [ "$count" = 0 ] || wrong "report $1: csv has other rows than json"
    within 60 0 "$claimbase" report "$1" -d "$2" --format html
    only_text "report $1"
}

for report in overview claims-by-speaker import-log article; do
    in_every_format "$report" kb.db
done
grep -q '&lt;script&gt;gotcha()&lt;/script&gt;' rows || wrong "the page of what was found in the articles shows no payload"
within 60 0 "$claimbase" query -d kb.db --format table 'SELECT path, title, author, url, text FROM articles'
harmless out 'query as table'
grep -q gotcha out || wrong "the table of articles shows no payload"
within 120 0 "$claimbase" export exported -d kb.db

# ---- reviews and logs of corrections ----

cat > werft.txt << 'END'
Die Werft bleibt

„Wir bauen weiter“, sagte Direktorin Hanne Brook am Montag. Die Werft baut 3 Schiffe. Das kostet 40 Millionen Euro.
END
within 60 0 "$claimbase" import -q -d reviewed.db werft.txt
cp reviewed.db other.db

# No file of the corpus is one of them: each is refused, and nothing has changed.
for file in corpus/structures/* corpus/encodings/* corpus/payloads/*.csv corpus/payloads/*.jsonl; do
    within 60 '1 3' "$claimbase" apply "$file" -q -d reviewed.db
    ! grep -v '^claimbase: ' err || wrong "apply $file: lines of messages that are not the program's own"
    within 60 '0 1 3' "$claimbase" corrections import "$file" -q -d reviewed.db
    ! grep -v '^claimbase: ' err || wrong "corrections import $file: lines of messages that are not the program's own"
done
for db in reviewed other; do
    sqlite3 $db.db .dump > $db.rows
done
cmp -s reviewed.rows other.rows || wrong "a file that is no review has changed the knowledge base"

# Every payload in every cell that people fill in; what cannot be is refused, the other rows are done.
within 60 0 "$claimbase" export -q --review claims -o claims.csv -d reviewed.db
for file in corpus/payloads/*.csv; do echo ".import --csv --skip 1 $file payloads"; done > imports
{
    echo 'CREATE TABLE payloads (title, author, outlet, url, text);'
    cat imports
    echo "DELETE FROM payloads WHERE author IS NULL;"
    echo '.import --csv claims.csv claims'
    echo '.mode csv'
    for columns in 'speaker note' 'source note' 'about note' 'act note' 'decision note' 'text article' 'row check'; do
        first=${columns% *} second=${columns#* }
        for way in 'p.author' "'new: ' || p.author || ' (person)'"; do
            echo 'DROP TABLE IF EXISTS one;'
            echo 'CREATE TABLE one AS SELECT c.*, p.rowid AS nr, p.author FROM payloads AS p, (SELECT * FROM claims LIMIT 1) AS c;'
            echo "UPDATE one AS p SET \"$first\" = $way, \"$second\" = p.author;"
            echo '.headers on'
            echo ".once review-$first-$(echo "$way" | tr -dc a-z).csv"
            echo 'SELECT * FROM one;'
        done
    done
} > make.sql
sqlite3 :memory: < make.sql 2> /dev/null
[ "$(find . -name 'review-*.csv' -size +2k | wc -l)" = 14 ] || wrong "the reviews were not made"
for file in review-*.csv; do
    within 60 '0 1' "$claimbase" apply "$file" -q -d reviewed.db
    ! grep -v '^claimbase: ' err || wrong "apply $file: lines of messages that are not the program's own"
done
[ "$(sqlite3 reviewed.db "SELECT count(*) > 2 FROM corrections")" = 1 ] || wrong "no payload was taken as a correction"
within 60 0 "$claimbase" rebuild -q -d reviewed.db # names that are new
within 60 0 "$claimbase" verify -d reviewed.db
for report in corrections-log claims-by-speaker entity-review; do
    in_every_format "$report" reviewed.db
done
within 60 0 "$claimbase" corrections -d reviewed.db --format table
harmless out 'corrections as table'

# The log, taken elsewhere, says the same there.
for format in csv jsonl; do
    rm -f other.db
    within 60 0 "$claimbase" import -q -d other.db werft.txt
    within 60 0 "$claimbase" corrections export -q -d reviewed.db --format $format -o log.$format
    within 60 0 "$claimbase" corrections import log.$format -q -d other.db
    within 60 0 "$claimbase" rebuild -q -d other.db
    within 60 0 "$claimbase" verify -d other.db
    for db in reviewed other; do
        sqlite3 $db.db 'SELECT speaker, cited_source, kind, act, text FROM v_claims ORDER BY text' > $db.rows
    done
    cmp -s reviewed.rows other.rows || wrong "the log as $format says something else in another knowledge base"
done
exit $failed

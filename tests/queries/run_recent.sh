#!/bin/sh
# usage: run_recent.sh DATABASE (at the top of the source tree)
#
# Some rows of one that is named very often are the first ones of all its rows, and cost far less: the reports look at the
# newest articles only where there are more than 5,000 (`recent` in queries/README.md). So 12,000 articles are put into a copy
# of the samples, of which every fourth names the one, every 64th has a claim of another before it, and many share a day.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$1" "$work/base.db"
failed=0

sqlite3 "$work/base.db" <<'SQL'
CREATE TEMP TABLE made AS
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
SELECT i, 1000000 + i AS id, CASE WHEN i % 50 > 0 THEN date('2031-01-01', (i * 7 % 3001) || ' days') END AS published,
       i % 4 = 1 AS named
FROM n;
INSERT INTO entities (id, key, name, kind, origin) VALUES
    (900001, 'person/often-named', 'Often Named', 'person', 'curated'),
    (900002, 'person/other-one', 'Other One', 'person', 'curated');
INSERT INTO articles (id, title_found, published, language, language_found, sha256, text)
SELECT id, 1, published, iif(i % 3, 'de', 'en'), 1, printf('%064x', id), 'Often Named says that Other One sleeps well.' FROM made;
INSERT INTO passages (article_id, seq, kind, start_char, end_char, rule)
SELECT id, 0, 'body', 0, 44, (SELECT min(id) FROM rules) FROM made;
INSERT INTO sentences (article_id, seq, passage_seq, start_char, end_char) SELECT id, 0, 0, 0, 44 FROM made;
INSERT INTO claim_rows (id, article_id, form, speaker_id, sentence, start_char, length, rule_term)
SELECT id * 4 + k.k, id, iif(i % 32 = 1, 1, 2), iif(k.k = 0, 900002, 900001), 0, k.k * 5, 39 - k.k * 5, 1
FROM made, (SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2) AS k WHERE named AND (k.k > 0 OR i % 64 = 1);
INSERT INTO mention_rows (id, article_id, entity_id, sentence, start_char, length, rule_term, form)
SELECT id, id, 900001, 0, 0, 11, 1, i % 3 FROM made WHERE named;
INSERT INTO terms (id, term)
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
SELECT 900000 + i, printf('verb %03d', i * 7 % 400) FROM n;
INSERT INTO proposition_rows (id, article_id, sentence, subject_start, subject_length, predicate_start, predicate_length,
                              object_start, object_length, subject_id, object_id, form, rule_term, lemma_term)
SELECT id, id, 0, 0, 11, 33, 6, 22, 9, iif(i % 8 = 1, 900001, 900002), iif(i % 8 = 1, 900002, 900001), 0, 1,
       iif(i % 5 > 0, 900000 + iif(i % 16 = 1, i / 16 % 400, i % 3), NULL)
FROM made WHERE named;
INSERT INTO claim_entities (claim_id, entity_id, role)
SELECT id, speaker_id, 'speaker' FROM claim_rows WHERE speaker_id > 900000
UNION ALL
SELECT id, 900001, 'about' FROM claim_rows WHERE speaker_id = 900002;
-- its own, said by it, and in a claim about it
INSERT INTO figure_rows (id, article_id, claim_id, form, entity_id, sentence, start_char, length, rule_term, low, high)
SELECT id * 2 + k.k, id, iif(k.k, id * 4, iif(i % 16 = 5, NULL, id * 4 + 1)), iif(i % 3, 1, 3), iif(i % 16 = 5, 900001, NULL),
       0, 34, 6, 1, i, i
FROM made, (SELECT 0 AS k UNION ALL SELECT 1) AS k WHERE named AND (k.k = 0 OR i % 64 = 1);
-- of the newest one, people said that the name in it is none
DELETE FROM mention_rows WHERE id = (SELECT id FROM made WHERE named ORDER BY published DESC, id LIMIT 1);
INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, made)
SELECT 900001, 'mentions', id, id, 0 FROM made WHERE named ORDER BY published DESC, id LIMIT 1;
SQL

# Report $1 with parameters $2 ("NAME VALUE; ..."): its rows, and the steps that they take.
run() {
    {
        echo '.parameter init'
        echo "$2" | tr ';' '\n' | sed -n "s/^ *\([a-z]*\) \(.*\)/.parameter set :\1 \"'\2'\"/p"
        echo '.mode quote'
        echo ".output '$work/rows'"
        echo '.stats on'
        echo ".read $1"
    } | sqlite3 -readonly "$work/base.db" > /dev/null
    sed -n 's/^Virtual Machine Steps: *//p' "$work/rows" > "$work/steps"
    sed -i '/^[A-Z][A-Za-z ()\/]*: /d' "$work/rows" # what .stats says
}

# check REPORT PARAMETERS: with limits, and with one that has to read all.
check() {
    run "$1" "$2"
    cp "$work/rows" "$work/all"
    all=$(cat "$work/steps")
    for limit in 1 7 50; do
        run "$1" "$2; limit $limit"
        head -n "$limit" "$work/all" > "$work/first"
        cmp -s "$work/rows" "$work/first" || {
            echo "$1 with $2 and limit $limit: not the first rows of all"
            failed=1
        }
        [ $(($(cat "$work/steps") * ${3:-2})) -lt "$all" ] || {
            echo "$1 with $2 and limit $limit takes $(cat "$work/steps") steps, all rows $all"
            failed=1
        }
    done
    run "$1" "$2; limit -1"
    cmp -s "$work/rows" "$work/all" || {
        echo "$1 with $2 and limit -1: not all rows"
        failed=1
    }
    [ "$(wc -l < "$work/all")" -gt 50 ] || {
        echo "$1 with $2: too few rows to tell"
        failed=1
    }
}

check queries/claims/claims-by-speaker.sql 'speaker Often Named'
check queries/claims/claims-by-speaker.sql 'speaker Often Named; kind direct; language en' 1 # few
check queries/claims/claims-by-speaker.sql 'speaker Other One' 1 # too rare
check queries/entities/entity-mentions.sql 'entity Often Named'
check queries/entities/entity-mentions.sql 'entity Often Named; kind alias; to 2037-01-01'
check queries/facts/facts-about.sql 'entity Often Named'
check queries/facts/facts-about.sql 'entity Often Named; as object'
check queries/facts/facts-about.sql 'entity Other One; as subject; language de'
check queries/figures/figures-for-entity.sql 'entity Often Named' 4
check queries/figures/figures-for-entity.sql 'entity Often Named; kind count; to 2037-01-01'
check queries/figures/figures-for-entity.sql 'entity Other One' 1 # too rare
check queries/overview/search.sql 'speaker Often Named'
check queries/overview/search.sql 'speaker Often Named; from 2032-01-01'

# The first names of many.
sqlite3 "$work/base.db" <<'SQL'
-- 10,000 who give four figures for one thing
CREATE TEMP TABLE told AS
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39999)
SELECT 10000000 + i AS id, 1000001 + i * 7919 % 12000 AS article_id, 910000 + i / 4 AS speaker_id, 1 + i * 5 % 7 AS low FROM n;
INSERT INTO entities (id, key, name, kind, origin)
SELECT DISTINCT speaker_id, 'person/' || speaker_id, printf('%05d Told', speaker_id * 7919 % 10007), 'person', 'curated' FROM told;
INSERT INTO claim_rows (id, article_id, form, speaker_id, sentence, start_char, length, rule_term)
SELECT id, article_id, 2, speaker_id, 0, 0, 44, 1 FROM told;
INSERT INTO figure_rows (id, article_id, claim_id, form, sentence, start_char, length, rule_term, low, high, unit, what_key)
SELECT id, article_id, id, 3, 0, 34, 6, 1, low, low, 'EUR', 'thing' FROM told;
SQL
check queries/figures/figure-revisions.sql ''
check queries/figures/figure-revisions.sql 'only_conflicts 1; unit EUR; language de'

# Many with the verbs of one.
sqlite3 "$work/base.db" <<'SQL'
INSERT INTO proposition_rows (id, article_id, sentence, subject_start, subject_length, predicate_start, predicate_length,
                              object_start, object_length, subject_id, object_id, form, rule_term, lemma_term)
SELECT p.id + k.k * 20000000, p.article_id, 0, 0, 11, 33, 6, 22, 9, p.subject_id, p.object_id, 0, 1, p.lemma_term
FROM proposition_rows AS p, (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) AS k WHERE p.id > 1000000;
SQL
check queries/facts/who-did-what.sql 'subject Often Named' 12
check queries/facts/who-did-what.sql 'subject Often Named; language de; from 2034-01-01' 1 # each verb is looked for
check queries/facts/who-did-what.sql 'subject Other One'
exit $failed

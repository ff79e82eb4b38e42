-- A small knowledge base, made by hand: three articles, so that every report has something to show.
INSERT INTO entities (id, key, name, kind, origin) VALUES
    (1, 'person/clara-voss', 'Clara Voss', 'person', 'extracted'),
    (2, 'name/nordwerft', 'Nordwerft', 'organization', 'extracted'),
    (3, 'person/jan-ollig', 'Jan Öllig', 'person', 'extracted'),
    (4, 'name/seestadt', 'Seestadt', 'place', 'extracted'),
    (5, 'person/voss', 'Voss', 'person', 'extracted');
INSERT INTO aliases (entity_id, alias, language, origin) VALUES
    (1, 'Voss', 'de', 'extracted'), (3, 'Öllig', 'de', 'extracted');
INSERT INTO sources (id, name, kind, domain, entity_id) VALUES
    (1, 'Küstenblatt', 'outlet', 'kuestenblatt.example', NULL),
    (2, 'Hafenpost', 'outlet', 'hafenpost.example', NULL),
    (3, 'Seedienst', 'agency', NULL, NULL);
INSERT INTO articles (id, path, url, title, title_found, author, published, language, language_found, source_id, sha256,
                      text) VALUES
    (1, 'a.txt', NULL, 'Werft baut aus', 1, NULL, '2025-03-10', 'de', 1, 1, printf('%064d', 1),
     'Werft baut aus' || char(10, 10)
     || '„Wir stellen rund 80 Leute in Seestadt ein“, sagte Nordwerft-Chefin Clara Voss zu Jan Öllig. '
     || 'Laut Seedienst kostet das bis zu 10 Millionen Euro. Die Halle ist 120 Meter lang.'),
    (2, 'b.txt', NULL, 'Kritik | an [der] Werft', 0, NULL, '2025-03-12', 'de', 1, 2, printf('%064d', 2),
     'Clara Voss: „Wir stellen rund 80 Leute in Seestadt ein.“ Es werden 120 Leute, heißt es.'),
    (3, 'c.txt', NULL, NULL, 0, NULL, NULL, 'de', 1, NULL, printf('%064d', 3),
     'Bis 2027 baut Nordwerft um. 50 Leute gehen. Müll' || char(27) || '[31m.');
INSERT INTO rules (id, stage, language, description) VALUES
    ('any.test.rule', 'claims', NULL, 'A rule of the test.');
INSERT INTO terms (id, term) VALUES (1, 'any.test.rule'), (2, 'einstellen'), (3, 'umbauen'), (4, 'demand');
INSERT INTO passages (article_id, seq, kind, start_char, end_char, rule) VALUES
    (1, 0, 'headline', 0, 14, 'any.test.rule'), (1, 1, 'body', 16, 190, 'any.test.rule'),
    (2, 0, 'body', 0, 87, 'any.test.rule'), (3, 0, 'body', 0, 54, 'any.test.rule');
INSERT INTO sentences (article_id, seq, passage_seq, start_char, end_char) VALUES
    (1, 0, 0, 0, 14), (1, 1, 1, 16, 108), (1, 2, 1, 109, 160), (1, 3, 1, 161, 190),
    (2, 0, 0, 0, 56), (2, 1, 0, 57, 87), (3, 0, 0, 0, 27), (3, 1, 0, 28, 43), (3, 2, 0, 44, 54);
INSERT INTO mention_rows (id, article_id, entity_id, sentence, start_char, length, form, rule_term) VALUES
    (1, 1, 4, 1, 46, 8, 0, 1), (2, 1, 2, 1, 67, 9, 0, 1), (3, 1, 1, 1, 84, 10, 0, 1), (4, 1, 3, 1, 98, 9, 0, 1),
    (5, 2, 1, 0, 0, 10, 0, 1), (6, 2, 4, 0, 42, 8, 0, 1), (7, 3, 2, 0, 14, 9, 0, 1), (8, 3, 5, 2, 44, 4, 0, 1);
INSERT INTO positions (id, person_id, title, organization_id, article_id, sentence, start_char, end_char, rule) VALUES
    (1, 1, 'Chefin', 2, 1, 1, 67, 94, 'any.test.rule');
INSERT INTO citations (id, article_id, source_id, sentence, start_char, end_char, rule) VALUES
    (1, 1, 3, 2, 114, 123, 'any.test.rule');
-- form: stated 0, direct 1, indirect 2; not named 8, passive 16, own voice 32; speech 64, writing 192; say 256
INSERT INTO claim_rows (id, article_id, form, speaker_id, cited_source_id, sentence, start_char, length,
                        rule_term) VALUES
    (1, 1, 1 + 64 + 256, 1, NULL, 1, 16, 43, 1),
    (2, 1, 2 + 8 + 192 + 256, NULL, 3, 2, 124, 35, 1),
    (3, 1, 0 + 32, NULL, NULL, 3, 161, 29, 1),
    (4, 2, 1 + 64 + 256, 1, NULL, 0, 12, 44, 1),
    (5, 2, 2 + 16 + 64 + 256, NULL, NULL, 1, 57, 19, 1),
    (6, 3, 0 + 32, NULL, NULL, 1, 28, 15, 1);
-- speaker 1, cue 2, frame 3, addressee 4; the first character is counted from that of the claim
WITH places (claim_id, role, first, length) AS (VALUES
    (1, 1, 51, 27), (1, 2, 45, 5), (1, 3, 45, 46), (1, 4, 82, 9), (2, 2, -15, 4), (4, 1, -12, 10), (5, 2, 21, 8))
UPDATE claim_rows SET spans = p.spans FROM (
    SELECT claim_id, ',' || group_concat(role + 8 * (first + (1 << 24)) + (length << 28)) AS spans
    FROM places GROUP BY claim_id) AS p
WHERE p.claim_id = claim_rows.id;
UPDATE claim_rows
SET bytes_before = length(CAST(substr(a.text, 1, claim_rows.start_char) AS BLOB)) - claim_rows.start_char,
    bytes_within = length(CAST(substr(a.text, claim_rows.start_char + 1, claim_rows.length) AS BLOB)) - claim_rows.length
FROM articles AS a WHERE a.id = claim_rows.article_id;
INSERT INTO claim_entities (claim_id, entity_id, role) VALUES
    (1, 1, 'speaker'), (1, 4, 'about'), (1, 3, 'addressee'), (4, 1, 'speaker'), (4, 4, 'about');
-- form: money 1, count 3, date 5, quantity 8; at_most 16, about 48, range 64; approximate 128
INSERT INTO figure_rows (id, article_id, claim_id, form, low, high, day_high, unit, what, what_key, entity_id, sentence,
                         start_char, length, rule_term) VALUES
    (1, 1, 1, 3 + 48 + 128, 80.0, 80.0, NULL, NULL, 'Leute', 'leute', 2, 1, 29, 7, 1),
    (2, 1, 2, 1 + 16, NULL, 10000000.0, NULL, 'EUR', NULL, NULL, 2, 2, 135, 24, 1),
    (3, 1, 3, 8, 120.0, 120.0, NULL, 'm', 'Halle', 'halle', NULL, 3, 175, 9, 1),
    (4, 2, 4, 3 + 48 + 128, 80.0, 80.0, NULL, NULL, 'Leute', 'leute', 2, 0, 25, 7, 1),
    (5, 2, 5, 3, 120.0, 120.0, NULL, NULL, 'Leute', 'leute', 2, 1, 67, 3, 1),
    (6, 3, NULL, 5 + 16, NULL, NULL, 21183, NULL, NULL, NULL, 2, 0, 0, 8, 1), -- 2027-12-31
    (7, 3, 6, 3 + 64, 0.5, 50.25, NULL, NULL, 'Leute', 'leute', 2, 1, 28, 2, 1);
INSERT INTO imports (id, started_at, version, command, imported, skipped, rejected) VALUES
    (1, '2025-04-01T10:00:00Z', '0.1.0', 'import', 3, 0, 1);
INSERT INTO import_errors (import_id, seq, place, reason) VALUES (1, 0, 'leer.txt', 'is empty');
INSERT INTO claim_clusters (id, first_claim_id, first_published, last_published, claims, articles, outlets, origins,
                            speakers) VALUES
    (1, 1, '2025-03-10', '2025-03-12', 2, 2, 2, 2, 1);
INSERT INTO claim_cluster_members (claim_id, cluster_id, relation, like_claim_id, similarity, rule) VALUES
    (1, 1, 'first', NULL, 100, 'any.test.rule'), (4, 1, 'near', 1, 90, 'any.test.rule');
INSERT INTO wordings (id, hash) VALUES (1, 10), (4, 40);
INSERT INTO claim_wordings (claim_id, wording_id) VALUES (1, 1), (4, 4);
INSERT INTO wording_links (wording_id, other_id, relation, similarity) VALUES (1, 4, 'near', 90), (4, 1, 'near', 90);
INSERT INTO proposition_rows (id, article_id, claim_id, sentence, subject_start, subject_length, predicate_start,
                              predicate_length, second_start, second_length, object_start, object_length, subject_id, object_id,
                              lemma_term, form, rule_term) VALUES -- negated 1, demand 128
    (1, 1, 1, 1, 17, 3, 21, 7, 55, 3, 29, 13, 2, NULL, 2, 0, 1),
    (2, 2, 4, 0, 13, 3, 17, 7, 51, 3, 25, 13, 2, NULL, 2, 1, 1),
    (3, 3, NULL, 0, 14, 9, 9, 4, 24, 2, 31, 5, 2, 4, 3, 128, 1);
INSERT INTO corrections (id, uid, made_at, made_by, action, table_name, target, payload, was, sha256, status, reason) VALUES
    (1, 'u1', '2025-03-14T08:00:00Z', 'Rita', 'set', 'claims', '{"table":"claims","start":17,"end":58,"exact":"Wir"}',
     '{"act":"warn"}', '{"act":"say"}', NULL, 'applied', NULL),
    (2, 'u2', '2025-03-14T09:00:00Z', 'Rita', 'reject', 'figures',
     '{"table":"figures","path":"weg.txt","start":1,"end":3,"exact":"12"}', NULL, NULL, NULL, 'orphaned',
     'its article is not in the file');
INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
VALUES (1, 'claims', 1, 1, 17, 58, 0);

-- What the program keeps of them for the reports.
INSERT INTO entity_months (entity_id, month, articles, mentions, claims_by, claims_about)
WITH named (entity_id, article_id, mentions, claims_by, claims_about) AS (
    SELECT entity_id, article_id, 1, 0, 0 FROM mentions
    UNION ALL SELECT speaker_id, article_id, 0, 1, 0 FROM claims WHERE speaker_id IS NOT NULL
    UNION ALL SELECT e.entity_id, c.article_id, 0, 0, 1 FROM claim_entities AS e JOIN claims AS c ON c.id = e.claim_id
              WHERE e.role = 'about')
SELECT n.entity_id, coalesce(CAST(substr(a.published, 1, 4) || substr(a.published, 6, 2) AS integer), 0),
       count(DISTINCT a.id), sum(n.mentions), sum(n.claims_by), sum(n.claims_about)
FROM named AS n JOIN articles AS a ON a.id = n.article_id
WHERE a.id NOT IN (SELECT article_id FROM article_copies) GROUP BY 1, 2;
INSERT INTO speaker_outlets (speaker_id, source_id, claims, direct, indirect, reported, articles, first_published,
                             last_published)
SELECT c.speaker_id, iif(w.whole, -1, coalesce(a.source_id, 0)), count(*), sum(c.kind = 'direct'),
       sum(c.kind LIKE '%indirect%'), sum(c.kind = 'reported'), count(DISTINCT a.id),
       CAST(replace(min(a.published), '-', '') AS integer), CAST(replace(max(a.published), '-', '') AS integer)
FROM claims AS c JOIN articles AS a ON a.id = c.article_id JOIN (SELECT 0 AS whole UNION ALL SELECT 1) AS w
WHERE a.id NOT IN (SELECT article_id FROM article_copies) AND c.speaker_id IS NOT NULL GROUP BY 1, 2;
INSERT INTO articles_fts (rowid, title, text) SELECT id, title, text FROM articles;
INSERT OR IGNORE INTO words (word)
WITH RECURSIVE cut (word, rest) AS (
    SELECT '', lower(text) || ' ' FROM articles
    UNION ALL
    SELECT iif(substr(rest, 1, 1) IN (' ', char(10)), '', word || substr(rest, 1, 1)), substr(rest, 2)
    FROM cut WHERE rest <> '')
SELECT word FROM cut WHERE word <> '' AND substr(rest, 1, 1) IN (' ', char(10));

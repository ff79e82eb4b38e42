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
INSERT INTO passages (article_id, seq, kind, start_char, end_char, rule) VALUES
    (1, 0, 'headline', 0, 14, 'any.test.rule'), (1, 1, 'body', 16, 190, 'any.test.rule'),
    (2, 0, 'body', 0, 87, 'any.test.rule'), (3, 0, 'body', 0, 54, 'any.test.rule');
INSERT INTO sentences (article_id, seq, passage_seq, start_char, end_char) VALUES
    (1, 0, 0, 0, 14), (1, 1, 1, 16, 108), (1, 2, 1, 109, 160), (1, 3, 1, 161, 190),
    (2, 0, 0, 0, 56), (2, 1, 0, 57, 87), (3, 0, 0, 0, 27), (3, 1, 0, 28, 43), (3, 2, 0, 44, 54);
INSERT INTO mentions (id, article_id, entity_id, sentence, start_char, end_char, kind, rule) VALUES
    (1, 1, 4, 1, 46, 54, 'name', 'any.test.rule'), (2, 1, 2, 1, 67, 76, 'name', 'any.test.rule'),
    (3, 1, 1, 1, 84, 94, 'name', 'any.test.rule'), (4, 1, 3, 1, 98, 107, 'name', 'any.test.rule'),
    (5, 2, 1, 0, 0, 10, 'name', 'any.test.rule'), (6, 2, 4, 0, 42, 50, 'name', 'any.test.rule'),
    (7, 3, 2, 0, 14, 23, 'name', 'any.test.rule'), (8, 3, 5, 2, 44, 48, 'name', 'any.test.rule');
INSERT INTO positions (id, person_id, title, organization_id, article_id, sentence, start_char, end_char, rule) VALUES
    (1, 1, 'Chefin', 2, 1, 1, 67, 94, 'any.test.rule');
INSERT INTO citations (id, article_id, source_id, sentence, start_char, end_char, rule) VALUES
    (1, 1, 3, 2, 114, 123, 'any.test.rule');
INSERT INTO claims (id, article_id, kind, medium, act, speaker_id, no_speaker, cited_source_id, text, sentence,
                    start_char, end_char, rule)
SELECT x.column1, x.column2, x.column3, x.column4, x.column5, x.column6, x.column7, x.column8,
       substr(a.text, x.column10 + 1, x.column11 - x.column10), x.column9, x.column10, x.column11, 'any.test.rule'
FROM (VALUES (1, 1, 'direct', 'speech', 'say', 1, NULL, NULL, 1, 16, 59),
             (2, 1, 'indirect', 'writing', 'say', NULL, 'not named', 3, 2, 124, 159),
             (3, 1, 'stated', NULL, NULL, NULL, 'own voice', NULL, 3, 161, 190),
             (4, 2, 'direct', 'speech', 'say', 1, NULL, NULL, 0, 12, 56),
             (5, 2, 'indirect', 'speech', 'say', NULL, 'passive', NULL, 1, 57, 76),
             (6, 3, 'stated', NULL, NULL, NULL, 'own voice', NULL, 1, 28, 43)) AS x
JOIN articles AS a ON a.id = x.column2;
INSERT INTO claim_spans (claim_id, role, seq, start_char, end_char) VALUES
    (1, 'claim', 0, 16, 59), (1, 'cue', 0, 61, 66), (1, 'speaker', 0, 67, 94), (1, 'addressee', 0, 98, 107),
    (1, 'frame', 0, 61, 107),
    (2, 'claim', 0, 124, 159), (2, 'cue', 0, 109, 113), (3, 'claim', 0, 161, 190), (6, 'claim', 0, 28, 43), (4, 'claim', 0, 12, 56), (4, 'speaker', 0, 0, 10),
    (5, 'claim', 0, 57, 76), (5, 'cue', 0, 78, 86);
INSERT INTO claim_entities (claim_id, entity_id, role) VALUES
    (1, 1, 'speaker'), (1, 4, 'about'), (1, 3, 'addressee'), (4, 1, 'speaker'), (4, 4, 'about');
INSERT INTO figures (id, article_id, claim_id, kind, low, high, date_low, date_high, unit, approximate, bound, what,
                     what_key, entity_id, text, sentence, start_char, end_char, rule)
SELECT x.column1, x.column2, x.column3, x.column4, x.column5, x.column6, x.column7, x.column8, x.column9, x.column10,
       x.column11, x.column12, x.column13, x.column14, substr(a.text, x.column16 + 1, x.column17 - x.column16),
       x.column15, x.column16, x.column17, 'any.test.rule'
FROM (VALUES (1, 1, 1, 'count', 80.0, 80.0, NULL, NULL, NULL, 1, 'about', 'Leute', 'leute', 2, 1, 29, 36),
             (2, 1, 2, 'money', NULL, 10000000.0, NULL, NULL, 'EUR', 0, 'at_most', NULL, NULL, 2, 2, 135, 159),
             (3, 1, 3, 'quantity', 120.0, 120.0, NULL, NULL, 'm', 0, 'exact', 'Halle', 'halle', NULL, 3, 175, 184),
             (4, 2, 4, 'count', 80.0, 80.0, NULL, NULL, NULL, 1, 'about', 'Leute', 'leute', 2, 0, 25, 32),
             (5, 2, 5, 'count', 120.0, 120.0, NULL, NULL, NULL, 0, 'exact', 'Leute', 'leute', 2, 1, 67, 70),
             (6, 3, NULL, 'date', NULL, NULL, NULL, '2027-12-31', NULL, 0, 'at_most', NULL, NULL, 2, 0, 0, 8),
             (7, 3, 6, 'count', 0.5, 50.25, NULL, NULL, NULL, 0, 'range', 'Leute', 'leute', 2, 1, 28, 30)) AS x
JOIN articles AS a ON a.id = x.column2;
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
INSERT INTO terms (id, term) VALUES (1, 'any.test.rule'), (2, 'einstellen'), (3, 'umbauen'), (4, 'demand');
INSERT INTO proposition_rows (id, article_id, claim_id, sentence, subject_start, subject_length, predicate_start,
                              predicate_length, predicate_more, object_start, object_length, subject_id, object_id,
                              lemma_term, negated, passive, act_term, rule_term) VALUES
    (1, 1, 1, 1, 17, 3, 21, 7, ',55,58', 29, 13, 2, NULL, 2, 0, 0, NULL, 1),
    (2, 2, 4, 0, 13, 3, 17, 7, ',51,54', 25, 13, 2, NULL, 2, 1, 0, NULL, 1),
    (3, 3, NULL, 0, 14, 9, 9, 4, ',24,26', 31, 5, 2, 4, 3, 0, 0, 4, 1);
INSERT INTO corrections (id, uid, made_at, made_by, action, table_name, target, payload, was, sha256, status, reason) VALUES
    (1, 'u1', '2025-03-14T08:00:00Z', 'Rita', 'set', 'claims', '{"table":"claims","start":17,"end":58,"exact":"Wir"}',
     '{"act":"warn"}', '{"act":"say"}', NULL, 'applied', NULL),
    (2, 'u2', '2025-03-14T09:00:00Z', 'Rita', 'reject', 'figures',
     '{"table":"figures","path":"weg.txt","start":1,"end":3,"exact":"12"}', NULL, NULL, NULL, 'orphaned',
     'its article is not in the file');
INSERT INTO correction_rows (correction_id, table_name, row_id, article_id, start_char, end_char, made)
VALUES (1, 'claims', 1, 1, 17, 58, 0);

-- What the program keeps of them for the reports.
INSERT INTO articles_fts (rowid, title, text) SELECT id, title, text FROM articles;
INSERT OR IGNORE INTO words (word)
WITH RECURSIVE cut (word, rest) AS (
    SELECT '', lower(text) || ' ' FROM articles
    UNION ALL
    SELECT iif(substr(rest, 1, 1) IN (' ', char(10)), '', word || substr(rest, 1, 1)), substr(rest, 2)
    FROM cut WHERE rest <> '')
SELECT word FROM cut WHERE word <> '' AND substr(rest, 1, 1) IN (' ', char(10));

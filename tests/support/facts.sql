-- The facts of one article in the notation of tests/cases, one statement for each kind of fact. Read by facts.c.
--
-- Columns: kind, start_char, end_char, head; then the fields that an expected line may leave out, named by their
-- label; a column `tail` is the text at the end of the line. NULL is shown as '-'.

SELECT 'passage' AS kind, p.start_char, p.end_char,
       p.kind || ' = ' || substr(a.text, p.start_char + 1, p.end_char - p.start_char) AS head,
       p.rule AS "rule"
FROM passages AS p
JOIN articles AS a ON a.id = p.article_id
WHERE p.article_id = :article
ORDER BY p.start_char, p.end_char DESC, p.seq;

SELECT 'claim' AS kind, c.start_char, c.end_char,
       c.kind AS head,
       e.name AS "speaker",
       (SELECT group_concat(words, ' ... ')
        FROM (SELECT substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS words FROM claim_spans AS s
              WHERE s.claim_id = c.id AND s.role = 'speaker' ORDER BY s.seq)) AS "words",
       (SELECT group_concat(words, ' ... ')
        FROM (SELECT substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS words FROM claim_spans AS s
              WHERE s.claim_id = c.id AND s.role = 'cue' ORDER BY s.seq)) AS "cue",
       v.name AS "via",
       (SELECT group_concat(name, ', ')
        FROM (SELECT x.name FROM claim_entities AS ce JOIN entities AS x ON x.id = ce.entity_id
              WHERE ce.claim_id = c.id AND ce.role = 'about' ORDER BY x.name)) AS "about",
       c.act AS "act",
       c.medium AS "medium",
       c.rule AS "rule",
       coalesce((SELECT group_concat(words, ' ... ')
                 FROM (SELECT substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS words
                       FROM claim_spans AS s WHERE s.claim_id = c.id AND s.role = 'claim' ORDER BY s.seq)),
                c.text) AS tail
FROM claims AS c
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN entities AS e ON e.id = c.speaker_id
LEFT JOIN sources AS v ON v.id = c.cited_source_id
WHERE c.article_id = :article
ORDER BY c.start_char, c.end_char DESC, c.id;

SELECT 'position' AS kind, p.start_char, p.end_char,
       e.name || '; ' || p.title || '; ' || coalesce(o.name, '-') AS head,
       p.rule AS "rule"
FROM positions AS p
JOIN entities AS e ON e.id = p.person_id
LEFT JOIN entities AS o ON o.id = p.organization_id
WHERE p.article_id = :article
ORDER BY p.start_char, p.end_char DESC, p.id;

SELECT 'mention' AS kind, m.start_char, m.end_char,
       substr(a.text, m.start_char + 1, m.end_char - m.start_char) || ' = ' || e.name || ' (' || e.kind || ')' AS head,
       m.kind AS "as",
       m.rule AS "rule"
FROM mentions AS m
JOIN articles AS a ON a.id = m.article_id
JOIN entities AS e ON e.id = m.entity_id
WHERE m.article_id = :article
ORDER BY m.start_char, m.end_char DESC, m.id;

SELECT 'citation' AS kind, c.start_char, c.end_char,
       substr(a.text, c.start_char + 1, c.end_char - c.start_char) || ' = ' || s.name AS head,
       c.rule AS "rule"
FROM citations AS c
JOIN articles AS a ON a.id = c.article_id
JOIN sources AS s ON s.id = c.source_id
WHERE c.article_id = :article
ORDER BY c.start_char, c.end_char DESC, c.id;

SELECT 'figure' AS kind, f.start_char, f.end_char,
       f.text || ' = ' || f.kind || ' '
       || CASE WHEN f.kind = 'date' THEN coalesce(f.date_low, '-') || '..' || coalesce(f.date_high, '-')
               ELSE iif(f.low IS NULL, '-', rtrim(rtrim(printf('%.4f', f.low), '0'), '.')) || '..'
                    || iif(f.high IS NULL, '-', rtrim(rtrim(printf('%.4f', f.high), '0'), '.')) END
       || ' ' || coalesce(f.unit, '-') || ' ' || f.bound AS head,
       f.what AS "what",
       f.what_key AS "key",
       e.name AS "of",
       f.rule AS "rule"
FROM figures AS f
LEFT JOIN entities AS e ON e.id = f.entity_id
WHERE f.article_id = :article
ORDER BY f.start_char, f.end_char DESC, f.id;

SELECT 'proposition' AS kind, p.start_char, p.end_char,
       p.subject || ' | ' || p.predicate || ' | ' || p.object AS head,
       p.predicate_lemma AS "lemma",
       iif(p.negated, 'yes', 'no') AS "negated",
       p.modality AS "modality",
       iif(p.passive, 'yes', 'no') AS "passive",
       p.act AS "act",
       s.name AS "who",
       o.name AS "whom",
       c.kind AS "claim",
       (SELECT group_concat(text, ', ')
        FROM (SELECT f.text FROM proposition_figures AS pf JOIN figures AS f ON f.id = pf.figure_id
              WHERE pf.proposition_id = p.id ORDER BY f.start_char)) AS "figures",
       p.rule AS "rule"
FROM propositions AS p
LEFT JOIN entities AS s ON s.id = p.subject_id
LEFT JOIN entities AS o ON o.id = p.object_id
LEFT JOIN claims AS c ON c.id = p.claim_id
WHERE p.article_id = :article
ORDER BY p.start_char, p.end_char DESC, p.id;

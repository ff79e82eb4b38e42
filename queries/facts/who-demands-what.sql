-- title: Who demands what
-- description: What is demanded, as propositions: those inside a demand that somebody makes, and those whose verb is one
-- description: of demanding. Without a topic: all demands.
-- param: topic text "Words that the sentence has, letter for letter, or an entity: name or alias"
-- values: topic SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: who text "Who demands it: name or alias"
-- values: who SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: who text "Who demands it, as an entity or in the words of the sentence"
-- column: subject text "Who or what"
-- column: predicate text "Does what, in the words of the sentence"
-- column: object text "To whom, what, where, when"
-- column: negated integer "1: it is denied"
-- column: modality text "can, must, will ...; if, whether, to; empty: as it stands"
-- column: sentence text "The sentence"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the words begin: characters before them in the article"
-- column: end_char integer "Where they end"
-- column: proposition_id integer "The proposition (propositions.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: published (newest first), article_id, start_char, proposition_id
WITH RECURSIVE chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_topic AS (
    SELECT id AS entity_id FROM entities WHERE name = :topic OR key = :topic
    UNION
    SELECT entity_id FROM aliases WHERE alias = :topic
), pieces (piece, rest) AS (
    -- runs of letters and digits in what is asked for, to look for the longest in the list of words
    SELECT CAST('' AS text), lower(replace(replace(replace(CAST(coalesce(:topic, '') AS text), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü'))
    UNION ALL
    SELECT CASE WHEN substr(rest, 1, 1) BETWEEN 'a' AND 'z' OR substr(rest, 1, 1) BETWEEN '0' AND '9'
                     OR substr(rest, 1, 1) IN ('ä', 'ö', 'ü', 'ß') THEN piece || substr(rest, 1, 1) ELSE '' END,
           substr(rest, 2)
    FROM pieces WHERE rest <> ''
), longest AS MATERIALIZED (
    SELECT piece, row_number() OVER (ORDER BY length(piece) DESC, piece) AS place FROM pieces
), near_topic AS MATERIALIZED (
    -- articles that may have it: each sentence is looked at below
    SELECT f.rowid AS article_id
    FROM (SELECT DISTINCT w.word FROM longest AS p CROSS JOIN words AS w
          WHERE p.place = 1 AND p.piece <> '' AND replace(w.word, p.piece, '') <> w.word) AS w
    JOIN articles_fts('"' || w.word || '"') AS f ON 1 = 1
    UNION
    SELECT a.id
    FROM (SELECT DISTINCT place FROM longest WHERE place = 1 AND piece = '') AS p -- asked for without any letter
    CROSS JOIN articles AS a
), wanted_who AS (
    SELECT id AS entity_id FROM entities WHERE name = :who OR key = :who
    UNION
    SELECT entity_id FROM aliases WHERE alias = :who
), picked AS (
    -- form: 2 is the act 'demand', of a proposition and of a claim
    SELECT k.id FROM proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted_who) AND k.form >> 6 = 2
    UNION
    SELECT k.id
    FROM claim_rows AS c
    CROSS JOIN proposition_rows AS k
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_who) AND c.form >> 8 & 15 = 2 AND k.claim_id = c.id
    UNION
    SELECT k.id
    FROM propositions AS k
    LEFT JOIN claims AS c ON c.id = k.claim_id
    WHERE nullif(:who, '') IS NULL AND nullif(:topic, '') IS NOT NULL AND k.article_id IN (SELECT article_id FROM near_topic)
      AND (c.act = 'demand' OR k.act = 'demand')
    UNION
    SELECT k.id FROM propositions AS k
    WHERE nullif(:who, '') IS NULL AND k.subject_id IN (SELECT entity_id FROM wanted_topic)
    UNION
    SELECT k.id FROM propositions AS k
    WHERE nullif(:who, '') IS NULL AND k.object_id IN (SELECT entity_id FROM wanted_topic)
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the newest article on
        SELECT k.id
        FROM chosen AS n
        CROSS JOIN propositions AS k
        LEFT JOIN claims AS c ON c.id = k.claim_id
        WHERE k.article_id = n.article_id AND nullif(:who, '') IS NULL AND nullif(:topic, '') IS NULL
          AND (k.act = 'demand' OR c.act = 'demand')
        ORDER BY n.published DESC NULLS LAST, n.article_id, k.start_char, k.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), newest AS (
    -- what is shown of the propositions is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    JOIN propositions AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    LEFT JOIN claims AS c ON c.id = k.claim_id
    WHERE (k.act = 'demand' OR c.act = 'demand')
      AND (nullif(:topic, '') IS NULL
           OR k.subject_id IN (SELECT entity_id FROM wanted_topic)
           OR k.object_id IN (SELECT entity_id FROM wanted_topic)
           OR (SELECT replace(v.sentence, :topic, '') FROM v_sentences AS v WHERE v.article_id = k.article_id AND v.seq = k.sentence)
              <> (SELECT v.sentence FROM v_sentences AS v WHERE v.article_id = k.article_id AND v.seq = k.sentence))
      AND (nullif(:who, '') IS NULL
           OR (k.act = 'demand' AND k.subject_id IN (SELECT entity_id FROM wanted_who))
           OR (c.act = 'demand' AND c.speaker_id IN (SELECT entity_id FROM wanted_who)))
    ORDER BY n.published DESC NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT coalesce(CASE WHEN k.act = 'demand' THEN coalesce(p.subject_entity, p.subject) END, p.speaker) AS who,
       p.subject, p.predicate, p.object, p.negated, p.modality, p.sentence, p.article, p.outlet, p.published, p.article_id,
       p.passage, p.passage_seq, p.start_char, p.end_char, p.proposition_id, p.rule
FROM newest AS h
JOIN propositions AS k ON k.id = h.id
JOIN v_propositions AS p ON p.proposition_id = h.id
ORDER BY p.published DESC NULLS LAST, p.article_id, p.start_char, p.proposition_id;

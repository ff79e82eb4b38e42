-- title: What one affirms and another denies
-- description: Two propositions with the same verb, the same subject and the same object (entities, or the same words),
-- description: of which one is affirmed and one is negated, denied or rejected; with both speakers and places.
-- param: entity text "Subject or object: name or alias"
-- values: entity SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: predicate_lemma text "The verb in one form"
-- column: subject text "Who or what, as the one has it"
-- column: predicate text "Does what"
-- column: object text "To whom, what, where, when"
-- column: affirmed_by text "Who says so: a speaker, or the outlet itself"
-- column: disputed_by text "Who says that it is not so"
-- column: disputed_words text "The words that say so"
-- column: article text "Title of the article that has the one"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the words begin: characters before them in the article"
-- column: end_char integer "Where they end"
-- column: proposition_id integer "The one (propositions.id), for claimbase explain"
-- column: disputed_article_id integer "The article of the other (articles.id)"
-- column: disputed_start_char integer "Where its words begin"
-- column: disputed_end_char integer "Where they end"
-- column: disputed_id integer "The other (propositions.id), for claimbase explain"
-- column: rule text "Which rule found the one"
-- order: predicate_lemma, article_id, start_char, proposition_id, disputed_id
WITH chosen AS NOT MATERIALIZED (
    -- joined row by row: else SQLite would look at all articles first
    SELECT a.id AS article_id
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted AS (
    SELECT id AS entity_id FROM entities WHERE name = :entity OR key = :entity
    UNION
    SELECT entity_id FROM aliases WHERE alias = :entity
), first_verbs AS (
    -- asked for some rows of all: the verbs of the first 20,000 propositions are tried, all but the last one, which is cut
    SELECT max(v.term) AS behind
    FROM (SELECT t.term
          FROM terms AS t
          CROSS JOIN proposition_rows AS k
          WHERE k.lemma_term = t.id AND nullif(:entity, '') IS NULL AND nullif(:limit, '') IS NOT NULL
          ORDER BY t.term
          LIMIT 20000) AS v
), keyed AS NOT MATERIALIZED (
    -- words that are the same are as long as one another; without a verb like none. form & 1: negated; 9, 10, 11: if, whether, to
    SELECT k.id, k.article_id, k.claim_id, coalesce(k.lemma_term, -k.id) AS lemma_term, k.form & 1 AS negated,
           coalesce(k.subject_id, -k.subject_length) AS subject_near,
           coalesce(k.object_id, -k.object_length - coalesce(k.preposition_length + 1, 0)) AS object_near
    FROM proposition_rows AS k
    WHERE k.form >> 2 & 15 NOT IN (9, 10, 11)
), denials AS NOT MATERIALIZED (
    SELECT c.id FROM claim_rows AS c WHERE c.form >> 8 & 15 IN (6, 14) -- their act: deny, reject
), stances AS MATERIALIZED (
    -- of an entity, or of the first verbs
    SELECT k.id, k.lemma_term, k.subject_near, k.object_near,
           CASE WHEN c.id IS NULL THEN k.negated ELSE 1 - k.negated END AS disputed
    FROM (
        SELECT k.id FROM proposition_rows AS k WHERE k.subject_id IN (SELECT entity_id FROM wanted)
        UNION
        SELECT k.id FROM proposition_rows AS k WHERE k.object_id IN (SELECT entity_id FROM wanted)
        UNION ALL
        SELECT k.id
        FROM first_verbs AS v
        CROSS JOIN terms AS t
        CROSS JOIN proposition_rows AS k
        WHERE t.term < v.behind AND k.lemma_term = t.id
    ) AS h
    JOIN keyed AS k ON k.id = h.id
    LEFT JOIN denials AS c ON c.id = k.claim_id
), first_pairs AS MATERIALIZED (
    SELECT x.id, y.id AS disputed_id
    FROM stances AS x
    JOIN stances AS y ON y.lemma_term = x.lemma_term AND y.subject_near = x.subject_near
                     AND y.object_near = x.object_near AND y.disputed = 1
    JOIN propositions AS p ON p.id = x.id
    JOIN propositions AS q ON q.id = y.id
    JOIN chosen AS n ON n.article_id = p.article_id
    JOIN chosen AS o ON o.article_id = q.article_id
    WHERE x.disputed = 0
      AND (p.subject_id IS NOT NULL OR p.subject = q.subject) AND (p.object_id IS NOT NULL OR p.object = q.object)
), all_verbs AS (
    -- one row where all are looked at: no entity, and the first verbs have too few
    SELECT 1 AS one
    WHERE nullif(:entity, '') IS NULL
      AND (nullif(:limit, '') IS NULL OR (SELECT count(*) FROM first_pairs) < CAST(nullif(:limit, '') AS bigint))
), disputed AS MATERIALIZED (
    SELECT k.id, k.lemma_term, k.subject_near, k.object_near
    FROM all_verbs AS v
    CROSS JOIN keyed AS k
    WHERE k.negated <> CASE WHEN k.claim_id IN (SELECT id FROM denials) THEN 1 ELSE 0 END
), pairs AS MATERIALIZED (
    SELECT f.id, f.disputed_id FROM first_pairs AS f
    UNION
    SELECT x.id, y.id
    FROM all_verbs AS v
    CROSS JOIN keyed AS x
    CROSS JOIN disputed AS y
    CROSS JOIN propositions AS p
    CROSS JOIN propositions AS q
    WHERE y.lemma_term = x.lemma_term AND y.subject_near = x.subject_near AND y.object_near = x.object_near
      AND x.negated = CASE WHEN x.claim_id IN (SELECT id FROM denials) THEN 1 ELSE 0 END
      AND p.id = x.id AND q.id = y.id
      AND (p.subject_id IS NOT NULL OR p.subject = q.subject) AND (p.object_id IS NOT NULL OR p.object = q.object)
      AND EXISTS (SELECT 1 FROM chosen AS n WHERE n.article_id = p.article_id)
      AND EXISTS (SELECT 1 FROM chosen AS n WHERE n.article_id = q.article_id)
), shown AS (
    SELECT p.id, h.disputed_id
    FROM pairs AS h
    JOIN propositions AS p ON p.id = h.id
    ORDER BY p.predicate_lemma, p.article_id, p.start_char, p.id, h.disputed_id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT p.predicate_lemma, p.subject, p.predicate, p.object,
       coalesce(p.speaker, p.outlet) AS affirmed_by, coalesce(q.speaker, q.outlet) AS disputed_by,
       q.subject || ' ' || q.predicate || ' ' || q.object AS disputed_words,
       p.article, p.outlet, p.published, p.article_id, p.passage, p.passage_seq, p.start_char, p.end_char,
       p.proposition_id, q.article_id AS disputed_article_id, q.start_char AS disputed_start_char,
       q.end_char AS disputed_end_char, q.proposition_id AS disputed_id, p.rule
FROM shown AS h
JOIN v_propositions AS p ON p.proposition_id = h.id
JOIN v_propositions AS q ON q.proposition_id = h.disputed_id
ORDER BY p.predicate_lemma, p.article_id, p.start_char, p.proposition_id, q.proposition_id;

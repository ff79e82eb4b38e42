-- title: Who did it: all that have the same verb
-- description: Propositions by their verb in one form (predicate_lemma), whatever its wording: 'ablehnen' finds 'lehnte
-- description: ... ab', 'investieren' also 'investieren in'. In the passive the subject is what it was done to.
-- description: Without a predicate: all.
-- param: predicate text "The verb: ablehnen, investieren in, approve"
-- values: predicate SELECT t.term FROM terms AS t WHERE EXISTS (SELECT 1 FROM proposition_rows AS k WHERE k.lemma_term = t.id) ORDER BY t.term
-- param: subject text "Who: name or alias"
-- values: subject SELECT DISTINCT e.name FROM entities AS e WHERE EXISTS (SELECT 1 FROM mention_rows AS m WHERE m.entity_id = e.id) ORDER BY e.name
-- param: standing text "How sure: fact, said, open"
-- values: standing SELECT 'fact' UNION ALL SELECT 'said' UNION ALL SELECT 'open'
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: predicate_lemma text "The verb in one form"
-- column: subject text "Who or what"
-- column: predicate text "Does what, in the words of the sentence"
-- column: object text "To whom, what, where, when"
-- column: negated integer "1: it is denied"
-- column: modality text "can, must, will ...; if, whether, to; empty: as it stands"
-- column: passive integer "1: the subject is what it is done to"
-- column: standing text "fact: the article says so; said: somebody does; open: demanded, feared, possible ..."
-- column: speaker text "Who says so"
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
-- order: predicate_lemma, published (newest first), article_id, start_char, proposition_id
WITH RECURSIVE chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted AS (
    SELECT id AS entity_id FROM entities WHERE name = :subject OR key = :subject
    UNION
    SELECT entity_id FROM aliases WHERE alias = :subject
), named_verbs AS MATERIALIZED (
    SELECT t.id AS lemma FROM terms AS t WHERE t.term = :predicate AND nullif(:predicate, '') IS NOT NULL
    UNION ALL
    SELECT t.id FROM terms AS t -- '!' comes behind the blank
    WHERE t.term >= :predicate || ' ' AND t.term < :predicate || '!' AND nullif(:predicate, '') IS NOT NULL
), asked AS (
    -- some rows of one: these begin with its first verbs. part: of some articles
    SELECT CAST(:limit AS bigint) AS most,
           CASE WHEN nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL AND nullif(:language, '') IS NULL
                     AND nullif(:outlet, '') IS NULL THEN 0 ELSE 1 END AS part
    WHERE CAST(nullif(:limit, '') AS bigint) >= 0 AND nullif(:subject, '') IS NOT NULL AND nullif(:predicate, '') IS NULL
      AND nullif(:standing, '') IS NULL
), stepped (entity_id, lemma, place) AS (
    -- the first 300 by one look into the index for each
    SELECT w.entity_id, (SELECT min(k.lemma_term) FROM proposition_rows AS k WHERE k.subject_id = w.entity_id), 1
    FROM asked AS q
    CROSS JOIN wanted AS w
    UNION ALL
    SELECT v.entity_id, (SELECT min(k.lemma_term) FROM proposition_rows AS k
                         WHERE k.subject_id = v.entity_id AND k.lemma_term > v.lemma), v.place + 1
    FROM stepped AS v
    WHERE v.lemma IS NOT NULL AND v.place < 300
), own_verbs AS MATERIALIZED (
    SELECT v.lemma FROM stepped AS v WHERE v.lemma IS NOT NULL
    UNION
    SELECT k.lemma_term FROM stepped AS v CROSS JOIN proposition_rows AS k
    WHERE v.place = 300 AND k.subject_id = v.entity_id AND k.lemma_term > v.lemma
), first_verbs AS MATERIALIZED (
    -- each has a row
    SELECT v.lemma, t.term, q.most, q.part
    FROM asked AS q
    CROSS JOIN own_verbs AS v
    CROSS JOIN terms AS t
    WHERE t.id = v.lemma
      AND (q.part = 0
           OR EXISTS (SELECT 1 FROM proposition_rows AS k CROSS JOIN chosen AS n
                      WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term = v.lemma
                        AND n.article_id = k.article_id))
    ORDER BY t.term
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)
), enough AS MATERIALIZED (
    -- until there are rows enough
    SELECT x.lemma, x.before, x.found, x.most
    FROM (SELECT c.lemma, c.found, c.most, sum(c.found) OVER (ORDER BY c.term) - c.found AS before
          FROM (SELECT v.lemma, v.term, v.most,
                       (SELECT count(*)
                        FROM (SELECT 1 FROM proposition_rows AS k
                              WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term = v.lemma
                                AND (v.part = 0 OR EXISTS (SELECT 1 FROM chosen AS n WHERE n.article_id = k.article_id))
                              LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS r) AS found
                FROM first_verbs AS v) AS c) AS x
    WHERE x.before < x.most
), newest_articles AS MATERIALIZED (
    -- of the last of them, which may have very many
    SELECT v.lemma, n.article_id
    FROM enough AS v
    CROSS JOIN proposition_rows AS k
    CROSS JOIN chosen AS n
    WHERE v.found = v.most AND k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term = v.lemma
      AND n.article_id = k.article_id
    GROUP BY v.lemma, n.article_id, n.published
    ORDER BY n.published DESC NULLS LAST, n.article_id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)
), verbs AS MATERIALIZED (
    -- all, from the first verb on. By BETWEEN, by an index that has day and outlet: a verb may have very many
    SELECT k.id
    FROM terms AS t
    CROSS JOIN proposition_rows AS r
    CROSS JOIN articles AS a
    CROSS JOIN propositions AS k
    WHERE r.lemma_term = t.id AND a.id BETWEEN r.article_id AND r.article_id AND k.id = r.id
      AND nullif(:subject, '') IS NULL AND nullif(:predicate, '') IS NULL
      AND (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR EXISTS (SELECT 1 FROM articles AS n WHERE n.id = a.id AND n.language = :language))
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
      AND (nullif(:standing, '') IS NULL
           OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
    ORDER BY t.term, a.published DESC NULLS LAST, r.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
), picked AS (
    SELECT k.id FROM enough AS v CROSS JOIN proposition_rows AS k
    WHERE v.found < v.most AND k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term = v.lemma
    UNION ALL
    SELECT k.id FROM newest_articles AS v CROSS JOIN proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term = v.lemma AND k.article_id = v.article_id
    UNION ALL
    SELECT k.id -- those without a verb come last
    FROM (SELECT 1 AS one FROM asked AS q WHERE coalesce((SELECT sum(v.found) FROM enough AS v), 0) < q.most) AS o
    CROSS JOIN proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term IS NULL
    UNION ALL
    SELECT k.id FROM named_verbs AS v CROSS JOIN proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.lemma_term = v.lemma
    UNION ALL
    SELECT k.id FROM proposition_rows AS k
    WHERE k.subject_id IN (SELECT entity_id FROM wanted) AND k.article_id > 0 -- in order of the articles
      AND nullif(:predicate, '') IS NULL
      AND NOT EXISTS (SELECT 1 FROM asked)
    UNION ALL
    SELECT k.id FROM named_verbs AS v CROSS JOIN proposition_rows AS k
    WHERE nullif(:subject, '') IS NULL AND k.lemma_term = v.lemma
    UNION ALL
    SELECT id FROM verbs
    UNION ALL
    SELECT x.id
    FROM (
        -- those without a verb, where there is room for them, from the newest article on
        SELECT k.id
        FROM (SELECT 1 AS one WHERE (SELECT count(*) FROM verbs)
                                    < coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)) AS o
        CROSS JOIN chosen AS n
        CROSS JOIN proposition_rows AS r
        CROSS JOIN propositions AS k
        WHERE r.article_id = n.article_id AND r.lemma_term IS NULL AND k.id = r.id
          AND nullif(:subject, '') IS NULL AND nullif(:predicate, '') IS NULL
          AND (nullif(:standing, '') IS NULL
               OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
        ORDER BY n.published DESC NULLS LAST, n.article_id, k.start_char, k.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), newest AS (
    -- what is shown of the propositions is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    CROSS JOIN proposition_rows AS r
    CROSS JOIN propositions AS k
    CROSS JOIN chosen AS n
    LEFT JOIN terms AS t ON t.id = r.lemma_term
    WHERE r.id = h.id AND k.id = h.id AND n.article_id = r.article_id
      AND (nullif(:standing, '') IS NULL
           OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
    ORDER BY t.term NULLS LAST, n.published DESC NULLS LAST, r.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT p.predicate_lemma, p.subject, p.predicate, p.object, p.negated, p.modality, p.passive, p.standing, p.speaker,
       p.article, p.outlet, p.published, p.article_id,
       p.passage, p.passage_seq, p.start_char, p.end_char, p.proposition_id, p.rule
FROM newest AS h
JOIN v_propositions AS p ON p.proposition_id = h.id
ORDER BY p.predicate_lemma NULLS LAST, p.published DESC NULLS LAST, p.article_id, p.start_char, p.proposition_id;

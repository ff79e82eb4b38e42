-- title: Who did it: all that have the same verb
-- description: Propositions by their verb in one form (predicate_lemma), whatever its wording: 'ablehnen' finds 'lehnte
-- description: ... ab', 'investieren' also 'investieren in'. In the passive the subject is what it was done to.
-- description: Without a predicate: all.
-- param: predicate text "The verb: ablehnen, investieren in, approve"
-- values: predicate SELECT DISTINCT predicate_lemma FROM propositions ORDER BY predicate_lemma
-- param: subject text "Who: name or alias"
-- values: subject SELECT DISTINCT e.name FROM entities AS e JOIN mentions AS m ON m.entity_id = e.id ORDER BY e.name
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
WITH chosen AS NOT MATERIALIZED (
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
), verbs AS MATERIALIZED (
    -- all, from the first verb on
    SELECT k.id
    FROM terms AS t
    CROSS JOIN proposition_rows AS r
    CROSS JOIN propositions AS k
    CROSS JOIN chosen AS n
    WHERE r.lemma_term = t.id AND k.id = r.id AND n.article_id = k.article_id
      AND nullif(:subject, '') IS NULL AND nullif(:predicate, '') IS NULL
      AND (nullif(:standing, '') IS NULL
           OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
    ORDER BY t.term, n.published DESC NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
), picked AS (
    SELECT k.id FROM propositions AS k WHERE k.subject_id IN (SELECT entity_id FROM wanted)
    UNION ALL
    SELECT k.id FROM terms AS t CROSS JOIN proposition_rows AS k
    WHERE nullif(:subject, '') IS NULL AND k.lemma_term = t.id
      AND (t.term = :predicate OR substr(t.term, 1, length(:predicate) + 1) = :predicate || ' ')
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
    JOIN propositions AS k ON k.id = h.id
    JOIN chosen AS n ON n.article_id = k.article_id
    WHERE (nullif(:predicate, '') IS NULL
           OR k.predicate_lemma = :predicate
           OR substr(k.predicate_lemma, 1, length(:predicate) + 1) = :predicate || ' ')
      AND (nullif(:standing, '') IS NULL
           OR (SELECT v.standing FROM v_propositions AS v WHERE v.proposition_id = k.id) = :standing)
    ORDER BY k.predicate_lemma NULLS LAST, n.published DESC NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT p.predicate_lemma, p.subject, p.predicate, p.object, p.negated, p.modality, p.passive, p.standing, p.speaker,
       p.article, p.outlet, p.published, p.article_id,
       p.passage, p.passage_seq, p.start_char, p.end_char, p.proposition_id, p.rule
FROM newest AS h
JOIN v_propositions AS p ON p.proposition_id = h.id
ORDER BY p.predicate_lemma NULLS LAST, p.published DESC NULLS LAST, p.article_id, p.start_char, p.proposition_id;

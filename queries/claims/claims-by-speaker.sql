-- title: All claims of a speaker, newest first
-- description: What somebody said, with how it is reported, through whom the article has it, and where it stands.
-- description: Without a speaker: the claims of all speakers.
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: kind text "How it is reported"
-- values: kind SELECT DISTINCT kind FROM claims ORDER BY kind
-- param: about text "Whom or what the claim is about: name or alias"
-- values: about SELECT DISTINCT name FROM entities ORDER BY name
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: speaker text "Who says it"
-- column: kind text "direct, indirect, reported ..."
-- column: act text "What the words do: say, demand, warn, deny ..."
-- column: text text "The exact text of the claim"
-- column: cue text "The word that reports it"
-- column: cited_source text "Outlet or document through which the article has it"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim (claims.id), for claimbase explain"
-- column: rule text "Which rule found it"
-- order: published (newest first), article_id, start_char, claim_id
WITH chosen AS NOT MATERIALIZED (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), wanted_about AS (
    SELECT id AS entity_id FROM entities WHERE name = :about OR key = :about
    UNION
    SELECT entity_id FROM aliases WHERE alias = :about
), recent AS MATERIALIZED (
    -- asked for some rows of one who is quoted often: where the newest 5,000 articles have enough of them, these are all
    SELECT t.article_id
    FROM (SELECT r.article_id, count(*) OVER () AS found
          FROM (SELECT n.article_id
                FROM chosen AS n
                WHERE n.published >= CASE WHEN (SELECT count(*)
                                                FROM (SELECT 1 FROM claim_rows AS c
                                                      WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
                                                      LIMIT 500) AS x) = 500
                                          THEN (SELECT a.published FROM articles AS a
                                                ORDER BY a.published DESC NULLS LAST LIMIT 1 OFFSET 5000) END
                  AND EXISTS (SELECT 1 FROM claims AS c
                              WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND c.article_id = n.article_id
                                AND (nullif(:kind, '') IS NULL OR c.kind = :kind)
                                AND (nullif(:about, '') IS NULL
                                     OR EXISTS (SELECT 1 FROM claim_entities AS x
                                                WHERE x.claim_id = c.id AND x.role = 'about'
                                                  AND x.entity_id IN (SELECT entity_id FROM wanted_about))))
                ORDER BY n.published DESC NULLS LAST, n.article_id
                LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 0)) AS r) AS t
    WHERE t.found >= CAST(nullif(:limit, '') AS bigint) AND CAST(nullif(:limit, '') AS bigint) >= 0
), picked AS (
    SELECT c.id AS claim_id
    FROM recent AS r
    CROSS JOIN claim_rows AS c
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker) AND c.article_id = r.article_id
    UNION ALL
    SELECT c.id
    FROM (SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM recent)) AS r
    CROSS JOIN claim_rows AS c
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
    UNION ALL
    SELECT DISTINCT x.claim_id FROM claim_entities AS x
    WHERE nullif(:speaker, '') IS NULL AND x.role = 'about' AND x.entity_id IN (SELECT entity_id FROM wanted_about)
    UNION ALL
    SELECT x.id
    FROM (
        -- all, from the newest article on
        SELECT c.id
        FROM chosen AS n
        CROSS JOIN claims AS c
        WHERE c.article_id = n.article_id AND nullif(:speaker, '') IS NULL AND nullif(:about, '') IS NULL
          AND c.speaker_id IS NOT NULL
          AND (nullif(:kind, '') IS NULL OR c.kind = :kind)
        ORDER BY n.published DESC NULLS LAST, n.article_id, c.start_char, c.id
        LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
    ) AS x
), newest AS (
    -- what is shown of the claims is looked up behind the limit
    SELECT k.id
    FROM picked AS h
    JOIN claims AS k ON k.id = h.claim_id
    JOIN chosen AS n ON n.article_id = k.article_id
    WHERE k.speaker_id IS NOT NULL
      AND (nullif(:kind, '') IS NULL OR k.kind = :kind)
      AND (nullif(:about, '') IS NULL
           OR EXISTS (SELECT 1 FROM claim_entities AS x
                      WHERE x.claim_id = k.id AND x.role = 'about' AND x.entity_id IN (SELECT entity_id FROM wanted_about)))
    ORDER BY n.published DESC NULLS LAST, k.article_id, k.start_char, k.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT c.speaker, c.kind, c.act, c.text, c.cue, c.cited_source, c.article, c.outlet, c.published, c.article_id,
       c.passage, c.passage_seq, c.start_char, c.end_char, c.claim_id, c.rule
FROM newest AS h
JOIN v_claims AS c ON c.claim_id = h.id
ORDER BY c.published DESC NULLS LAST, c.article_id, c.start_char, c.claim_id;

-- title: What each speaker says on a topic, in one line
-- description: One row for each speaker and topic: the newest claim, how often the speaker comes back to the topic, how
-- description: many articles of independent origin have that newest claim, and on which side the claims are (more, less,
-- description: for, against what is said; see who-stands-where). The topic is an entity that the claims are about, or words
-- description: of the sentence; without a topic: every entity that claims are about.
-- param: topic text "Entity (name or alias), or words in the sentence, capitals or not; with commas: any of them"
-- values: topic SELECT DISTINCT e.name FROM entities AS e JOIN claim_entities AS x ON x.entity_id = e.id WHERE x.role = 'about' ORDER BY e.name
-- param: speaker text "Who says it: name or alias"
-- values: speaker SELECT DISTINCT e.name FROM entities AS e JOIN claims AS c ON c.speaker_id = e.id ORDER BY e.name
-- param: min_claims integer = 1 "Fewest claims of the speaker on the topic"
-- param: copies integer = 0 "1: also from articles that are copies of earlier ones"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: speaker text "Who says it"
-- column: topic text "What it is about"
-- column: claims integer "How often the speaker says something on it"
-- column: articles integer "In how many articles"
-- column: wants_more integer "Claims that want more of something, or stricter rules"
-- column: wants_less integer "Claims that want less of something, or looser rules"
-- column: in_favour integer "Claims for what they say"
-- column: opposed integer "Claims against what they say"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: stance text "Of the newest claim: more, less, both, for, against; none: not told"
-- column: decided_by text "The act, and the words that tell the way"
-- column: text text "The exact text of the newest claim"
-- column: origins integer "Articles of independent origin that have this claim"
-- column: sentence text "The sentence in which it begins"
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
-- order: claims (most first), speaker, topic, claim_id
WITH RECURSIVE spelled (word, rest) AS (
    -- the topic cut at its commas, letter by letter: no function for it is in both databases
    SELECT CAST('' AS text), CAST(coalesce(:topic, '') AS text) || ','
    UNION ALL
    SELECT CASE WHEN substr(rest, 1, 1) = ',' THEN '' ELSE word || substr(rest, 1, 1) END, substr(rest, 2)
    FROM spelled WHERE rest <> ''
), asked AS (
    SELECT DISTINCT trim(word) AS word, lower(replace(replace(replace(trim(word), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')) AS folded
    FROM spelled WHERE substr(rest, 1, 1) = ',' AND trim(word) <> ''
), wanted_topic AS (
    SELECT e.id AS entity_id FROM entities AS e JOIN asked AS q ON e.name = q.word OR e.key = q.word
    UNION
    SELECT x.entity_id FROM aliases AS x JOIN asked AS q ON x.alias = q.word
), wanted_speaker AS (
    SELECT id AS entity_id FROM entities WHERE name = :speaker OR key = :speaker
    UNION
    SELECT entity_id FROM aliases WHERE alias = :speaker
), pieces (asked, piece, rest) AS (
    -- runs of letters and digits in what is asked for, to look for the longest in the list of words
    SELECT folded, CAST('' AS text), folded FROM asked
    UNION ALL
    SELECT asked, CASE WHEN substr(rest, 1, 1) BETWEEN 'a' AND 'z' OR substr(rest, 1, 1) BETWEEN '0' AND '9'
                            OR substr(rest, 1, 1) IN ('ä', 'ö', 'ü', 'ß') THEN piece || substr(rest, 1, 1) ELSE '' END,
           substr(rest, 2)
    FROM pieces WHERE rest <> ''
), longest AS MATERIALIZED (
    SELECT piece, row_number() OVER (PARTITION BY asked ORDER BY length(piece) DESC, piece) AS place FROM pieces
), near_topic AS MATERIALIZED (
    -- articles that may be about it: more is asked of them below
    SELECT f.rowid AS article_id
    FROM (SELECT DISTINCT w.word FROM longest AS p CROSS JOIN words AS w
          WHERE p.place = 1 AND p.piece <> '' AND replace(w.word, p.piece, '') <> w.word) AS w
    JOIN articles_fts('"' || w.word || '"') AS f ON 1 = 1
    UNION
    SELECT c.article_id
    FROM claim_entities AS x
    JOIN claims AS c ON c.id = x.claim_id
    WHERE x.role = 'about' AND x.entity_id IN (SELECT entity_id FROM wanted_topic)
    UNION
    SELECT a.id
    FROM (SELECT DISTINCT place FROM longest WHERE place = 1 AND piece = '') AS p -- asked for without any letter
    CROSS JOIN articles AS a
    UNION
    SELECT a.id FROM articles AS a WHERE nullif(:topic, '') IS NULL AND nullif(:limit, '') IS NULL
), most_claims AS MATERIALIZED (
    -- asked for some rows without a topic: those of the speakers with most claims on one. What else these claims are about
    -- comes behind them
    SELECT p.speaker_id, p.topic
    FROM (
        SELECT k.speaker_id, t.name AS topic, rank() OVER (ORDER BY sum(k.number) DESC, e.name, t.name) AS place
        FROM (
            -- counted by their numbers; articles are looked at only where a part of them is asked for
            SELECT c.speaker_id, x.entity_id, count(*) AS number
            FROM (SELECT k.id, k.article_id, k.speaker_id FROM claim_rows AS k WHERE nullif(:speaker, '') IS NULL
                  UNION ALL
                  SELECT k.id, k.article_id, k.speaker_id
                  FROM claim_rows AS k WHERE k.speaker_id IN (SELECT entity_id FROM wanted_speaker)) AS c
            CROSS JOIN claim_entities AS x
            WHERE nullif(:topic, '') IS NULL AND nullif(:limit, '') IS NOT NULL
              AND c.speaker_id IS NOT NULL AND x.claim_id = c.id AND x.role = 'about' AND x.entity_id <> c.speaker_id
              AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
                   OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = c.article_id))
              AND ((nullif(:from, '') IS NULL AND nullif(:to, '') IS NULL AND nullif(:language, '') IS NULL
                    AND nullif(:outlet, '') IS NULL)
                   OR EXISTS (SELECT 1
                              FROM articles AS a
                              LEFT JOIN sources AS o ON o.id = a.source_id
                              WHERE a.id = c.article_id
                                AND (nullif(:from, '') IS NULL OR a.published >= :from)
                                AND (nullif(:to, '') IS NULL OR a.published <= :to)
                                AND (nullif(:language, '') IS NULL OR a.language = :language)
                                AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)))
            GROUP BY c.speaker_id, x.entity_id
        ) AS k
        JOIN entities AS t ON t.id = k.entity_id
        JOIN entities AS e ON e.id = k.speaker_id
        GROUP BY k.speaker_id, e.name, t.name
    ) AS p
    WHERE p.place <= CAST(nullif(:limit, '') AS bigint)
), picked AS (
    -- a topic may have far more claims than its speaker
    SELECT c.id
    FROM (SELECT DISTINCT speaker_id FROM most_claims) AS p
    CROSS JOIN claim_rows AS c
    CROSS JOIN claim_entities AS x
    CROSS JOIN entities AS t
    WHERE c.speaker_id = p.speaker_id AND x.claim_id = c.id AND x.role = 'about' AND t.id = x.entity_id
      AND (c.speaker_id, t.name) IN (SELECT m.speaker_id, m.topic FROM most_claims AS m)
    UNION ALL
    SELECT c.id FROM claims AS c
    WHERE c.speaker_id IN (SELECT entity_id FROM wanted_speaker)
      AND (nullif(:topic, '') IS NOT NULL OR nullif(:limit, '') IS NULL)
    UNION ALL
    SELECT c.id FROM claims AS c
    WHERE nullif(:speaker, '') IS NULL AND c.article_id IN (SELECT article_id FROM near_topic)
), said AS MATERIALIZED (
    -- what is shown of the newest claims only is looked up behind the limit
    SELECT t.claim_id, t.article_id, t.speaker_id, t.stance, t.start_char, t.end_char, t.published
    FROM (
        SELECT v.claim_id, v.article_id, v.speaker_id, v.stance, v.sentence, v.start_char, v.end_char, a.published
        FROM v_stances AS v
        JOIN articles AS a ON a.id = v.article_id
        LEFT JOIN sources AS o ON o.id = a.source_id
        WHERE v.claim_id IS NOT NULL
          AND v.claim_id IN (SELECT id FROM picked)
          AND (nullif(:topic, '') IS NOT NULL
               OR EXISTS (SELECT 1 FROM claim_entities AS x
                          WHERE x.claim_id = v.claim_id AND x.role = 'about' AND x.entity_id <> v.speaker_id))
          AND (nullif(:from, '') IS NULL OR a.published >= :from)
          AND (nullif(:to, '') IS NULL OR a.published <= :to)
          AND (nullif(:language, '') IS NULL OR a.language = :language)
          AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
          AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
               OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
    ) AS t
    WHERE nullif(:topic, '') IS NULL
       OR EXISTS (SELECT 1
                  FROM (SELECT lower(replace(replace(replace(substr(a.text, s.start_char + 1, s.end_char - s.start_char),
                                                             'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')) AS words
                        FROM sentences AS s
                        JOIN articles AS a ON a.id = s.article_id
                        WHERE s.article_id = t.article_id AND s.seq = t.sentence) AS w
                  CROSS JOIN asked AS q
                  WHERE replace(w.words, q.folded, '') <> w.words)
       OR EXISTS (SELECT 1 FROM claim_entities AS x
                  WHERE x.claim_id = t.claim_id AND x.role = 'about'
                    AND x.entity_id IN (SELECT entity_id FROM wanted_topic))
), on_topic AS (
    SELECT CASE WHEN nullif(:topic, '') IS NULL THEN e.name ELSE :topic END AS topic, s.claim_id, s.article_id, s.speaker_id,
           s.stance, s.start_char, s.end_char, s.published
    FROM said AS s
    LEFT JOIN claim_entities AS x ON nullif(:topic, '') IS NULL AND x.claim_id = s.claim_id AND x.role = 'about'
                                 AND x.entity_id <> s.speaker_id
    LEFT JOIN entities AS e ON e.id = x.entity_id
    WHERE nullif(:topic, '') IS NOT NULL OR x.entity_id IS NOT NULL
), counted AS (
    SELECT topic, speaker_id, count(*) AS claims, count(DISTINCT article_id) AS articles,
           count(*) FILTER (WHERE stance IN ('more', 'both')) AS wants_more,
           count(*) FILTER (WHERE stance IN ('less', 'both')) AS wants_less,
           count(*) FILTER (WHERE stance = 'for') AS in_favour, count(*) FILTER (WHERE stance = 'against') AS opposed,
           min(published) AS first_published, max(published) AS last_published
    FROM on_topic
    GROUP BY topic, speaker_id
), newest AS (
    SELECT t.topic, t.claim_id, t.speaker_id, t.stance,
           row_number() OVER (PARTITION BY t.topic, t.speaker_id
                              ORDER BY t.published DESC NULLS LAST, CASE WHEN t.stance IS NULL THEN 1 ELSE 0 END,
                                       t.article_id DESC, t.start_char, t.end_char DESC, t.claim_id) AS place
    FROM on_topic AS t
), shown AS MATERIALIZED (
    SELECT e.name AS speaker, n.topic, k.claims, k.articles, k.wants_more, k.wants_less, k.in_favour, k.opposed,
           k.first_published, k.last_published, n.stance, n.claim_id
    FROM newest AS n
    JOIN counted AS k ON k.topic = n.topic AND k.speaker_id = n.speaker_id
    JOIN entities AS e ON e.id = n.speaker_id
    WHERE n.place = 1
      AND k.claims >= coalesce(CAST(nullif(:min_claims, '') AS bigint), 1)
    ORDER BY k.claims DESC, e.name, n.topic, n.claim_id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT h.speaker, h.topic, h.claims, h.articles, h.wants_more, h.wants_less, h.in_favour, h.opposed,
       h.first_published, h.last_published, h.stance,
       (SELECT v.decided_by FROM v_stances AS v WHERE v.claim_id = h.claim_id) AS decided_by, c.text,
       coalesce(u.origins, 1) AS origins, c.sentence,
       c.article, c.outlet, c.published, c.article_id, c.passage, c.passage_seq,
       c.start_char, c.end_char, h.claim_id, c.rule
FROM shown AS h
JOIN v_claims AS c ON c.claim_id = h.claim_id
LEFT JOIN claim_cluster_members AS m ON m.claim_id = h.claim_id
LEFT JOIN claim_clusters AS u ON u.id = m.cluster_id
ORDER BY h.claims DESC, h.speaker, h.topic, h.claim_id;

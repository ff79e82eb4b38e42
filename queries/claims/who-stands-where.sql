-- title: Who stands where on a topic
-- description: One row for each speaker and each stand that he takes on a topic, with the newest claim of it: who wants
-- description: more of it or stricter rules (more), who less or looser ones (less), who is for or against what his claim
-- description: says. Column decided_by has the act and the words that decided; where nothing decided, the stance is
-- description: empty. The topic is an entity that the claims are about, or words of the sentence; without a topic: every
-- description: entity that several speakers talk about.
-- param: topic text "Entity (name or alias), or words in the sentence, capitals or not; with commas: any of them"
-- values: topic SELECT DISTINCT e.name FROM entities AS e JOIN claim_entities AS x ON x.entity_id = e.id WHERE x.role = 'about' ORDER BY e.name
-- param: stance text "more, less, both, for or against"
-- values: stance SELECT 'more' UNION ALL SELECT 'less' UNION ALL SELECT 'both' UNION ALL SELECT 'for' UNION ALL SELECT 'against'
-- param: min_speakers integer = 2 "Fewest speakers of a topic; a topic that is named is shown always"
-- param: copies integer = 0 "1: also from articles that are copies of earlier ones"
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: topic text "What it is about"
-- column: stance text "more, less, both (words of both ways), for, against what is said; none: not told"
-- column: speaker text "Who says it"
-- column: organization text "Where the speaker holds an office, or the speaker itself"
-- column: decided_by text "The act, and the words that tell the way"
-- column: text text "The exact text of the newest claim"
-- column: claims integer "How often the speaker says something with this stance"
-- column: articles integer "In how many articles"
-- column: first_published date "First day"
-- column: last_published date "Last day"
-- column: sentence text "The sentence in which it begins"
-- column: article text "Title of the article"
-- column: outlet text "Outlet that published it"
-- column: published date "Day of publication"
-- column: article_id integer "The article (articles.id)"
-- column: passage text "Kind of passage: headline, body, caption ..."
-- column: passage_seq integer "Number of the passage in the article, from 0"
-- column: start_char integer "Where the text begins: characters before it in the article"
-- column: end_char integer "Where it ends"
-- column: claim_id integer "The claim (claims.id), for claimbase explain; none: a proposition"
-- column: proposition_id integer "The proposition (propositions.id), where it is no claim"
-- column: rule text "Which rule found it"
-- order: topic, stance (more, less, both, for, against, none), claims (most first), speaker, article_id, start_char
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
), first_topics AS (
    -- asked for some rows of all topics: each that has speakers enough has a row for each of them at least
    SELECT coalesce(min(CASE WHEN t.speakers >= CAST(nullif(:limit, '') AS bigint) THEN t.name END), max(t.name))
               AS last_name
    FROM (
        SELECT k.name, sum(k.speakers) OVER (ORDER BY k.name) AS speakers
        FROM (
            SELECT d.name, max(d.speakers) AS speakers
            FROM (
                SELECT e.name,
                       (SELECT count(DISTINCT c.speaker_id)
                        FROM claim_entities AS x
                        JOIN claims AS c ON c.id = x.claim_id
                        JOIN articles AS a ON a.id = c.article_id
                        LEFT JOIN sources AS o ON o.id = a.source_id
                        WHERE x.entity_id = e.id AND x.role = 'about' AND c.speaker_id <> e.id
                          AND (nullif(:from, '') IS NULL OR a.published >= :from)
                          AND (nullif(:to, '') IS NULL OR a.published <= :to)
                          AND (nullif(:language, '') IS NULL OR a.language = :language)
                          AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
                          AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
                               OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))) AS speakers
                FROM entities AS e
                WHERE nullif(:topic, '') IS NULL AND nullif(:limit, '') IS NOT NULL AND nullif(:stance, '') IS NULL
            ) AS d
            GROUP BY d.name
            HAVING max(d.speakers) >= CASE WHEN coalesce(CAST(nullif(:min_speakers, '') AS bigint), 2) > 1
                                           THEN coalesce(CAST(nullif(:min_speakers, '') AS bigint), 2) ELSE 1 END
            ORDER BY d.name
            LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
        ) AS k
    ) AS t
), first_claims AS MATERIALIZED (
    SELECT DISTINCT x.claim_id
    FROM first_topics AS t
    CROSS JOIN entities AS e
    CROSS JOIN claim_entities AS x
    WHERE e.name <= t.last_name AND x.entity_id = e.id AND x.role = 'about'
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
    SELECT c.article_id FROM first_claims AS f CROSS JOIN claim_rows AS c WHERE c.id = f.claim_id
    UNION
    SELECT a.id
    FROM articles AS a
    WHERE nullif(:topic, '') IS NULL AND (nullif(:limit, '') IS NULL OR nullif(:stance, '') IS NOT NULL)
), said AS MATERIALIZED (
    SELECT t.claim_id, t.proposition_id, t.article_id, t.speaker_id, t.stance, t.decided_by, t.start_char, t.end_char, t.rule,
           t.published, t.passage_seq, t.sentence
    FROM (
        SELECT v.claim_id, v.proposition_id, v.article_id, v.speaker_id, v.stance, v.decided_by, v.start_char, v.end_char,
               v.rule, a.published, s.passage_seq, substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence
        FROM v_stances AS v
        JOIN articles AS a ON a.id = v.article_id
        JOIN sentences AS s ON s.article_id = v.article_id AND s.seq = v.sentence
        LEFT JOIN sources AS o ON o.id = a.source_id
        WHERE v.article_id IN (SELECT article_id FROM near_topic)
          AND (nullif(:topic, '') IS NOT NULL OR nullif(:limit, '') IS NULL OR nullif(:stance, '') IS NOT NULL
               OR v.claim_id IN (SELECT claim_id FROM first_claims))
          AND (nullif(:from, '') IS NULL OR a.published >= :from)
          AND (nullif(:to, '') IS NULL OR a.published <= :to)
          AND (nullif(:language, '') IS NULL OR a.language = :language)
          AND (nullif(:outlet, '') IS NULL OR o.name = :outlet OR o.domain = :outlet)
          AND (coalesce(CAST(nullif(:copies, '') AS bigint), 0) = 1
               OR NOT EXISTS (SELECT 1 FROM article_copies AS k WHERE k.article_id = a.id))
    ) AS t
    WHERE nullif(:topic, '') IS NULL
       OR EXISTS (SELECT 1 FROM asked AS q
                  WHERE replace(lower(replace(replace(replace(t.sentence, 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')), q.folded, '')
                        <> lower(replace(replace(replace(t.sentence, 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')))
       OR EXISTS (SELECT 1 FROM claim_entities AS x
                  WHERE x.claim_id = t.claim_id AND x.role = 'about'
                    AND x.entity_id IN (SELECT entity_id FROM wanted_topic))
), on_topic AS (
    SELECT CASE WHEN nullif(:topic, '') IS NULL THEN e.name ELSE :topic END AS topic, s.claim_id, s.proposition_id,
           s.article_id, s.speaker_id, s.stance, s.decided_by, s.start_char, s.end_char, s.rule, s.published, s.passage_seq,
           s.sentence
    FROM said AS s
    LEFT JOIN claim_entities AS x ON nullif(:topic, '') IS NULL AND x.claim_id = s.claim_id AND x.role = 'about'
                                 AND x.entity_id <> s.speaker_id
    LEFT JOIN entities AS e ON e.id = x.entity_id
    WHERE nullif(:topic, '') IS NOT NULL OR x.entity_id IS NOT NULL
), taken AS (
    SELECT topic, speaker_id, coalesce(stance, '') AS stance_key, count(*) AS claims,
           count(DISTINCT article_id) AS articles, min(published) AS first_published, max(published) AS last_published
    FROM on_topic
    GROUP BY topic, speaker_id, coalesce(stance, '')
), spoken AS (
    SELECT topic, count(DISTINCT speaker_id) AS speakers FROM taken GROUP BY topic
), newest AS (
    SELECT t.topic, t.claim_id, t.proposition_id, t.article_id, t.speaker_id, t.stance, t.decided_by, t.start_char,
           t.end_char, t.rule, t.published, t.passage_seq, t.sentence,
           row_number() OVER (PARTITION BY t.topic, t.speaker_id, coalesce(t.stance, '')
                              ORDER BY t.published DESC NULLS LAST, CASE WHEN t.claim_id IS NULL THEN 1 ELSE 0 END,
                                       t.article_id DESC, t.start_char, t.end_char DESC, t.claim_id, t.proposition_id)
               AS place,
           max(CASE WHEN t.stance IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY t.topic, t.speaker_id) AS decided
    FROM on_topic AS t
)
SELECT n.topic, n.stance, e.name AS speaker,
       coalesce((SELECT g.name FROM positions AS h JOIN entities AS g ON g.id = h.organization_id
                 WHERE h.person_id = n.speaker_id AND h.state IS NULL
                 GROUP BY g.id, g.name ORDER BY count(*) DESC, g.name, g.id LIMIT 1),
                CASE WHEN e.kind = 'organization' THEN e.name END) AS organization,
       n.decided_by, coalesce(c.text, substr(a.text, n.start_char + 1, n.end_char - n.start_char)) AS text,
       k.claims, k.articles, k.first_published, k.last_published, n.sentence, a.title AS article, o.name AS outlet,
       a.published, a.id AS article_id, p.kind AS passage, n.passage_seq, n.start_char, n.end_char, n.claim_id,
       n.proposition_id, n.rule
FROM newest AS n
JOIN taken AS k ON k.topic = n.topic AND k.speaker_id = n.speaker_id AND k.stance_key = coalesce(n.stance, '')
JOIN spoken AS t ON t.topic = n.topic
JOIN entities AS e ON e.id = n.speaker_id
JOIN articles AS a ON a.id = n.article_id
JOIN passages AS p ON p.article_id = n.article_id AND p.seq = n.passage_seq
LEFT JOIN claims AS c ON c.id = n.claim_id
LEFT JOIN sources AS o ON o.id = a.source_id
WHERE n.place = 1
  AND (n.stance IS NOT NULL OR n.decided = 0)
  AND (nullif(:stance, '') IS NULL OR n.stance = :stance)
  AND (nullif(:topic, '') IS NOT NULL OR t.speakers >= coalesce(CAST(nullif(:min_speakers, '') AS bigint), 2))
ORDER BY n.topic,
         CASE n.stance WHEN 'more' THEN 1 WHEN 'less' THEN 2 WHEN 'both' THEN 3 WHEN 'for' THEN 4 WHEN 'against' THEN 5
              ELSE 6 END, k.claims DESC, e.name, e.id, a.id, n.start_char, n.claim_id, n.proposition_id
LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807);

-- For people: names instead of ids, the sentence, the place. Ready for SELECT * and for CSV.
CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.title, s.name AS outlet, a.published, a.language, a.author, a.url, a.path,
       length(a.text) AS characters,
       (SELECT count(*) FROM claims AS c WHERE c.article_id = a.id AND c.kind <> 'stated') AS claims,
       (SELECT count(*) FROM claims AS c WHERE c.article_id = a.id AND c.kind = 'stated') AS statements,
       (SELECT count(*) FROM figures AS f WHERE f.article_id = a.id) AS figures,
       (SELECT count(DISTINCT m.entity_id) FROM mentions AS m WHERE m.article_id = a.id) AS entities,
       (SELECT count(DISTINCT c.source_id) FROM citations AS c WHERE c.article_id = a.id) AS sources_cited
FROM articles AS a
LEFT JOIN sources AS s ON s.id = a.source_id;

CREATE VIEW v_sentences AS
SELECT s.article_id, s.seq, substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
       a.title AS article, o.name AS outlet, a.published, p.kind AS passage, s.passage_seq, s.start_char, s.end_char
FROM sentences AS s
JOIN articles AS a ON a.id = s.article_id
JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
LEFT JOIN sources AS o ON o.id = a.source_id;

CREATE VIEW v_claims AS
SELECT c.id AS claim_id, e.name AS speaker, e.kind AS speaker_kind, c.kind, c.act, c.medium, c.text,
       cs.name AS cited_source,
       (SELECT substr(a.text, x.start_char + 1, x.end_char - x.start_char) FROM claim_spans AS x
        WHERE x.claim_id = c.id AND x.role = 'cue' AND x.seq = 0) AS cue,
       (SELECT substr(a.text, x.start_char + 1, x.end_char - x.start_char) FROM claim_spans AS x
        WHERE x.claim_id = c.id AND x.role = 'speaker' AND x.seq = 0) AS speaker_words,
       c.no_speaker,
       substr(a.text, s.start_char + 1, s.end_char - s.start_char) AS sentence,
       a.id AS article_id, a.title AS article, o.name AS outlet, a.published, p.kind AS passage, s.passage_seq,
       c.start_char, c.end_char, c.rule, c.origin
FROM claims AS c
JOIN articles AS a ON a.id = c.article_id
JOIN sentences AS s ON s.article_id = c.article_id AND s.seq = c.sentence
JOIN passages AS p ON p.article_id = s.article_id AND p.seq = s.passage_seq
LEFT JOIN entities AS e ON e.id = c.speaker_id
LEFT JOIN sources AS cs ON cs.id = c.cited_source_id
LEFT JOIN sources AS o ON o.id = a.source_id;

CREATE VIEW v_figures AS
SELECT f.id AS figure_id, f.kind, f.text, f.low, f.high, f.unit, f.bound, f.approximate, f.date_low, f.date_high,
       f.what, f.what_key, e.name AS entity, sp.name AS speaker, f.claim_id,
       s.sentence, s.article_id, s.article, s.outlet, s.published, s.passage, s.passage_seq,
       f.start_char, f.end_char, f.rule, f.origin
FROM figures AS f
JOIN v_sentences AS s ON s.article_id = f.article_id AND s.seq = f.sentence
LEFT JOIN entities AS e ON e.id = f.entity_id
LEFT JOIN claims AS c ON c.id = f.claim_id
LEFT JOIN entities AS sp ON sp.id = c.speaker_id;

CREATE VIEW v_entities AS
SELECT e.id AS entity_id, e.name, e.kind, e.key,
       (SELECT group_concat(x.alias, '; ') FROM (SELECT alias FROM aliases WHERE entity_id = e.id ORDER BY alias) AS x)
           AS aliases,
       (SELECT count(*) FROM mentions AS m WHERE m.entity_id = e.id) AS mentions,
       (SELECT count(DISTINCT m.article_id) FROM mentions AS m WHERE m.entity_id = e.id) AS articles,
       (SELECT count(*) FROM claims AS c WHERE c.speaker_id = e.id) AS claims,
       (SELECT count(*) FROM figures AS f WHERE f.entity_id = e.id) AS figures,
       e.origin
FROM entities AS e;

CREATE VIEW v_sources AS
SELECT s.id AS source_id, s.name, s.kind, s.domain,
       (SELECT count(*) FROM articles AS a WHERE a.source_id = s.id) AS articles_published,
       (SELECT count(*) FROM citations AS c WHERE c.source_id = s.id) AS citations,
       (SELECT count(DISTINCT c.article_id) FROM citations AS c WHERE c.source_id = s.id) AS articles_citing,
       (SELECT count(*) FROM claims AS c WHERE c.cited_source_id = s.id) AS claims_through
FROM sources AS s;

-- Which article the text of an article appeared in first: itself, or what it is a copy of, however far back.
CREATE VIEW v_origins AS
WITH RECURSIVE up (article_id, origin_id, copies) AS (
    SELECT a.id, a.id, 0 FROM articles AS a
    UNION ALL
    SELECT up.article_id, c.original_id, up.copies + 1
    FROM up
    JOIN article_copies AS c ON c.article_id = up.origin_id
)
SELECT up.article_id, up.origin_id, CASE WHEN up.copies > 0 THEN 1 ELSE 0 END AS is_copy
FROM up
WHERE NOT EXISTS (SELECT 1 FROM article_copies AS c WHERE c.article_id = up.origin_id);

CREATE VIEW v_clusters AS
SELECT k.id AS cluster_id, c.text, e.name AS speaker, c.kind, k.claims, k.articles, k.outlets, k.origins, k.speakers,
       k.first_published, k.last_published, o.name AS first_outlet, a.title AS first_article,
       a.id AS first_article_id, k.first_claim_id
FROM claim_clusters AS k
JOIN claims AS c ON c.id = k.first_claim_id
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN entities AS e ON e.id = c.speaker_id
LEFT JOIN sources AS o ON o.id = a.source_id;

CREATE VIEW v_cluster_claims AS
SELECT m.cluster_id, m.relation, m.similarity, m.like_claim_id, c.speaker, c.kind, c.text, l.text AS like_text,
       c.cited_source, c.article, c.outlet, c.published, c.article_id,
       CASE WHEN x.article_id IS NULL THEN 0 ELSE 1 END AS in_copy, c.passage, c.passage_seq, c.start_char, c.end_char,
       c.claim_id, c.rule, m.rule AS joined_by
FROM claim_cluster_members AS m
JOIN v_claims AS c ON c.claim_id = m.claim_id
LEFT JOIN claims AS l ON l.id = m.like_claim_id
LEFT JOIN article_copies AS x ON x.article_id = c.article_id;

CREATE VIEW v_propositions AS
SELECT p.id AS proposition_id,
       p.subject, p.predicate, p.object, p.negated, p.modality, p.passive, p.predicate_lemma, p.act,
       se.name AS subject_entity, oe.name AS object_entity,
       sp.name AS speaker, c.act AS claim_act, c.kind AS claim_kind, p.claim_id,
       -- fact: the article says so itself, without condition; said: somebody says so; open: demanded, feared, asked ...
       CASE WHEN p.modality <> 'reported' THEN 'open'
            WHEN c.act IN ('demand', 'propose', 'ask', 'warn', 'predict') THEN 'open'
            WHEN p.modality = 'reported' THEN 'said'
            WHEN c.kind IS NULL OR c.kind = 'stated' THEN 'fact'
            ELSE 'said' END AS standing,
       (SELECT group_concat(x.text, '; ')
        FROM (SELECT f.text FROM proposition_figures AS pf JOIN figures AS f ON f.id = pf.figure_id
              WHERE pf.proposition_id = p.id ORDER BY f.start_char, f.id) AS x) AS figures,
       s.sentence, s.article_id, s.article, s.outlet, s.published, s.passage, s.passage_seq,
       p.start_char, p.end_char, p.rule, p.origin
FROM propositions AS p
JOIN v_sentences AS s ON s.article_id = p.article_id AND s.seq = p.sentence
LEFT JOIN entities AS se ON se.id = p.subject_id
LEFT JOIN entities AS oe ON oe.id = p.object_id
LEFT JOIN claims AS c ON c.id = p.claim_id
LEFT JOIN entities AS sp ON sp.id = c.speaker_id;

-- Which way somebody wants a thing to go, and by which words. attitude: 1, the act or a 'should' is for what is said;
-- -1, against it. stance: more (stricter, higher, sooner), less, both; where no word tells a way: for, against what is
-- said; NULL: it is only said. A proposition is one outside all claims of a speaker: 'Holm lehnt den Plan ab'. Both halves
-- of `said` give columns of the same types: else SQLite would not look at each by the indexes of the one asked for.
CREATE VIEW v_stances AS
WITH said AS (
    SELECT c.id AS claim_id, CAST(NULL AS bigint) AS proposition_id, c.article_id, c.speaker_id, c.act, c.sentence,
           c.start_char, c.end_char, c.rule,
           CASE WHEN c.act IN ('demand', 'propose', 'support', 'praise', 'announce') THEN 1
                WHEN c.act IN ('reject', 'deny', 'criticize', 'accuse', 'warn') THEN -1
                WHEN c.kind = 'free_indirect' THEN NULL -- 'soll' is what others say
                ELSE (SELECT CASE WHEN sum(p.negated) = 0 THEN 1 WHEN sum(1 - p.negated) = 0 THEN -1 END
                      FROM propositions AS p WHERE p.claim_id = c.id AND p.modality IN ('should', 'must'))
           END AS attitude
    FROM claims AS c
    WHERE c.speaker_id IS NOT NULL
    UNION ALL
    SELECT CAST(NULL AS bigint), p.id, p.article_id, p.subject_id, p.act, p.sentence, CAST(p.start_char AS integer),
           CAST(p.end_char AS integer), p.rule,
           CASE WHEN p.act IN ('demand', 'propose', 'support', 'praise', 'announce') THEN 1 - 2 * p.negated
                WHEN p.act IN ('reject', 'deny', 'criticize', 'accuse', 'warn') THEN 2 * p.negated - 1 END
    FROM propositions AS p
    LEFT JOIN claims AS c ON c.id = p.claim_id
    WHERE p.act IS NOT NULL AND p.subject_id IS NOT NULL AND p.passive = 0 AND c.speaker_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM claims AS x WHERE x.article_id = p.article_id AND x.sentence = p.sentence
                      AND x.speaker_id = p.subject_id)
      -- of those of one verb the longest; '+ 0' keeps to the index of the article
      AND NOT EXISTS (SELECT 1 FROM propositions AS q
                      WHERE q.article_id = p.article_id AND q.sentence = p.sentence
                        AND q.subject_id + 0 = p.subject_id AND q.act = p.act
                        AND (q.end_char - q.start_char > p.end_char - p.start_char
                             OR (q.end_char - q.start_char = p.end_char - p.start_char AND q.id < p.id)))
)
SELECT t.claim_id, t.proposition_id, t.article_id, t.speaker_id, t.act, t.attitude,
       -- Each word of stance inside it with the way it points where it stands; what is opposed anyway is not turned round by
       -- 'gegen'. For each row anew, so that who asks for some rows pays for those only. `h` has no table: so SQLite works
       -- out act and attitude once, and does not put their expressions wherever they are asked for.
       (SELECT CASE WHEN max(w.way) > min(w.way) THEN 'both' WHEN max(w.way) = 1 THEN 'more' WHEN max(w.way) = -1 THEN 'less'
                    WHEN max(w.act) = 'announce' THEN NULL
                    WHEN max(w.attitude) = 1 THEN 'for' WHEN max(w.attitude) = -1 THEN 'against' END
        FROM (SELECT h.act, h.attitude,
                     CASE x.direction WHEN 'more' THEN h.attitude WHEN 'less' THEN -h.attitude
                          WHEN 'too_little' THEN CASE WHEN h.act IN ('reject', 'deny') THEN -1 ELSE 1 END
                          WHEN 'too_much' THEN CASE WHEN h.act IN ('reject', 'deny') THEN 1 ELSE -1 END END
                     * CASE WHEN x.turned = 1 AND coalesce(h.attitude, 1) = 1 THEN -1 ELSE 1 END AS way
              FROM (SELECT t.act AS act, t.attitude AS attitude) AS h
              LEFT JOIN stance_words AS x ON x.article_id = t.article_id AND x.start_char >= t.start_char
                                         AND x.end_char <= t.end_char) AS w) AS stance,
       (SELECT CASE WHEN max(w.act) NOT IN ('say', 'confirm', 'predict', 'ask') THEN max(w.act)
                    ELSE CASE max(w.attitude) WHEN 1 THEN 'should' WHEN -1 THEN 'should not' ELSE 'says' END END
               || coalesce(': ' || group_concat(w.text, '; '), '')
        FROM (SELECT h.act, h.attitude, x.text
              FROM (SELECT t.act AS act, t.attitude AS attitude) AS h
              LEFT JOIN stance_words AS x ON x.article_id = t.article_id AND x.start_char >= t.start_char
                                         AND x.end_char <= t.end_char
                                         -- those that point some way
                                         AND (h.attitude IS NOT NULL OR x.direction NOT IN ('more', 'less'))
              ORDER BY x.start_char) AS w) AS decided_by,
       t.sentence, t.start_char, t.end_char, t.rule
FROM said AS t;

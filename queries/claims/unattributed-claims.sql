-- title: Reported claims without a known speaker, with the reason
-- description: Claims that the article reports but that have no known speaker: a speaker in words only ('experts'),
-- description: passive or impersonal speech, or nobody near. What the article states itself is in article-own-
-- description: claims.
-- param: reason text "Why there is no speaker"
-- values: reason SELECT DISTINCT no_speaker FROM claims WHERE kind <> 'stated' AND no_speaker IS NOT NULL ORDER BY no_speaker
-- param: kind text "How it is reported"
-- values: kind SELECT DISTINCT kind FROM claims WHERE kind <> 'stated' ORDER BY kind
-- param: from date "First day of publication; articles without a date are left out"
-- param: to date "Last day of publication; articles without a date are left out"
-- param: language text "Language of the article"
-- values: language SELECT DISTINCT language FROM articles ORDER BY language
-- param: outlet text "Outlet that published the article: name or domain"
-- values: outlet SELECT DISTINCT s.name FROM sources AS s JOIN articles AS a ON a.source_id = s.id ORDER BY s.name
-- param: limit integer "Largest number of rows"
-- column: reason text "Why there is no speaker"
-- column: speaker_words text "The speaker in the words of the article"
-- column: kind text "direct, indirect, reported ..."
-- column: text text "The exact text of the claim"
-- column: cue text "The word that reports it"
-- column: cited_source text "Outlet or document through which the article has it"
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
-- order: published (newest first), article_id, start_char, claim_id
WITH chosen AS (
    SELECT a.id AS article_id, a.published
    FROM articles AS a
    WHERE (nullif(:from, '') IS NULL OR a.published >= :from)
      AND (nullif(:to, '') IS NULL OR a.published <= :to)
      AND (nullif(:language, '') IS NULL OR a.language = :language)
      AND (nullif(:outlet, '') IS NULL
           OR a.source_id IN (SELECT id FROM sources WHERE name = :outlet OR domain = :outlet))
), newest AS (
    -- from the newest article on; what is shown of the rows is looked up behind the limit
    SELECT c.id AS claim_id
    FROM chosen AS n
    CROSS JOIN claims AS c
    WHERE c.article_id = n.article_id
      AND c.no_speaker IS NOT NULL AND c.kind <> 'stated'
      AND (nullif(:reason, '') IS NULL OR c.no_speaker = :reason)
      AND (nullif(:kind, '') IS NULL OR c.kind = :kind)
    ORDER BY n.published DESC NULLS LAST, n.article_id, c.start_char, c.id
    LIMIT coalesce(CAST(nullif(:limit, '') AS bigint), 9223372036854775807)
)
SELECT c.no_speaker AS reason, c.speaker_words, c.kind, c.text, c.cue, c.cited_source, c.sentence, c.article,
       c.outlet, c.published, c.article_id, c.passage, c.passage_seq, c.start_char, c.end_char, c.claim_id, c.rule
FROM newest AS h
JOIN v_claims AS c ON c.claim_id = h.claim_id
ORDER BY c.published DESC NULLS LAST, c.article_id, c.start_char, c.claim_id;

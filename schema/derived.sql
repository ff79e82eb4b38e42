-- What claimbase found in the articles. A rebuild drops these tables, makes them again and fills them from the stored
-- articles. start_char and end_char count characters (Unicode code points) of articles.text from 0, end_char is the
-- first one behind: substr(text, start_char + 1, end_char - start_char) is what was found.
CREATE TABLE rules (
    -- Every row that was found names the rule that found it. From import/rules/.
    id TEXT PRIMARY KEY, -- LANGUAGE.STAGE.NAME: 'de.claim.reporting-verb-dass', 'any.passage.paragraph'
    stage TEXT NOT NULL, -- which part of the program it belongs to
    language TEXT CHECK (language IN ('de', 'en')), -- NULL: any
    description TEXT NOT NULL CHECK (description <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
    -- Texts that many rows share, by number: rules, lemmas.
    id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE passages (
    -- The parts of an article's text. Boilerplate is marked, never cut.
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- 0, 1, 2 ... in text order
    kind TEXT NOT NULL CHECK (kind IN ('headline', 'subheading', 'body', 'caption', 'question', 'references',
                                       'boilerplate')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated')),
    PRIMARY KEY (article_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
    -- No sentence crosses the border of a passage.
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- 0, 1, 2 ... in text order
    passage_seq INTEGER NOT NULL, -- passages.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    PRIMARY KEY (article_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_evidence (
    -- What the articles say about an entity's name and kind. The sum over all articles decides both, so that the order
    -- of import does not matter.
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    weight INTEGER NOT NULL, -- how sure the articles are of the kind, added up
    articles INTEGER NOT NULL, -- how many say so
    PRIMARY KEY (entity_id, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE alias_evidence (
    -- How often articles say that a form means an entity: 'die Nordkabel Gruppe (NKG)'.
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    alias TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (entity_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_evidence (
    -- How often articles take a source for one of a kind, with a domain.
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    domain TEXT NOT NULL, -- '': none
    times INTEGER NOT NULL,
    PRIMARY KEY (source_id, kind, domain)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention_rows (
    -- What the view mentions below shows, lean.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES entities (id),
    sentence INTEGER NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    length INTEGER NOT NULL CHECK (length > 0),
    rule_term INTEGER NOT NULL REFERENCES terms (id),
    form INTEGER NOT NULL CHECK (form BETWEEN 0 AND 7), -- 3: kind, 4: curated
    link_term INTEGER REFERENCES terms (id)
) STRICT;
CREATE INDEX mentions_by_article ON mention_rows (article_id, start_char);

CREATE VIEW mentions AS
-- Each place where an entity is named.
SELECT m.id, m.article_id, m.entity_id,
       m.sentence, -- sentences.seq of the same article
       m.start_char, CAST(m.start_char + m.length AS INTEGER) AS end_char,
       -- alias: a short or other form of the name; nominal: 'der Konzern'
       CAST(CASE m.form & 3 WHEN 0 THEN 'name' WHEN 1 THEN 'alias' WHEN 2 THEN 'nominal' ELSE 'pronoun' END AS TEXT)
           AS kind,
       (SELECT t.term FROM terms AS t WHERE t.id = m.rule_term) AS rule,
       CAST(CASE WHEN m.form & 4 THEN 'curated' ELSE 'extracted' END AS TEXT) AS origin,
       (SELECT t.term FROM terms AS t WHERE t.id = m.link_term) AS link -- of an alias: why it means this entity
FROM mention_rows AS m;

CREATE TABLE joins (
    -- Short names that mean an entity of other articles: 'Moretti' is Elias Moretti there. All rows of the article that
    -- were short_id's are entity_id's; decided again where new articles tell more.
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    short_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE, -- what the article alone tells
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated')),
    PRIMARY KEY (article_id, short_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX joins_by_entity ON joins (entity_id, article_id);
CREATE INDEX joins_by_short ON joins (short_id, article_id);
-- The last word of each key, to find whom a surname may mean; on a durable table, so it is not dropped with the others.
DROP INDEX IF EXISTS entities_by_last_word;
CREATE INDEX entities_by_last_word
ON entities (replace(key, rtrim(key, replace(replace(key, '-', ''), '/', '')), ''));

-- Articles with the same text; on a durable table as well. The length alone would be that of a hundred others.
DROP INDEX IF EXISTS articles_by_length;
DROP INDEX IF EXISTS articles_by_middle;
CREATE INDEX articles_by_middle ON articles (length(text), substr(text, length(text) / 2, 24));

CREATE TABLE positions (
    -- Who holds which office where.
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES entities (id),
    title TEXT NOT NULL CHECK (title <> ''), -- the office as written: 'CEO'
    organization_id INTEGER REFERENCES entities (id), -- NULL: not said
    state TEXT CHECK (state IN ('former', 'designated')), -- NULL: holds it, as far as the article says
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    sentence INTEGER NOT NULL, -- sentences.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated'))
) STRICT;
CREATE INDEX positions_by_article ON positions (article_id, start_char);

CREATE TABLE citations (
    -- Outlets and documents that an article names as where it has something from.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    sentence INTEGER NOT NULL, -- sentences.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated'))
) STRICT;
CREATE INDEX citations_by_article ON citations (article_id, start_char);

CREATE TABLE claim_rows (
    -- What the views claims and claim_spans below show, lean.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- 7: kind, 56: no_speaker, 192: medium, 3840: act, 4096: curated, 8192: its own words are not just its place
    form INTEGER NOT NULL CHECK (form BETWEEN 0 AND 16383 AND form & 7 < 6 AND form >> 3 & 7 < 5
                                 AND form >> 8 & 15 < 15),
    speaker_id INTEGER REFERENCES entities (id),
    sentence INTEGER NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    length INTEGER NOT NULL CHECK (length > 0),
    rule_term INTEGER NOT NULL REFERENCES terms (id),
    cited_source_id INTEGER REFERENCES sources (id),
    -- how many bytes more than characters stand before it and in it: to cut out bytes takes no walk through the text
    bytes_before INTEGER NOT NULL DEFAULT 0,
    bytes_within INTEGER NOT NULL DEFAULT 0,
    -- 'NUMBER,NUMBER...', by role and in text order: role + 8 * (first + 2^24) + 2^28 * length + 2^52 * seq, the first
    -- character counted from that of the claim. Where its own words are its place, that span is left out; then the
    -- others have a comma before them
    spans TEXT CHECK (spans <> ''),
    text TEXT CHECK (text <> ''), -- NULL: what stands at its place. Of long articles it is here: cutting takes longer
    CHECK ((speaker_id IS NULL) = (form & 56 <> 0))
) STRICT;
CREATE INDEX claims_by_article ON claim_rows (article_id, start_char);

CREATE VIEW claims AS
-- Who said what, and what the article itself states.
SELECT c.id, c.article_id,
       CAST(CASE c.form & 7 WHEN 0 THEN 'stated' WHEN 1 THEN 'direct' WHEN 2 THEN 'indirect'
            WHEN 3 THEN 'indirect_free_indirect' WHEN 4 THEN 'free_indirect' ELSE 'reported' END AS TEXT) AS kind,
       CAST(CASE c.form >> 6 & 3 WHEN 1 THEN 'speech' WHEN 2 THEN 'thought' WHEN 3 THEN 'writing' END AS TEXT)
           AS medium, -- NULL: the cue does not tell
       -- what the cue does: 'forderte' is a demand; NULL: there is no cue, or it is in no list
       CAST(CASE c.form >> 8 & 15 WHEN 1 THEN 'say' WHEN 2 THEN 'demand' WHEN 3 THEN 'criticize' WHEN 4 THEN 'warn'
            WHEN 5 THEN 'announce' WHEN 6 THEN 'deny' WHEN 7 THEN 'confirm' WHEN 8 THEN 'predict'
            WHEN 9 THEN 'propose' WHEN 10 THEN 'ask' WHEN 11 THEN 'praise' WHEN 12 THEN 'accuse' WHEN 13 THEN 'support'
            WHEN 14 THEN 'reject' END AS TEXT) AS act,
       c.speaker_id, -- whose claim it is
       CAST(CASE c.form >> 3 & 7 WHEN 1 THEN 'not named' WHEN 2 THEN 'passive' WHEN 3 THEN 'not found'
            WHEN 4 THEN 'own voice' END AS TEXT) AS no_speaker, -- why speaker_id is NULL
       c.cited_source_id, -- through which outlet or document the article has it
       -- its own words, claim_spans of role 'claim'; where its frame cuts them, the pieces are joined by ' … '
       CAST(coalesce(c.text, (SELECT substr(CAST(a.text AS BLOB), c.start_char + c.bytes_before + 1,
                                            c.length + c.bytes_within)
                              FROM articles AS a WHERE a.id = c.article_id)) AS TEXT) AS text,
       c.sentence, -- sentences.seq of its first sentence
       c.start_char, CAST(c.start_char + c.length AS INTEGER) AS end_char,
       (SELECT t.term FROM terms AS t WHERE t.id = c.rule_term) AS rule,
       CAST(CASE WHEN c.form & 4096 THEN 'curated' ELSE 'extracted' END AS TEXT) AS origin
FROM claim_rows AS c;

CREATE VIEW claim_spans AS
-- Where the parts of a claim stand; a role may have several spans, or none.
SELECT c.id AS claim_id,
       CAST(CASE j.value & 7 WHEN 0 THEN 'claim' WHEN 1 THEN 'speaker' WHEN 2 THEN 'cue' WHEN 3 THEN 'frame'
            ELSE 'addressee' END AS TEXT) AS role, -- claim: its own words
       CAST(j.value >> 52 AS INTEGER) AS seq, -- 0, 1, 2 ... in text order, for each role
       CAST(c.start_char + (j.value >> 3 & 33554431) - 16777216 AS INTEGER) AS start_char,
       CAST(c.start_char + (j.value >> 3 & 33554431) - 16777216 + (j.value >> 28 & 16777215) AS INTEGER) AS end_char
FROM claim_rows AS c
JOIN json_each('[' || CASE WHEN c.form & 8192 THEN '' ELSE 134217728 + 268435456 * c.length END || coalesce(c.spans, '')
               || ']') AS j;

CREATE TABLE claim_entities (
    -- Who says a claim, whom it is about, to whom it is said.
    claim_id INTEGER NOT NULL REFERENCES claim_rows (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES entities (id),
    role TEXT NOT NULL CHECK (role IN ('speaker', 'about', 'addressee')),
    PRIMARY KEY (claim_id, entity_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE figure_rows (
    -- What the view figures below shows, lean.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claim_id INTEGER REFERENCES claim_rows (id) ON DELETE CASCADE,
    -- 15: kind, 112: bound, 128: approximate, 256: curated
    form INTEGER NOT NULL CHECK (form BETWEEN 0 AND 511 AND form & 15 < 9 AND form >> 4 & 7 < 5),
    entity_id INTEGER REFERENCES entities (id),
    sentence INTEGER NOT NULL,
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    length INTEGER NOT NULL CHECK (length > 0),
    rule_term INTEGER NOT NULL REFERENCES terms (id),
    low REAL,
    high REAL,
    unit TEXT CHECK (unit <> ''),
    what_key TEXT CHECK (what_key <> ''),
    what TEXT CHECK (what <> ''),
    day_low INTEGER CHECK (day_low BETWEEN -719528 AND 2932896), -- days from 1970-01-01 on, of the years 0 to 9999
    day_high INTEGER CHECK (day_high BETWEEN -719528 AND 2932896),
    text TEXT CHECK (text <> '') -- NULL: what stands at its place; as of claim_rows
) STRICT;
CREATE INDEX figures_by_article ON figure_rows (article_id, start_char);
CREATE INDEX figures_by_claim ON figure_rows (claim_id) WHERE claim_id IS NOT NULL;

CREATE VIEW figures AS
-- Every number with its value, unit, bound and thing.
SELECT f.id, f.article_id,
       f.claim_id, -- the innermost claim it stands in
       CAST(CASE f.form & 15 WHEN 0 THEN 'number' WHEN 1 THEN 'money' WHEN 2 THEN 'percent' WHEN 3 THEN 'count'
            WHEN 4 THEN 'multiple' WHEN 5 THEN 'date' WHEN 6 THEN 'duration' WHEN 7 THEN 'rank' ELSE 'quantity' END
            AS TEXT) AS kind,
       f.low, -- equal to high for one value; NULL on the open side of a bound
       f.high,
       -- ISO days; the whole period that is named, also where `bound` leaves a side open: 'bis 2027' is 2027-01-01 to
       -- 2027-12-31, at_most
       CAST(date(f.day_low * 86400, 'unixepoch') AS TEXT) AS date_low,
       CAST(date(f.day_high * 86400, 'unixepoch') AS TEXT) AS date_high,
       f.unit, -- 'USD', 'percent', 'month', 'chips'
       CAST(f.form >> 7 & 1 AS INTEGER) AS approximate, -- 1: the text says 'rund', 'etwa', 'fast' ...
       CAST(CASE f.form >> 4 & 7 WHEN 0 THEN 'exact' WHEN 1 THEN 'at_most' WHEN 2 THEN 'at_least' WHEN 3 THEN 'about'
            ELSE 'range' END AS TEXT) AS bound,
       f.what, -- the thing counted or measured, as written
       f.what_key, -- its head noun in one form, to compare figures of several articles
       f.entity_id, -- whose figure it is
       CAST(coalesce(f.text, (SELECT substr(a.text, f.start_char + 1, f.length) FROM articles AS a
                              WHERE a.id = f.article_id)) AS TEXT) AS text, -- as written, with 'rund', 'bis zu'
       f.sentence, -- sentences.seq of the same article
       f.start_char, CAST(f.start_char + f.length AS INTEGER) AS end_char,
       (SELECT t.term FROM terms AS t WHERE t.id = f.rule_term) AS rule,
       CAST(CASE WHEN f.form & 256 THEN 'curated' ELSE 'extracted' END AS TEXT) AS origin
FROM figure_rows AS f;

CREATE TABLE proposition_rows (
    -- What the view propositions below shows, lean: there are twenty and more to a thousand characters of text. All
    -- words of a row stand in its article, so that they are places only, with a first character and a length.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claim_id INTEGER REFERENCES claim_rows (id) ON DELETE CASCADE,
    sentence INTEGER NOT NULL,
    subject_start INTEGER NOT NULL CHECK (subject_start >= 0),
    subject_length INTEGER NOT NULL CHECK (subject_length > 0),
    predicate_start INTEGER NOT NULL CHECK (predicate_start >= 0),
    predicate_length INTEGER NOT NULL CHECK (predicate_length > 0),
    object_start INTEGER NOT NULL CHECK (object_start >= 0),
    object_length INTEGER NOT NULL CHECK (object_length > 0),
    subject_id INTEGER REFERENCES entities (id),
    object_id INTEGER REFERENCES entities (id),
    lemma_term INTEGER REFERENCES terms (id),
    -- 1: negated, 2: passive, 60: modality, 960: act
    form INTEGER NOT NULL CHECK (form BETWEEN 0 AND 1023 AND form >> 2 & 15 < 13 AND form >> 6 < 15),
    rule_term INTEGER NOT NULL REFERENCES terms (id),
    -- the second place of the predicate: of a verb in two pieces, which is one in four
    second_start INTEGER CHECK (second_start >= 0),
    second_length INTEGER CHECK (second_length > 0),
    predicate_more TEXT CHECK (predicate_more LIKE ',%,%'), -- its further places: ',start,end,start,end'
    preposition_start INTEGER, -- of the object, where it stands apart
    preposition_length INTEGER CHECK (preposition_length > 0)
) STRICT;
CREATE INDEX propositions_by_article ON proposition_rows (article_id);

CREATE VIEW propositions AS
-- Who does what to whom: 'Nvidia | investiert | in Anthropic'. One row for each subject with each object, phrase of
-- time and phrase with a preposition of a verb. All words stand in the sentence; joined by blanks where they stand
-- apart there (proposition_spans has each place). Without a join, so that a LEFT JOIN with it looks at the rows that
-- are asked for only.
SELECT p.id, p.article_id,
       p.claim_id, -- the innermost claim it stands in: who says so
       (SELECT substr(a.text, p.subject_start + 1, p.subject_length) FROM articles AS a WHERE a.id = p.article_id)
           AS subject,
       p.subject_start, p.subject_start + p.subject_length AS subject_end,
       -- in the order of the sentence: 'genehmigt hat'
       (SELECT substr(a.text, p.predicate_start + 1, p.predicate_length)
               || coalesce(' ' || substr(a.text, p.second_start + 1, p.second_length), '')
               || CASE WHEN p.predicate_more IS NULL THEN '' ELSE (
                   SELECT group_concat(x.words, '') FROM (
                       SELECT ' ' || substr(a.text, s.value + 1, e.value - s.value) AS words
                       FROM json_each('[0' || p.predicate_more || ']') AS s
                       JOIN json_each('[0' || p.predicate_more || ']') AS e ON e.key = s.key + 1
                       WHERE s.key % 2 = 1 ORDER BY s.key) AS x) END
        FROM articles AS a WHERE a.id = p.article_id) AS predicate,
       -- in one form, to find the same relation elsewhere: 'genehmigen', 'investieren in'
       (SELECT t.term FROM terms AS t WHERE t.id = p.lemma_term) AS predicate_lemma,
       (SELECT coalesce(substr(a.text, p.preposition_start + 1, p.preposition_length) || ' ', '')
               || substr(a.text, p.object_start + 1, p.object_length)
        FROM articles AS a WHERE a.id = p.article_id) AS object, -- with its preposition
       -- without a preposition that stands apart, before a list
       p.object_start, p.object_start + p.object_length AS object_end,
       -- JSON: [start, end, start, end ...], in the order of the words
       '[' || p.predicate_start || ',' || (p.predicate_start + p.predicate_length)
       || coalesce(',' || p.second_start || ',' || (p.second_start + p.second_length), '')
       || coalesce(p.predicate_more, '') || ']' AS predicate_places,
       p.preposition_start, p.preposition_start + p.preposition_length AS preposition_end,
       CAST(p.form & 1 AS INTEGER) AS negated,
       CAST(p.form >> 1 & 1 AS INTEGER) AS passive, -- 1: the subject is what it is done to
       -- can, could, may, must, should, want, will, would; if: in a condition; whether: in a question; to: an infinitive
       -- of which nobody says that it came true; reported: in a clause with dass, or in the mood of what others say;
       -- NULL: as it stands
       CAST(CASE p.form >> 2 & 15 WHEN 1 THEN 'can' WHEN 2 THEN 'could' WHEN 3 THEN 'may' WHEN 4 THEN 'must'
            WHEN 5 THEN 'should' WHEN 6 THEN 'want' WHEN 7 THEN 'will' WHEN 8 THEN 'would' WHEN 9 THEN 'if'
            WHEN 10 THEN 'whether' WHEN 11 THEN 'to' WHEN 12 THEN 'reported' END AS TEXT) AS modality,
       -- what the verb does where it is one that reports, as in claims.act: 'forderte' is a demand
       CAST(CASE p.form >> 6 WHEN 1 THEN 'say' WHEN 2 THEN 'demand' WHEN 3 THEN 'criticize' WHEN 4 THEN 'warn'
            WHEN 5 THEN 'announce' WHEN 6 THEN 'deny' WHEN 7 THEN 'confirm' WHEN 8 THEN 'predict'
            WHEN 9 THEN 'propose' WHEN 10 THEN 'ask' WHEN 11 THEN 'praise' WHEN 12 THEN 'accuse' WHEN 13 THEN 'support'
            WHEN 14 THEN 'reject' END AS TEXT) AS act,
       p.subject_id, p.object_id, p.sentence,
       -- from its first word to its last
       min(p.subject_start, p.predicate_start, p.object_start, coalesce(p.preposition_start, p.object_start))
           AS start_char,
       max(p.subject_start + p.subject_length, p.predicate_start + p.predicate_length,
           p.object_start + p.object_length, coalesce(p.preposition_start + p.preposition_length, 0),
           coalesce(p.second_start + p.second_length, 0),
           CASE WHEN p.predicate_more IS NULL THEN 0 ELSE (
               SELECT max(j.value) FROM json_each('[0' || p.predicate_more || ']') AS j) END) AS end_char,
       (SELECT t.term FROM terms AS t WHERE t.id = p.rule_term) AS rule,
       'extracted' AS origin
FROM proposition_rows AS p;

CREATE VIEW proposition_spans AS
-- Where the words of a proposition stand: its predicate may have several places, its object two. seq: 0, 1, 2 ... in
-- the order of the words, for each role.
-- One SELECT, so that a join with it looks at the propositions that are asked for only.
SELECT p.id AS proposition_id, r.role, CASE r.place WHEN 6 THEN m.key / 2 + 2 ELSE r.seq END AS seq,
       CASE r.place WHEN 1 THEN p.subject_start WHEN 2 THEN p.predicate_start WHEN 3 THEN p.second_start
            WHEN 4 THEN coalesce(p.preposition_start, p.object_start) WHEN 5 THEN p.object_start ELSE m.value END
           AS start_char,
       CASE r.place WHEN 1 THEN p.subject_start + p.subject_length WHEN 2 THEN p.predicate_start + p.predicate_length
            WHEN 3 THEN p.second_start + p.second_length
            WHEN 4 THEN coalesce(p.preposition_start + p.preposition_length, p.object_start + p.object_length)
            WHEN 5 THEN p.object_start + p.object_length
            ELSE n.value END AS end_char
FROM proposition_rows AS p
JOIN (SELECT 1 AS place, 'subject' AS role, 0 AS seq UNION ALL SELECT 2, 'predicate', 0 UNION ALL
      SELECT 3, 'predicate', 1 UNION ALL SELECT 4, 'object', 0 UNION ALL SELECT 5, 'object', 1 UNION ALL
      SELECT 6, 'predicate', 2) AS r
LEFT JOIN json_each(CASE r.place WHEN 6 THEN '[' || substr(p.predicate_more, 2) || ']' END) AS m
LEFT JOIN json_each(CASE r.place WHEN 6 THEN '[' || substr(p.predicate_more, 2) || ']' END) AS n ON n.key = m.key + 1
WHERE CASE r.place WHEN 3 THEN p.second_start IS NOT NULL WHEN 5 THEN p.preposition_start IS NOT NULL
           WHEN 6 THEN m.key % 2 = 0 ELSE 1 END;

CREATE TABLE proposition_figures (
    -- The figures inside a proposition's words, and the dates of its clause. A figure is found from its proposition; the
    -- other way goes by the article that both are of.
    proposition_id INTEGER NOT NULL REFERENCES proposition_rows (id) ON DELETE CASCADE,
    figure_id INTEGER NOT NULL, -- figures.id
    PRIMARY KEY (proposition_id, figure_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stance_words (
    -- Words that tell which way somebody wants a thing to go, wherever they stand; v_stances tells whose they are.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    -- more: stricter, higher, sooner; less: looser, lower, none; too_little, too_much: what is complained of
    direction TEXT NOT NULL CHECK (direction IN ('more', 'less', 'too_little', 'too_much')),
    turned INTEGER NOT NULL CHECK (turned IN (0, 1)), -- 1: turned round, 'nicht lockern', 'gegen strengere Regeln'
    text TEXT NOT NULL CHECK (text <> ''), -- as written
    sentence INTEGER NOT NULL, -- sentences.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated'))
) STRICT;
CREATE INDEX stance_words_by_article ON stance_words (article_id, start_char);

-- ---- links between articles and between claims; made from the tables above, updated by each import ----

CREATE TABLE article_copies (
    -- Articles whose text is for the most part that of an earlier one: agency text, the same text at another address.
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, -- the copy
    original_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- the first one that has its text
    relation TEXT NOT NULL CHECK (relation IN ('same', 'near', 'part')), -- part: a shortened one
    share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100), -- percent of the copy's text that the original has
    original_share INTEGER NOT NULL CHECK (original_share BETWEEN 0 AND 100), -- and of the original's, the copy
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated')),
    CHECK (article_id <> original_id)
) STRICT;
CREATE INDEX article_copies_by_original ON article_copies (original_id);

CREATE TABLE claim_clusters (
    -- One statement in several articles: the claims that are like the first one, by their words or by a figure.
    id INTEGER PRIMARY KEY, -- the smallest claims.id in it
    first_claim_id INTEGER NOT NULL REFERENCES claim_rows (id) ON DELETE CASCADE, -- where it appeared first
    first_published TEXT, -- day of publication; NULL: no article of it has one
    last_published TEXT,
    claims INTEGER NOT NULL CHECK (claims >= 2),
    articles INTEGER NOT NULL CHECK (articles >= 2),
    outlets INTEGER NOT NULL CHECK (outlets >= 1), -- an article without a known one counts as one of its own
    origins INTEGER NOT NULL CHECK (origins >= 1), -- articles, all copies of one article counted once
    speakers INTEGER NOT NULL CHECK (speakers >= 0) -- different ones
) STRICT;
CREATE INDEX claim_clusters_by_first ON claim_clusters (first_claim_id); -- a claim that goes looks for it

CREATE TABLE claim_cluster_members (
    -- The claims of a cluster, and how each was joined to it. Claims that stand in one article only are in none.
    claim_id INTEGER PRIMARY KEY REFERENCES claim_rows (id) ON DELETE CASCADE,
    cluster_id INTEGER NOT NULL REFERENCES claim_clusters (id) ON DELETE CASCADE,
    -- to like_claim_id: same: its words; near: most of its words; part: one holds the other; same-figure: same
    -- speaker and figure in other words
    relation TEXT NOT NULL CHECK (relation IN ('first', 'same', 'near', 'part', 'same-figure')),
    -- the first claim of the cluster, which it is like itself; NULL: it is the first
    like_claim_id INTEGER REFERENCES claim_rows (id) ON DELETE CASCADE,
    similarity INTEGER NOT NULL CHECK (similarity BETWEEN 0 AND 100), -- percent of the words' shingles
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated')),
    CHECK ((relation = 'first') = (like_claim_id IS NULL))
) STRICT;
CREATE INDEX claim_cluster_members_by_cluster ON claim_cluster_members (cluster_id);
CREATE INDEX claim_cluster_members_by_like ON claim_cluster_members (like_claim_id) WHERE like_claim_id IS NOT NULL;

-- What finds them again when articles are added; of no use outside the program. The tables of hashes and links point
-- at their rows without a check: it would cost more than the tables themselves.
-- When and where an article appeared, without a look at its text; on a durable table as well.
DROP INDEX IF EXISTS articles_in_short;
CREATE INDEX articles_in_short ON articles (id, published, source_id, sha256);
CREATE TABLE article_wordings (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    shingles INTEGER NOT NULL, -- how long the article is: different runs of words
    fingerprints INTEGER NOT NULL
) STRICT;
-- Hashes come in no order: in a large table each new one would be a page to write. They stand in a small one, recent_...,
-- until there are so many that putting them into the large one writes each of its pages once (src/store/levels.c).
CREATE TABLE article_fingerprints (
    fingerprint INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    fingerprints INTEGER NOT NULL, -- how many the article has
    PRIMARY KEY (fingerprint, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE recent_article_fingerprints (
    fingerprint INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    fingerprints INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE wordings (
    -- The different words of different speakers; a claim that is long enough to be compared has one.
    id INTEGER PRIMARY KEY REFERENCES claim_rows (id) ON DELETE CASCADE, -- the first claim that has it
    hash INTEGER NOT NULL, -- of speaker and words
    -- what tells without a look at the words that two are not alike: a bit for each pair of words; how many pairs
    sketch INTEGER NOT NULL DEFAULT 0,
    pairs INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE wording_hashes (
    -- Wordings by hash; one that went may have left its own here.
    hash INTEGER NOT NULL,
    wording_id INTEGER NOT NULL,
    PRIMARY KEY (hash, wording_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE recent_wording_hashes (
    hash INTEGER NOT NULL,
    wording_id INTEGER NOT NULL,
    PRIMARY KEY (hash, wording_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_wordings (
    claim_id INTEGER PRIMARY KEY REFERENCES claim_rows (id) ON DELETE CASCADE,
    wording_id INTEGER NOT NULL REFERENCES wordings (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX claim_wordings_by_wording ON claim_wordings (wording_id);
CREATE TABLE wording_fingerprints (
    fingerprint INTEGER NOT NULL,
    wording_id INTEGER NOT NULL, -- 0: so many have it that it tells nothing
    PRIMARY KEY (fingerprint, wording_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE recent_wording_fingerprints (
    fingerprint INTEGER NOT NULL,
    wording_id INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, wording_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE wording_links (
    -- Wordings that are alike; each pair stands here both ways.
    wording_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('same', 'near', 'part')),
    similarity INTEGER NOT NULL CHECK (similarity BETWEEN 0 AND 100),
    PRIMARY KEY (wording_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE linked_wordings (
    -- Stars of wordings (src/store/stars.h): what is not said of most.
    wording_id INTEGER PRIMARY KEY,
    centre_id INTEGER, -- the wording that it has joined; NULL: it is a centre itself
    first_id INTEGER, -- the claim that has it and appeared first; NULL: the one by which it is called
    is_wide INTEGER NOT NULL CHECK (is_wide IN (0, 1)) -- 1: a centre, and the claims of its star stand in several articles
) STRICT;
CREATE TABLE claim_figures (
    -- Claims by speaker, figure and day.
    hash INTEGER NOT NULL, -- of speaker, thing, unit and value
    -- 0: a claim that others may join; 1: it has joined one; 2: its words have; 3: the first of a cluster; 4: new
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    published TEXT NOT NULL, -- '' where the day is not known
    claim_id INTEGER NOT NULL REFERENCES claim_rows (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, state, published, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_figures_by_claim ON claim_figures (claim_id);
CREATE TABLE short_names (
    -- What articles say beside a surname without a first name, to decide again whom it means. They say it by themselves:
    -- nothing that was joined counts.
    short_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    is_certain INTEGER NOT NULL CHECK (is_certain IN (0, 1)), -- 1: the article tells by a longer form whom it means
    holds_office INTEGER NOT NULL CHECK (holds_office IN (0, 1)), -- 1: it tells an office of whoever bears the name
    beside TEXT CHECK (beside <> ''), -- the entities that it names, by number
    PRIMARY KEY (short_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE known_persons (
    -- Persons that surnames may mean and that many articles name: what is said of them is kept here and in the next two
    -- tables, so that an import need not read it again.
    entity_id INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL, -- how many name them
    last_article INTEGER NOT NULL, -- those up to this one
    last_position INTEGER NOT NULL -- offices: positions up to this one
) STRICT;
CREATE TABLE known_offices (
    entity_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL, -- 0: not said
    title TEXT NOT NULL, -- in small letters
    PRIMARY KEY (entity_id, organization_id, title)
) STRICT, WITHOUT ROWID;
CREATE TABLE known_company (
    -- Entities that stand in one article with them.
    entity_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    PRIMARY KEY (entity_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE links_due (
    -- What changed since the links between claims and articles were made: they are brought up to date by the command
    -- that changed it, or, behind a correction in the sqlite3 shell, by the next one that writes.
    -- claims; articles: the day of publication or the outlet; copies: what article row_id has its text from; stars: what
    -- claim row_id is like; clusters: its rows there
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    -- of a claim that went, the words that a wording had from it; of an article, its old day and outlet
    text TEXT,
    PRIMARY KEY (table_name, row_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE retired (
    -- Articles that were replaced or pruned by an import that is on its way, or was cut short: until the end of an import
    -- what the articles say together is not what they say without them. These three are empty otherwise.
    article_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE retired_names (
    -- The entities that they and their new versions name.
    entity_id INTEGER PRIMARY KEY
) STRICT;
CREATE TABLE retired_forms (
    -- Names that were other forms of these, or have these as other forms.
    short_id INTEGER PRIMARY KEY
) STRICT;

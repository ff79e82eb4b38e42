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

CREATE TABLE mentions (
    -- Each place where an entity is named.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES entities (id),
    sentence INTEGER NOT NULL, -- sentences.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    -- alias: a short or other form of the name; nominal: 'der Konzern'
    kind TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'nominal', 'pronoun')),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated')),
    link TEXT REFERENCES rules (id) -- of an alias: why it means this entity
) STRICT;
CREATE INDEX mentions_by_article ON mentions (article_id, start_char);
CREATE INDEX mentions_by_entity ON mentions (entity_id, article_id);

CREATE TABLE joins (
    -- Short names that mean an entity of other articles: 'Moretti' is Elias Moretti there. All rows of the article that
    -- were short_id's are entity_id's; decided again where new articles tell more.
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    short_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE, -- what the article alone tells
    entity_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    rule TEXT NOT NULL REFERENCES rules (id),
    PRIMARY KEY (article_id, short_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX joins_by_entity ON joins (entity_id, article_id);
CREATE INDEX joins_by_short ON joins (short_id, article_id);
-- The last word of each key, to find whom a surname may mean; on a durable table, so it is not dropped with the others.
DROP INDEX IF EXISTS entities_by_last_word;
CREATE INDEX entities_by_last_word
ON entities (replace(key, rtrim(key, replace(replace(key, '-', ''), '/', '')), ''));

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
CREATE INDEX positions_by_person ON positions (person_id);
CREATE INDEX positions_by_organization ON positions (organization_id);
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
CREATE INDEX citations_by_source ON citations (source_id);

CREATE TABLE claims (
    -- Who said what, and what the article itself states.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'indirect_free_indirect', 'free_indirect', 'reported',
                                       'stated')),
    medium TEXT CHECK (medium IN ('speech', 'thought', 'writing')), -- NULL: the cue does not tell
    -- what the cue does: 'forderte' is a demand; NULL: there is no cue, or it is in no list
    act TEXT CHECK (act IN ('say', 'demand', 'criticize', 'warn', 'announce', 'deny', 'confirm', 'predict', 'propose',
                            'ask', 'praise', 'accuse', 'support', 'reject')),
    speaker_id INTEGER REFERENCES entities (id), -- whose claim it is
    no_speaker TEXT CHECK (no_speaker IN ('not named', 'passive', 'not found', 'own voice')), -- why speaker_id is NULL
    cited_source_id INTEGER REFERENCES sources (id), -- through which outlet or document the article has it
    text TEXT NOT NULL CHECK (text <> ''), -- what stands from start_char to end_char; its own words alone: claim_spans
    sentence INTEGER NOT NULL, -- sentences.seq of its first sentence
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated')),
    CHECK ((speaker_id IS NULL) = (no_speaker IS NOT NULL))
) STRICT;
CREATE INDEX claims_by_article ON claims (article_id, start_char);
CREATE INDEX claims_by_speaker ON claims (speaker_id, article_id);
CREATE INDEX claims_by_cited_source ON claims (cited_source_id) WHERE cited_source_id IS NOT NULL;

CREATE TABLE claim_spans (
    -- Where the parts of a claim stand; a role may have several spans, or none.
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('claim', 'speaker', 'cue', 'frame', 'addressee')), -- claim: its own words
    seq INTEGER NOT NULL, -- 0, 1, 2 ... in text order, for each role
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    PRIMARY KEY (claim_id, role, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_entities (
    -- Who says a claim, whom it is about, to whom it is said.
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES entities (id),
    role TEXT NOT NULL CHECK (role IN ('speaker', 'about', 'addressee')),
    PRIMARY KEY (claim_id, entity_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_entities_by_entity ON claim_entities (entity_id, role, claim_id);

CREATE TABLE figures (
    -- Every number with its value, unit, bound and thing.
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claim_id INTEGER REFERENCES claims (id) ON DELETE CASCADE, -- the innermost claim it stands in
    kind TEXT NOT NULL CHECK (kind IN ('money', 'percent', 'count', 'multiple', 'date', 'duration', 'rank', 'quantity',
                                       'number')),
    low REAL, -- equal to high for one value; NULL on the open side of a bound
    high REAL,
    date_low TEXT CHECK (date_low IS date(date_low, '+0 days')), -- ISO days
    date_high TEXT CHECK (date_high IS date(date_high, '+0 days')),
    unit TEXT CHECK (unit <> ''), -- 'USD', 'percent', 'month', 'chips'
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)), -- 1: the text says 'rund', 'etwa', 'fast' ...
    bound TEXT NOT NULL CHECK (bound IN ('exact', 'at_most', 'at_least', 'about', 'range')),
    what TEXT CHECK (what <> ''), -- the thing counted or measured, as written
    what_key TEXT CHECK (what_key <> ''), -- its head noun in one form, to compare figures of several articles
    entity_id INTEGER REFERENCES entities (id), -- whose figure it is
    text TEXT NOT NULL CHECK (text <> ''), -- as written, with 'rund', 'bis zu'
    sentence INTEGER NOT NULL, -- sentences.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated'))
) STRICT;
CREATE INDEX figures_by_article ON figures (article_id, start_char);
CREATE INDEX figures_by_claim ON figures (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX figures_by_entity ON figures (entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX figures_by_what ON figures (what_key, unit);

CREATE TABLE propositions (
    -- Who does what to whom: 'Nvidia | investiert | in Anthropic'. One row for each subject with each object, phrase of
    -- time and phrase with a preposition of a verb. All words stand in the sentence; joined by blanks where they stand
    -- apart there (proposition_spans has each place).
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    claim_id INTEGER REFERENCES claims (id) ON DELETE CASCADE, -- the innermost claim it stands in: who says so
    subject TEXT NOT NULL CHECK (subject <> ''),
    subject_start INTEGER NOT NULL CHECK (subject_start >= 0),
    subject_end INTEGER NOT NULL CHECK (subject_end > subject_start),
    predicate TEXT NOT NULL CHECK (predicate <> ''), -- in the order of the sentence: 'genehmigt hat'
    -- in one form, to find the same relation elsewhere: 'genehmigen', 'investieren in'
    predicate_lemma TEXT CHECK (predicate_lemma <> ''),
    object TEXT NOT NULL CHECK (object <> ''), -- with its preposition
    object_start INTEGER NOT NULL CHECK (object_start >= 0), -- without a preposition that stands apart, before a list
    object_end INTEGER NOT NULL CHECK (object_end > object_start),
    negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
    passive INTEGER NOT NULL CHECK (passive IN (0, 1)), -- 1: the subject is what it is done to
    -- if: in a condition; whether: in a question; to: an infinitive of which nobody says that it came true; reported:
    -- in a clause with dass, or in the mood of what others say; NULL: as it stands
    modality TEXT CHECK (modality IN ('can', 'could', 'may', 'must', 'should', 'want', 'will', 'would', 'if', 'whether',
                                      'to', 'reported')),
    -- what the verb does where it is one that reports: 'forderte' is a demand
    act TEXT CHECK (act IN ('say', 'demand', 'criticize', 'warn', 'announce', 'deny', 'confirm', 'predict', 'propose',
                            'ask', 'praise', 'accuse', 'support', 'reject')),
    subject_id INTEGER REFERENCES entities (id),
    object_id INTEGER REFERENCES entities (id),
    sentence INTEGER NOT NULL, -- sentences.seq of the same article
    start_char INTEGER NOT NULL CHECK (start_char >= 0), -- from its first word to its last
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    rule TEXT NOT NULL REFERENCES rules (id),
    origin TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'curated'))
) STRICT;
CREATE INDEX propositions_by_article ON propositions (article_id, start_char);
CREATE INDEX propositions_by_claim ON propositions (claim_id);
CREATE INDEX propositions_by_subject ON propositions (subject_id);
CREATE INDEX propositions_by_object ON propositions (object_id);
CREATE INDEX propositions_by_lemma ON propositions (predicate_lemma);

CREATE TABLE proposition_spans (
    -- Where the words of a proposition stand: its predicate may have several places, its object two.
    proposition_id INTEGER NOT NULL REFERENCES propositions (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('subject', 'predicate', 'object')),
    seq INTEGER NOT NULL, -- 0, 1, 2 ... in the order of the words, for each role
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL CHECK (end_char > start_char),
    PRIMARY KEY (proposition_id, role, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposition_figures (
    -- The figures inside a proposition's words, and the dates of its clause.
    proposition_id INTEGER NOT NULL REFERENCES propositions (id) ON DELETE CASCADE,
    figure_id INTEGER NOT NULL REFERENCES figures (id) ON DELETE CASCADE,
    PRIMARY KEY (proposition_id, figure_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposition_figures_by_figure ON proposition_figures (figure_id);

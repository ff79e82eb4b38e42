-- Sums over the rows of other tables, and what else makes reports fast on many articles; kept up to date by every command
-- that writes (src/store/summaries.c). A rebuild gives the same rows.

-- Statements from those that most outlets have on.
CREATE INDEX claim_clusters_by_outlets ON claim_clusters (outlets DESC, id);

CREATE TABLE base_counts (
    -- How much there is, by 4096 articles: new ones are added to the last block, one that was corrected is counted again
    -- with its block.
    block INTEGER NOT NULL, -- articles.id / 4096
    -- table, claims by kind, ... by rule, articles by language, ... by outlet, ... by month; also figures, mentions by kind
    -- and by rule, citations, positions, propositions by rule
    part TEXT NOT NULL,
    name TEXT NOT NULL, -- of a table, a kind, a rule, a language, a month; '' of an outlet and where it is not known
    source_id INTEGER NOT NULL, -- of an outlet; 0 where it is not known
    number INTEGER NOT NULL,
    PRIMARY KEY (block, part, name, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_months (
    -- How much is written about an entity, without copies of articles.
    entity_id INTEGER NOT NULL,
    month INTEGER NOT NULL, -- of publication: 202503; 0: the day is not known
    articles INTEGER NOT NULL, -- that name it, or have a claim by it or about it
    mentions INTEGER NOT NULL,
    claims_by INTEGER NOT NULL,
    claims_about INTEGER NOT NULL,
    PRIMARY KEY (entity_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker_outlets (
    -- Who is quoted how often in which outlet, without copies of articles.
    speaker_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL, -- the outlet; 0: not known; -1: all together
    claims INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    indirect INTEGER NOT NULL, -- indirect, indirect_free_indirect, free_indirect
    reported INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    first_published INTEGER, -- 20250312
    last_published INTEGER,
    PRIMARY KEY (speaker_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_outlets_by_claims ON speaker_outlets (claims DESC, speaker_id) WHERE source_id = -1;

CREATE TABLE article_sums (
    -- What the two have of each article, to take it out again.
    article_id INTEGER PRIMARY KEY,
    published INTEGER, -- 20250312
    source_id INTEGER NOT NULL, -- 0: not known
    counted TEXT NOT NULL -- JSON: [[entity, mentions, claims about it, claims by it, direct, indirect, reported], ...]
) STRICT;

CREATE TABLE words (
    -- The words of all articles in small letters, to find those that have another one inside: 'politik' is in
    -- 'klimapolitik'. articles_fts has their articles, when it is asked for '"klimapolitik"'.
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE summary_state (
    -- One row: what the sums contain.
    article_id INTEGER NOT NULL, -- articles up to this one
    correction_id INTEGER NOT NULL, -- entries of the log of corrections up to this one
    orphaned INTEGER NOT NULL -- entries that had not found their row then
) STRICT;
INSERT INTO summary_state (article_id, correction_id, orphaned) VALUES (0, 0, 0);

-- Sums over the rows of other tables, and what else makes reports fast on many articles; kept up to date by every command
-- that writes (src/store/summaries.c). A rebuild gives the same rows.

-- Articles from the newest on: reports that are asked for some rows stop when they have them.
DROP INDEX IF EXISTS articles_by_day;
CREATE INDEX articles_by_day ON articles (published DESC, id);
-- Statements from those that most outlets have on.
CREATE INDEX claim_clusters_by_outlets ON claim_clusters (outlets DESC, id);

CREATE TABLE base_counts (
    -- How much there is, by 4096 articles: new ones are added to the last block, one that was corrected is counted again
    -- with its block.
    block INTEGER NOT NULL, -- articles.id / 4096
    part TEXT NOT NULL, -- table, claims by kind, figures by kind, articles by language, ... by outlet, ... by month
    name TEXT NOT NULL, -- of a table, a kind, a language, a month; '' of an outlet and where it is not known
    source_id INTEGER NOT NULL, -- of an outlet; 0 where it is not known
    number INTEGER NOT NULL,
    PRIMARY KEY (block, part, name, source_id)
) STRICT, WITHOUT ROWID;

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

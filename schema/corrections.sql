-- How the log of corrections becomes rows. The rows of the file are f(what was extracted, the log): each row that a
-- correction touches is kept as it was extracted in extracted_*, so that all corrections can be lifted and put on again.
-- corrections-steps.sql does both.

-- ---- rows as they were extracted, of those that corrections change ----

CREATE TABLE extracted_claims AS SELECT * FROM claims WHERE 0;
CREATE UNIQUE INDEX extracted_claims_by_id ON extracted_claims (id);
CREATE INDEX extracted_claims_by_article ON extracted_claims (article_id);
CREATE TABLE extracted_claim_spans AS SELECT * FROM claim_spans WHERE 0;
CREATE INDEX extracted_claim_spans_by_claim ON extracted_claim_spans (claim_id);
CREATE TABLE extracted_claim_entities AS SELECT * FROM claim_entities WHERE 0;
CREATE INDEX extracted_claim_entities_by_claim ON extracted_claim_entities (claim_id);
CREATE TABLE extracted_figures AS SELECT * FROM figures WHERE 0;
CREATE UNIQUE INDEX extracted_figures_by_id ON extracted_figures (id);
CREATE INDEX extracted_figures_by_article ON extracted_figures (article_id);
CREATE TABLE extracted_mentions AS SELECT * FROM mentions WHERE 0;
CREATE UNIQUE INDEX extracted_mentions_by_id ON extracted_mentions (id);
CREATE INDEX extracted_mentions_by_article ON extracted_mentions (article_id);
CREATE TABLE extracted_citations AS SELECT * FROM citations WHERE 0;
CREATE UNIQUE INDEX extracted_citations_by_id ON extracted_citations (id);
CREATE INDEX extracted_citations_by_article ON extracted_citations (article_id);
CREATE TABLE extracted_positions AS SELECT * FROM positions WHERE 0;
CREATE UNIQUE INDEX extracted_positions_by_id ON extracted_positions (id);
CREATE INDEX extracted_positions_by_article ON extracted_positions (article_id);
CREATE TABLE extracted_proposition_rows AS SELECT * FROM proposition_rows WHERE 0;
CREATE UNIQUE INDEX extracted_proposition_rows_by_id ON extracted_proposition_rows (id);
CREATE INDEX extracted_proposition_rows_by_article ON extracted_proposition_rows (article_id);
CREATE TABLE extracted_proposition_figures AS SELECT * FROM proposition_figures WHERE 0;
CREATE UNIQUE INDEX extracted_proposition_figures_by_both
ON extracted_proposition_figures (proposition_id, figure_id);
CREATE TABLE extracted_entities AS SELECT id, name, kind FROM entities WHERE 0;
CREATE UNIQUE INDEX extracted_entities_by_id ON extracted_entities (id);
CREATE TABLE extracted_aliases AS SELECT * FROM aliases WHERE 0;
CREATE UNIQUE INDEX extracted_aliases_by_both ON extracted_aliases (entity_id, alias);

CREATE TABLE correction_rows (
    -- Which row an entry of the log stands in now. An entry that is applied to a row that stands in a text has one.
    correction_id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    start_char INTEGER, -- NULL: the article as a whole
    end_char INTEGER,
    made INTEGER NOT NULL CHECK (made IN (0, 1)) -- 1: it made the row
) STRICT;
CREATE INDEX correction_rows_by_row ON correction_rows (table_name, row_id);

CREATE TABLE correction_search (
    -- What the search index does not know yet: rows that came or went. Empty when a correction is done.
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    title TEXT, -- as it is indexed
    text TEXT, -- the same; NULL: it is not indexed
    PRIMARY KEY (table_name, row_id)
) STRICT;

CREATE TABLE correction_held (
    -- Rejected rows that stand in their tables again while articles are written.
    table_name TEXT PRIMARY KEY,
    row_id INTEGER NOT NULL
) STRICT;

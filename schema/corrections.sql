-- How the log of corrections becomes rows. The rows of the file are f(what was extracted, the log): each row that a
-- correction touches is kept as it was extracted in extracted_*, so that all corrections can be lifted and put on again.
-- corrections-steps.sql does both.

-- ---- rows as they were extracted, of those that corrections change ----

CREATE TABLE extracted_claim_rows AS SELECT * FROM claim_rows WHERE 0;
CREATE UNIQUE INDEX extracted_claim_rows_by_id ON extracted_claim_rows (id);
CREATE INDEX extracted_claim_rows_by_article ON extracted_claim_rows (article_id);
CREATE TABLE extracted_claim_entities AS SELECT * FROM claim_entities WHERE 0;
CREATE INDEX extracted_claim_entities_by_claim ON extracted_claim_entities (claim_id);
CREATE TABLE extracted_figure_rows AS SELECT * FROM figure_rows WHERE 0;
CREATE UNIQUE INDEX extracted_figure_rows_by_id ON extracted_figure_rows (id);
CREATE INDEX extracted_figure_rows_by_article ON extracted_figure_rows (article_id);
CREATE TABLE extracted_mention_rows AS SELECT * FROM mention_rows WHERE 0;
CREATE UNIQUE INDEX extracted_mention_rows_by_id ON extracted_mention_rows (id);
CREATE INDEX extracted_mention_rows_by_article ON extracted_mention_rows (article_id);
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

-- the same with words for their numbers
CREATE VIEW extracted_claims AS
SELECT c.id, c.article_id,
       CAST(CASE c.form & 7 WHEN 0 THEN 'stated' WHEN 1 THEN 'direct' WHEN 2 THEN 'indirect'
            WHEN 3 THEN 'indirect_free_indirect' WHEN 4 THEN 'free_indirect' ELSE 'reported' END AS TEXT) AS kind,
       (SELECT t.term FROM terms AS t WHERE t.id = c.rule_term) AS rule
FROM extracted_claim_rows AS c;
CREATE VIEW extracted_figures AS
SELECT f.id, f.article_id,
       CAST(CASE f.form & 15 WHEN 0 THEN 'number' WHEN 1 THEN 'money' WHEN 2 THEN 'percent' WHEN 3 THEN 'count'
            WHEN 4 THEN 'multiple' WHEN 5 THEN 'date' WHEN 6 THEN 'duration' WHEN 7 THEN 'rank' ELSE 'quantity' END
            AS TEXT) AS kind,
       (SELECT t.term FROM terms AS t WHERE t.id = f.rule_term) AS rule
FROM extracted_figure_rows AS f;
CREATE VIEW extracted_mentions AS
SELECT m.id, m.article_id, m.entity_id,
       CAST(CASE m.form & 3 WHEN 0 THEN 'name' WHEN 1 THEN 'alias' WHEN 2 THEN 'nominal' ELSE 'pronoun' END AS TEXT)
           AS kind,
       (SELECT t.term FROM terms AS t WHERE t.id = m.rule_term) AS rule
FROM extracted_mention_rows AS m;

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

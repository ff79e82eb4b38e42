-- Full-text search; the texts stay in their tables. Usage: SELECT ... WHERE articles_fts MATCH 'exportkontrollen'.
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = 'articles', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    text, content = 'claims', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

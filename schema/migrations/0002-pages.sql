-- What web pages and other inputs with structure bring along.
ALTER TABLE articles ADD COLUMN modified TEXT CHECK (modified IS date(modified, '+0 days')); -- ISO day of the last change
ALTER TABLE articles ADD COLUMN notice TEXT CHECK (notice <> ''); -- what the reader had to say: a paywall
-- 'KIND START END' a line (code points): the blocks as the input marks them; NULL: plain text. Passages come from it.
ALTER TABLE articles ADD COLUMN layout TEXT CHECK (layout <> '');

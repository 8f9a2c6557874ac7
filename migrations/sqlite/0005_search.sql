-- Full-text search is the engine's own, so it lives in this folder and in one source file.
-- `kind` is proposal, action or comment, `ref` the row's id, `proposal` where it is read.
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED, ref UNINDEXED, proposal UNINDEXED, lang UNINDEXED,
    title, text,
    tokenize = 'unicode61 remove_diacritics 2'
);
-- FTS5 has no index on its unindexed columns; this finds the row of a thing.
CREATE TABLE search_row (
    kind   TEXT    NOT NULL,
    ref    INTEGER NOT NULL,
    lang   TEXT    NOT NULL,
    docid  INTEGER NOT NULL,
    PRIMARY KEY (kind, ref, lang)
) STRICT;

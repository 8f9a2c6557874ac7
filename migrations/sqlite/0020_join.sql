-- Two conversations that say the same can be joined, and parted again.
ALTER TABLE comment ADD COLUMN joined INTEGER NOT NULL DEFAULT 0 CHECK (joined IN (0, 1));

PRAGMA defer_foreign_keys = ON;

-- The engine cannot widen a CHECK in place, so the table is made anew.
CREATE TABLE decision_before AS SELECT * FROM decision;
DROP TABLE decision;
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    moderator   INTEGER NOT NULL REFERENCES account (id),
    -- `grant` and `uphold` answer an appeal: the text is put back, or stays away. `redact` takes words out of it, `move`
    -- carries its conversation to another place, `join` puts that under another, `part` makes it one of its own again,
    -- `stance` puts right what its author thinks.
    kind        TEXT    NOT NULL CHECK (kind IN ('approve', 'hide', 'restore', 'undo', 'grant', 'uphold', 'redact', 'move', 'join', 'part', 'stance')),
    rule        TEXT    NOT NULL DEFAULT '',
    note        TEXT    NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    -- The decision about a comment above that this one came with.
    branch      INTEGER REFERENCES decision (id),
    -- What it changed, as it was. `move` and `join`: proposal and action (`7.12`, `7.`); `part`: the comment it stood
    -- under; `stance`: the stance.
    was         TEXT    NOT NULL DEFAULT ''
) STRICT;
INSERT INTO decision (id, comment, moderator, kind, rule, note, created_at, branch, was)
    SELECT id, comment, moderator, kind, rule, note, created_at, branch, was FROM decision_before ORDER BY id;
DROP TABLE decision_before;
CREATE INDEX decision_by_comment ON decision (comment, id);
CREATE INDEX decision_of_branch ON decision (branch, id) WHERE branch IS NOT NULL;

-- A conversation can be carried to the proposal that it is about, and a comment's stance can be put right. Both are
-- decisions that leave the text where it can be read.

PRAGMA defer_foreign_keys = ON;

-- The engine cannot widen a CHECK in place, so the table is made anew.
CREATE TABLE decision_before AS SELECT * FROM decision;
DROP TABLE decision;
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    moderator   INTEGER NOT NULL REFERENCES account (id),
    -- `grant` and `uphold` answer an appeal: the text is put back, or stays away. `redact` takes words out of it, `move`
    -- carries its conversation to another place, `stance` puts right what its author thinks.
    kind        TEXT    NOT NULL CHECK (kind IN ('approve', 'hide', 'restore', 'undo', 'grant', 'uphold', 'redact', 'move', 'stance')),
    rule        TEXT    NOT NULL DEFAULT '',
    note        TEXT    NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    -- The decision about a comment above that this one came with.
    branch      INTEGER REFERENCES decision (id),
    -- What `move` and `stance` changed, as it was: proposal and action (`7.12`, `7.`), or the stance.
    was         TEXT    NOT NULL DEFAULT ''
) STRICT;
INSERT INTO decision (id, comment, moderator, kind, rule, note, created_at, branch)
    SELECT id, comment, moderator, kind, rule, note, created_at, branch FROM decision_before ORDER BY id;
DROP TABLE decision_before;
CREATE INDEX decision_by_comment ON decision (comment, id);
CREATE INDEX decision_of_branch ON decision (branch, id) WHERE branch IS NOT NULL;

-- Who follows a conversation that is carried away.
CREATE INDEX follow_of_thread ON follow (ref) WHERE kind = 'thread';

-- Words of the town's own that were put into use after a rehearsal, beside those of the configuration file. What is taken
-- out of use stays, so that it can be read who held what against texts, and when.
CREATE TABLE word_rule (
    id          INTEGER PRIMARY KEY,
    lang        TEXT    NOT NULL,
    -- With commas between them, as they were typed.
    forms       TEXT    NOT NULL,
    unless      TEXT    NOT NULL DEFAULT '',
    severity    TEXT    NOT NULL CHECK (severity IN ('note', 'serious')),
    account     INTEGER NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    removed_by  INTEGER REFERENCES account (id),
    removed_at  INTEGER NOT NULL DEFAULT 0,
    CHECK ((removed_at = 0) = (removed_by IS NULL))
) STRICT;
CREATE INDEX word_rule_in_use ON word_rule (id) WHERE removed_at = 0;

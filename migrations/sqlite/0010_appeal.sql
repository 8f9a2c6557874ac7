-- Appeals: who wrote a text that was taken down or refused asks for it to be looked at again, by somebody else.

PRAGMA defer_foreign_keys = ON;

-- A decision may now answer an appeal. The engine cannot widen a CHECK in place, so the table is made anew.
CREATE TABLE decision_before AS SELECT * FROM decision;
DROP TABLE decision;
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    moderator   INTEGER NOT NULL REFERENCES account (id),
    -- `grant` and `uphold` answer an appeal: the text is put back, or stays away. `redact` takes words out of it.
    kind        TEXT    NOT NULL CHECK (kind IN ('approve', 'hide', 'restore', 'undo', 'grant', 'uphold', 'redact')),
    rule        TEXT    NOT NULL DEFAULT '',
    note        TEXT    NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL
) STRICT;
INSERT INTO decision (id, comment, moderator, kind, rule, note, created_at)
    SELECT id, comment, moderator, kind, rule, note, created_at FROM decision_before ORDER BY id;
DROP TABLE decision_before;
CREATE INDEX decision_by_comment ON decision (comment, id);

CREATE TABLE appeal (
    id          INTEGER PRIMARY KEY,
    -- Who wrote the text.
    account     INTEGER NOT NULL REFERENCES account (id),
    -- Exactly one of the two, and each only once: the decision that took a comment down, or the text that was refused.
    decision    INTEGER UNIQUE REFERENCES decision (id),
    waiting     INTEGER UNIQUE REFERENCES waiting (id),
    -- The comment that was taken down.
    comment     INTEGER REFERENCES comment (id),
    proposal    INTEGER NOT NULL REFERENCES proposal (id),
    -- Who decided then, and so may not decide now.
    decided_by  INTEGER NOT NULL REFERENCES account (id),
    -- Why it was wrong, in the author's words, and their language.
    body        TEXT    NOT NULL,
    lang        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    -- Until when it should be answered.
    due_at      INTEGER NOT NULL,
    state       TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'upheld', 'withdrawn')),
    -- The answer: from whom, why, and when.
    moderator   INTEGER REFERENCES account (id),
    note        TEXT    NOT NULL DEFAULT '',
    decided_at  INTEGER NOT NULL DEFAULT 0,
    CHECK ((decision IS NULL) <> (waiting IS NULL))
) STRICT;
CREATE INDEX appeal_open ON appeal (due_at, id) WHERE state = 'open';
CREATE INDEX appeal_by_account ON appeal (account, id);
CREATE INDEX appeal_of_comment ON appeal (comment, id) WHERE comment IS NOT NULL;

-- A line of the record may stand for any of what is decided, named by its kind and number.
CREATE TABLE record_before AS SELECT * FROM record;
DROP TABLE record;
CREATE TABLE record (
    -- From 1, without gaps.
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    -- What brought it to the desk: a report, a phase of the pipeline, a moderator's own reading, or an appeal.
    source     TEXT    NOT NULL CHECK (source IN ('report', 'phase', 'own', 'appeal')),
    -- None of what counts everywhere.
    proposal   INTEGER REFERENCES proposal (id),
    -- From when it came to the desk until it was decided, in milliseconds; none where nobody waited for it.
    waited     INTEGER,
    -- The line whose decision this one takes back, or lets stand.
    undoes     INTEGER REFERENCES record (id),
    -- What was decided: a decision, a text that waited, an appeal against its refusal, a measure on a person. Not public; `inner_hash` vouches
    -- for it.
    what       TEXT    NOT NULL CHECK (what IN ('decision', 'waiting', 'appeal', 'sanction')),
    ref        INTEGER NOT NULL,
    salt       BLOB    NOT NULL,
    inner_hash BLOB    NOT NULL,
    hash       BLOB    NOT NULL
) STRICT;
INSERT INTO record (id, at, kind, rule, source, proposal, waited, undoes, what, ref, salt, inner_hash, hash)
    SELECT id, at, kind, rule, source, proposal, waited, undoes, CASE WHEN decision IS NULL THEN 'waiting' ELSE 'decision' END,
    COALESCE(decision, waiting), salt, inner_hash, hash FROM record_before ORDER BY id;
DROP TABLE record_before;
CREATE INDEX record_by_time ON record (at, id);
CREATE INDEX record_of_appeals ON record (id) WHERE source = 'appeal';
CREATE INDEX record_of ON record (what, ref, kind);

-- How many decisions about their texts a person has not read yet: the header tells.
ALTER TABLE account ADD COLUMN untold INTEGER NOT NULL DEFAULT 0;

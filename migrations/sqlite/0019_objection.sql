-- A measure on a person can be appealed against too.

-- The engine cannot widen a CHECK in place, so the table is made anew.
CREATE TABLE appeal_before AS SELECT * FROM appeal;
DROP TABLE appeal;
CREATE TABLE appeal (
    id          INTEGER PRIMARY KEY,
    -- Who wrote the text, or on whom the measure was laid.
    account     INTEGER NOT NULL REFERENCES account (id),
    -- Exactly one of the three, and each only once: the decision that took a comment down, the text that was refused, or
    -- the measure.
    decision    INTEGER UNIQUE REFERENCES decision (id),
    waiting     INTEGER UNIQUE REFERENCES waiting (id),
    sanction    INTEGER UNIQUE REFERENCES sanction (id),
    -- The comment that was taken down.
    comment     INTEGER REFERENCES comment (id),
    -- None for a measure that counts everywhere.
    proposal    INTEGER REFERENCES proposal (id),
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
    CHECK ((decision IS NOT NULL) + (waiting IS NOT NULL) + (sanction IS NOT NULL) = 1),
    CHECK (proposal IS NOT NULL OR sanction IS NOT NULL)
) STRICT;
INSERT INTO appeal (id, account, decision, waiting, comment, proposal, decided_by, body, lang, created_at, due_at, state,
    moderator, note, decided_at)
    SELECT id, account, decision, waiting, comment, proposal, decided_by, body, lang, created_at, due_at, state,
        moderator, note, decided_at FROM appeal_before ORDER BY id;
DROP TABLE appeal_before;
CREATE INDEX appeal_open ON appeal (due_at, id) WHERE state = 'open';
CREATE INDEX appeal_by_account ON appeal (account, id);
CREATE INDEX appeal_of_comment ON appeal (comment, id) WHERE comment IS NOT NULL;

CREATE TABLE comment (
    id           INTEGER PRIMARY KEY,
    proposal     INTEGER NOT NULL REFERENCES proposal (id),
    action       INTEGER REFERENCES action (id),
    parent       INTEGER REFERENCES comment (id),
    -- The conversation's first comment: this one's own id when it starts one.
    root         INTEGER NOT NULL,
    depth        INTEGER NOT NULL,
    -- Place inside the conversation: ids of the ancestors that a page can indent, then its own, each
    -- 16 hexadecimal digits. Bounded, so that a reply at any depth costs the same.
    path         TEXT    NOT NULL,
    -- NULL for comments that came with an imported page; then author_name tells who.
    account      INTEGER REFERENCES account (id),
    author_name  TEXT    NOT NULL DEFAULT '',
    date_text    TEXT    NOT NULL DEFAULT '',
    body         TEXT    NOT NULL,
    lang         TEXT    NOT NULL,
    stance       TEXT    NOT NULL DEFAULT '' CHECK (stance IN ('', 'for', 'against', 'neutral')),
    official     INTEGER NOT NULL DEFAULT 0 CHECK (official IN (0, 1)),
    state        TEXT    NOT NULL DEFAULT 'visible' CHECK (state IN ('visible', 'hidden', 'deleted')),
    -- Why and when it left, while it is hidden.
    rule         TEXT    NOT NULL DEFAULT '',
    state_at     INTEGER NOT NULL DEFAULT 0,
    replies      INTEGER NOT NULL DEFAULT 0,
    revision     INTEGER NOT NULL DEFAULT 1,
    edited_at    INTEGER NOT NULL DEFAULT 0,
    -- Unique for each writer: a double click or a retry finds the comment that is already there.
    idempotency  TEXT,
    created_at   INTEGER NOT NULL,
    -- Open reports, and when the first of them came: what the desk sorts by.
    reports      INTEGER NOT NULL DEFAULT 0,
    reported_at  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, idempotency)
) STRICT;
-- A thread, newest conversation first, each conversation in its drawn order.
CREATE INDEX comment_by_thread ON comment (proposal, root DESC, path);
-- The same for what is said about one action.
CREATE INDEX comment_by_action ON comment (action, root DESC, path) WHERE action IS NOT NULL;
CREATE INDEX comment_newest ON comment (proposal, id);
CREATE INDEX comment_official ON comment (id) WHERE official = 1 AND state = 'visible';
CREATE INDEX comment_by_parent ON comment (parent);
CREATE INDEX comment_by_account ON comment (account, id);
CREATE INDEX comment_reported ON comment (reported_at, id) WHERE reports > 0;
CREATE INDEX comment_hidden ON comment (state_at, id) WHERE state = 'hidden';

-- Every text a comment has had, the present one included.
CREATE TABLE comment_revision (
    comment   INTEGER NOT NULL REFERENCES comment (id),
    revision  INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (comment, revision)
) STRICT;

CREATE TABLE report (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    account     INTEGER NOT NULL REFERENCES account (id),
    rule        TEXT    NOT NULL,
    note        TEXT    NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    -- The decision that answered it.
    decision    INTEGER REFERENCES decision (id),
    UNIQUE (comment, account)
) STRICT;

-- Decisions are appended, never changed: undoing one is a decision of its own.
CREATE TABLE decision (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    moderator   INTEGER NOT NULL REFERENCES account (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('approve', 'hide', 'restore', 'undo')),
    rule        TEXT    NOT NULL DEFAULT '',
    note        TEXT    NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_comment ON decision (comment, id);

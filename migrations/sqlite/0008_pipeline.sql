-- What every text passes on its way, and the texts that wait for a moderator.

-- When the moderators of a plan read: afterwards, first where something was found, or always first.
ALTER TABLE plan ADD COLUMN moderation TEXT NOT NULL DEFAULT 'post' CHECK (moderation IN ('post', 'mixed', 'pre'));

-- A text that waits is no comment: nothing that reads comments can come upon it. It is a new comment, or new words for
-- one. When it is published or taken back its words are gone from here; when it is refused its writer may read them.
CREATE TABLE waiting (
    id           INTEGER PRIMARY KEY,
    account      INTEGER NOT NULL REFERENCES account (id),
    proposal     INTEGER NOT NULL REFERENCES proposal (id),
    parent       INTEGER REFERENCES comment (id),
    -- The number of the action that it is about.
    action       INTEGER,
    edits        INTEGER REFERENCES comment (id),
    body         TEXT    NOT NULL,
    lang         TEXT    NOT NULL,
    stance       TEXT    NOT NULL DEFAULT '' CHECK (stance IN ('', 'for', 'against', 'neutral')),
    -- Of the form it came from: a double click or a retry finds the text that waits already.
    idempotency  TEXT,
    created_at   INTEGER NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'refused', 'withdrawn')),
    -- The comment that it became.
    comment      INTEGER REFERENCES comment (id),
    moderator    INTEGER REFERENCES account (id),
    decided_at   INTEGER NOT NULL DEFAULT 0,
    rule         TEXT    NOT NULL DEFAULT '',
    note         TEXT    NOT NULL DEFAULT '',
    UNIQUE (account, idempotency)
) STRICT;
CREATE INDEX waiting_open ON waiting (created_at, id) WHERE state = 'waiting';
CREATE INDEX waiting_by_account ON waiting (account, state, id);
CREATE INDEX waiting_by_comment ON waiting (comment) WHERE comment IS NOT NULL;
-- New words for a comment take the place of those that wait.
CREATE UNIQUE INDEX waiting_edit ON waiting (edits) WHERE edits IS NOT NULL AND state = 'waiting';

-- What the phases found in a text: the present one of a comment, or one that waits. Never the personal data themselves.
CREATE TABLE firing (
    id        INTEGER PRIMARY KEY,
    comment   INTEGER REFERENCES comment (id),
    waiting   INTEGER REFERENCES waiting (id),
    phase     TEXT    NOT NULL,
    severity  TEXT    NOT NULL CHECK (severity IN ('note', 'serious')),
    detail    TEXT    NOT NULL,
    -- One row of a published comment in which something serious was found, until somebody decides about it.
    flagged   INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX firing_by_comment ON firing (comment) WHERE comment IS NOT NULL;
CREATE INDEX firing_by_waiting ON firing (waiting) WHERE waiting IS NOT NULL;
CREATE INDEX firing_flagged ON firing (at, id) WHERE flagged = 1;

-- What texts with the same words have in common.
CREATE TABLE print (
    comment  INTEGER PRIMARY KEY REFERENCES comment (id),
    print    INTEGER NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX print_by_words ON print (print, at);

-- In how many texts each word was: of those taken for advertising, and of those approved. The number of texts of both
-- stands under the empty word.
CREATE TABLE learned_word (
    word  TEXT    NOT NULL PRIMARY KEY,
    spam  INTEGER NOT NULL DEFAULT 0,
    ham   INTEGER NOT NULL DEFAULT 0
) STRICT;

-- From which version of a comment something was learned, so that a decision taken back is unlearned exactly.
CREATE TABLE learned_text (
    comment   INTEGER PRIMARY KEY REFERENCES comment (id),
    revision  INTEGER NOT NULL,
    spam      INTEGER NOT NULL CHECK (spam IN (0, 1))
) STRICT;

CREATE TABLE account (
    id          INTEGER PRIMARY KEY,
    email       TEXT    NOT NULL,
    -- An address is nobody's until it is confirmed: the same one may be signed up with again, as another
    -- account with another password, so that signing up never tells who is here already.
    twin        INTEGER NOT NULL DEFAULT 0,
    name        TEXT    NOT NULL,
    -- An argon2id string; empty for people of the demo who never sign in.
    password    TEXT    NOT NULL,
    role        TEXT    NOT NULL CHECK (role IN ('resident', 'moderator', 'admin')),
    kind        TEXT    NOT NULL DEFAULT 'resident' CHECK (kind IN ('resident', 'organisation', 'authority')),
    town        TEXT    NOT NULL DEFAULT '',
    lang        TEXT    NOT NULL DEFAULT 'ca',
    created_at  INTEGER NOT NULL,
    UNIQUE (email, twin)
) STRICT;

-- Only the hash of a session's identifier is kept: who reads the file cannot sign in with it.
CREATE TABLE session (
    id          TEXT    NOT NULL PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expiry ON session (expires_at);

-- A text that is not yet published: one for each owner and place. The owner is an account ("a7")
-- or a visitor's draft cookie, by its hash ("v…").
CREATE TABLE draft (
    owner       TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    stance      TEXT    NOT NULL DEFAULT '',
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (owner, place)
) STRICT;
CREATE INDEX draft_by_age ON draft (updated_at);

CREATE TABLE support (
    proposal    INTEGER NOT NULL REFERENCES proposal (id),
    account     INTEGER NOT NULL REFERENCES account (id),
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (proposal, account)
) STRICT;
CREATE INDEX support_by_account ON support (account);

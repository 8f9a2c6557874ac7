-- The plan: a tree of sections that holds proposals with numbered actions.
-- Times are UTC milliseconds. Text stands beside its language, one row for each.
CREATE TABLE plan (
    id          INTEGER PRIMARY KEY,
    key         TEXT    NOT NULL UNIQUE,
    lang        TEXT    NOT NULL,
    years       TEXT    NOT NULL DEFAULT '',
    closed      INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    -- Totals of every proposal in the plan, kept in the transaction that changes them.
    proposals   INTEGER NOT NULL DEFAULT 0,
    supports    INTEGER NOT NULL DEFAULT 0,
    comments    INTEGER NOT NULL DEFAULT 0,
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE plan_text (
    plan   INTEGER NOT NULL REFERENCES plan (id),
    lang   TEXT    NOT NULL,
    title  TEXT    NOT NULL,
    about  TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (plan, lang)
) STRICT;

-- A plan names its own levels (axis, priority, line).
CREATE TABLE level (
    id        INTEGER PRIMARY KEY,
    plan      INTEGER NOT NULL REFERENCES plan (id),
    key       TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    UNIQUE (plan, key)
) STRICT;

CREATE TABLE level_text (
    level  INTEGER NOT NULL REFERENCES level (id),
    lang   TEXT    NOT NULL,
    one    TEXT    NOT NULL,
    many   TEXT    NOT NULL,
    PRIMARY KEY (level, lang)
) STRICT;

CREATE TABLE section (
    id         INTEGER PRIMARY KEY,
    plan       INTEGER NOT NULL REFERENCES plan (id),
    parent     INTEGER REFERENCES section (id),
    level      INTEGER NOT NULL REFERENCES level (id),
    key        TEXT    NOT NULL,
    number     TEXT    NOT NULL DEFAULT '',
    position   INTEGER NOT NULL,
    proposals  INTEGER NOT NULL DEFAULT 0,
    supports   INTEGER NOT NULL DEFAULT 0,
    comments   INTEGER NOT NULL DEFAULT 0,
    UNIQUE (plan, key)
) STRICT;
-- Children of a section, and the axes of a plan, in their order.
CREATE INDEX section_by_parent ON section (plan, parent, position);

CREATE TABLE section_text (
    section  INTEGER NOT NULL REFERENCES section (id),
    lang     TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    about    TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (section, lang)
) STRICT;

-- Every section with itself and each of its ancestors: one lookup moves the figures of a whole branch.
CREATE TABLE section_ancestor (
    section   INTEGER NOT NULL REFERENCES section (id),
    ancestor  INTEGER NOT NULL REFERENCES section (id),
    depth     INTEGER NOT NULL,
    PRIMARY KEY (section, ancestor)
) STRICT;

CREATE TABLE proposal (
    id                 INTEGER PRIMARY KEY,
    section            INTEGER NOT NULL REFERENCES section (id),
    -- What makes an imported proposal the same one the next time: given by the source, else from title and author.
    source_key         TEXT    NOT NULL,
    lang               TEXT    NOT NULL,
    author_name        TEXT    NOT NULL DEFAULT '',
    author_kind        TEXT    NOT NULL CHECK (author_kind IN ('authority', 'organisation', 'resident', 'unknown')),
    author_account     INTEGER REFERENCES account (id),
    closed             INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    title_derived      INTEGER NOT NULL DEFAULT 0 CHECK (title_derived IN (0, 1)),
    version            INTEGER NOT NULL DEFAULT 1,
    position           INTEGER NOT NULL,
    -- Figures that came with a page, and Pam's own beside them; the contract's export tells them apart.
    supports_imported  INTEGER NOT NULL DEFAULT 0,
    supports_here      INTEGER NOT NULL DEFAULT 0,
    comments_imported  INTEGER NOT NULL DEFAULT 0,
    comments_read      INTEGER NOT NULL DEFAULT 0,
    comments_here      INTEGER NOT NULL DEFAULT 0,
    last_comment_at    INTEGER NOT NULL DEFAULT 0,
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    UNIQUE (section, source_key)
) STRICT;
CREATE INDEX proposal_by_section ON proposal (section, position, id);
-- "What is being discussed now" on the front page.
CREATE INDEX proposal_by_talk ON proposal (last_comment_at, id);

-- History is never overwritten: each change of a proposal's words is a version.
CREATE TABLE proposal_version (
    proposal    INTEGER NOT NULL REFERENCES proposal (id),
    version     INTEGER NOT NULL,
    note        TEXT    NOT NULL DEFAULT '',
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (proposal, version)
) STRICT;

CREATE TABLE proposal_text (
    proposal   INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    lang       TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    objective  TEXT    NOT NULL DEFAULT '',
    body       TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (proposal, version, lang),
    FOREIGN KEY (proposal, version) REFERENCES proposal_version (proposal, version)
) STRICT;

CREATE TABLE action (
    id        INTEGER PRIMARY KEY,
    proposal  INTEGER NOT NULL REFERENCES proposal (id),
    n         INTEGER NOT NULL,
    UNIQUE (proposal, n)
) STRICT;

CREATE TABLE action_text (
    action   INTEGER NOT NULL REFERENCES action (id),
    version  INTEGER NOT NULL,
    lang     TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (action, version, lang)
) STRICT;

-- Pages as they were read: nothing of a visitor's copy is thrown away, and the same bytes are known again.
CREATE TABLE import (
    id      INTEGER PRIMARY KEY,
    plan    INTEGER NOT NULL REFERENCES plan (id),
    sha256  TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    header  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    UNIQUE (plan, sha256)
) STRICT;

-- What a discussion needs beyond its texts: votes, orders, rules of a thread, what people follow, what came of it.

-- Votes on a comment, and the same by the voters' own stance on the proposal (what "common ground" is made of).
ALTER TABLE comment ADD COLUMN ups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN downs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN verified_ups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN verified_downs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN for_ups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN for_downs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN against_ups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN against_downs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN neutral_ups INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN neutral_downs INTEGER NOT NULL DEFAULT 0;
-- Scores in millionths, kept in the transaction that changes what they are made of.
ALTER TABLE comment ADD COLUMN useful INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN ground INTEGER NOT NULL DEFAULT 0;
-- Of a conversation's first comment: how many of its comments can be read, how many it ever had, and which of them a
-- moderator pinned (0: none).
ALTER TABLE comment ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN pin INTEGER NOT NULL DEFAULT 0;
-- Marked as the answer to the question that its conversation asks.
ALTER TABLE comment ADD COLUMN answer INTEGER NOT NULL DEFAULT 0 CHECK (answer IN (0, 1));
-- The version of its proposal that it led to (0: none).
ALTER TABLE comment ADD COLUMN led_to INTEGER NOT NULL DEFAULT 0;

UPDATE comment SET
    size = (SELECT COUNT(*) FROM comment c WHERE c.proposal = comment.proposal AND c.root = comment.id AND c.state = 'visible'),
    total = (SELECT COUNT(*) FROM comment c WHERE c.proposal = comment.proposal AND c.root = comment.id)
    WHERE parent IS NULL;

-- The conversations of a proposal, and of one action, in each of their orders.
CREATE INDEX comment_roots ON comment (proposal, id) WHERE parent IS NULL;
CREATE INDEX comment_roots_useful ON comment (proposal, useful, id) WHERE parent IS NULL;
CREATE INDEX comment_roots_ground ON comment (proposal, ground, id) WHERE parent IS NULL;
CREATE INDEX comment_roots_size ON comment (proposal, size, id) WHERE parent IS NULL;
CREATE INDEX comment_roots_pinned ON comment (proposal, id) WHERE parent IS NULL AND pin > 0;
CREATE INDEX action_roots ON comment (action, id) WHERE parent IS NULL AND action IS NOT NULL;
CREATE INDEX action_roots_useful ON comment (action, useful, id) WHERE parent IS NULL AND action IS NOT NULL;
CREATE INDEX action_roots_ground ON comment (action, ground, id) WHERE parent IS NULL AND action IS NOT NULL;
CREATE INDEX action_roots_size ON comment (action, size, id) WHERE parent IS NULL AND action IS NOT NULL;
-- What a reader may choose to see alone.
CREATE INDEX comment_by_stance ON comment (proposal, stance, id) WHERE stance <> '';
CREATE INDEX comment_official_here ON comment (proposal, id) WHERE official = 1;
CREATE INDEX comment_mine_here ON comment (account, proposal, id);

-- Nobody can list who voted how: a voter is known here by a keyed hash only, another one on each proposal.
CREATE TABLE comment_vote (
    voter       TEXT    NOT NULL,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    value       INTEGER NOT NULL CHECK (value IN (-1, 1)),
    stance      TEXT    NOT NULL DEFAULT '' CHECK (stance IN ('', 'for', 'against', 'neutral')),
    verified    INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
    PRIMARY KEY (voter, comment)
) STRICT;
CREATE INDEX comment_vote_by_comment ON comment_vote (comment);

-- Whom a text can name that takes no part in its thread.
CREATE INDEX account_organisations ON account (name) WHERE kind = 'organisation';

-- Keys that never leave the file.
CREATE TABLE secret (
    name   TEXT NOT NULL PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT;

ALTER TABLE account ADD COLUMN verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1));
ALTER TABLE plan ADD COLUMN verified_apart INTEGER NOT NULL DEFAULT 0 CHECK (verified_apart IN (0, 1));
-- Whether pages tell how many read along.
ALTER TABLE plan ADD COLUMN presence INTEGER NOT NULL DEFAULT 1 CHECK (presence IN (0, 1));

-- Rules of a thread: seconds that each person waits between two comments (0: none), and whether writing is over.
ALTER TABLE proposal ADD COLUMN slow_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE proposal ADD COLUMN thread_closed INTEGER NOT NULL DEFAULT 0 CHECK (thread_closed IN (0, 1));
-- How many comments that can be read are for it, against it, in between.
ALTER TABLE proposal ADD COLUMN said_for INTEGER NOT NULL DEFAULT 0;
ALTER TABLE proposal ADD COLUMN said_against INTEGER NOT NULL DEFAULT 0;
ALTER TABLE proposal ADD COLUMN said_neutral INTEGER NOT NULL DEFAULT 0;

UPDATE proposal SET
    said_for = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.stance = 'for' AND c.state = 'visible'),
    said_against = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.stance = 'against' AND c.state = 'visible'),
    said_neutral = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id AND c.stance = 'neutral' AND c.state = 'visible');

-- What a person follows, and up to which event they have read it.
CREATE TABLE follow (
    account     INTEGER NOT NULL REFERENCES account (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('proposal', 'action', 'thread')),
    ref         INTEGER NOT NULL,
    proposal    INTEGER NOT NULL REFERENCES proposal (id),
    seen        INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (account, kind, ref)
) STRICT;

-- Up to which event a person has read a proposal's page.
CREATE TABLE visit (
    account   INTEGER NOT NULL REFERENCES account (id),
    proposal  INTEGER NOT NULL REFERENCES proposal (id),
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (account, proposal)
) STRICT;

-- You said, we changed: the comments that led to a version of a proposal.
CREATE TABLE version_voice (
    proposal  INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    comment   INTEGER NOT NULL REFERENCES comment (id),
    PRIMARY KEY (proposal, version, comment),
    FOREIGN KEY (proposal, version) REFERENCES proposal_version (proposal, version)
) STRICT;
CREATE INDEX version_voice_by_comment ON version_voice (comment);
INSERT INTO secret (name, value) VALUES ('vote', lower(hex(randomblob(32))));

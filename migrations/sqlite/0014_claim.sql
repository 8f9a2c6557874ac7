-- Who of the moderators is at which comment now, and what they say to one another about it.

-- One comment at a time for each moderator, one moderator at a time for each comment.
CREATE TABLE claim (
    comment    INTEGER PRIMARY KEY REFERENCES comment (id),
    moderator  INTEGER NOT NULL UNIQUE REFERENCES account (id),
    -- From when on it is no longer theirs, if they forget it.
    until      INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_by_end ON claim (until);
-- Who else can be asked.
CREATE INDEX account_staff ON account (name) WHERE role <> 'resident';

CREATE TABLE case_note (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    moderator   INTEGER NOT NULL REFERENCES account (id),
    -- Whom it asks.
    asks        INTEGER REFERENCES account (id),
    body        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX case_note_by_comment ON case_note (comment, id);
-- What a moderator is asked, until the comment is decided.
CREATE INDEX case_note_asks ON case_note (asks, id) WHERE asks IS NOT NULL;

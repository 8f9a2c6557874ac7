-- Measures that moderators lay on a person. Each is told to the person; none works in secret. A measure that has ended or
-- was lifted stays, so that its person and the desk can read it.
CREATE TABLE sanction (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('warn', 'mute', 'read_first', 'suspend', 'ban')),
    -- The proposal in whose thread it counts; NULL is everywhere.
    proposal    INTEGER REFERENCES proposal (id),
    rule        TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    moderator   INTEGER NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    -- 0: a warning, which only tells, or a ban, which lasts until it is lifted.
    ends_at     INTEGER NOT NULL,
    lifted_at   INTEGER NOT NULL DEFAULT 0,
    lifted_by   INTEGER REFERENCES account (id),
    CHECK (account <> moderator),
    CHECK (proposal IS NULL OR kind IN ('mute', 'read_first')),
    CHECK ((ends_at = 0) = (kind IN ('warn', 'ban'))),
    CHECK ((lifted_at = 0) = (lifted_by IS NULL))
) STRICT;
CREATE INDEX sanction_by_account ON sanction (account, id);
-- What is asked at each deed: a person's measures that nobody has lifted.
CREATE INDEX sanction_in_force ON sanction (account, ends_at) WHERE lifted_at = 0;

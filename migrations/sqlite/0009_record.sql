-- The public record of what moderators decide: a line for each decision, never the text or the person. Lines are only ever
-- added; each holds the hash of the one before, so that one that is changed or taken out is seen.
CREATE TABLE record (
    -- From 1, without gaps.
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    -- What brought it to the desk: a report, a phase of the pipeline, or a moderator's own reading.
    source     TEXT    NOT NULL CHECK (source IN ('report', 'phase', 'own')),
    proposal   INTEGER NOT NULL REFERENCES proposal (id),
    -- From when it came to the desk until it was decided, in milliseconds; none where nobody waited for it.
    waited     INTEGER,
    -- The line whose decision this one takes back.
    undoes     INTEGER REFERENCES record (id),
    -- Exactly one of the two: what was decided. Not public; `inner` vouches for it.
    decision   INTEGER UNIQUE REFERENCES decision (id),
    waiting    INTEGER UNIQUE REFERENCES waiting (id),
    salt       BLOB    NOT NULL,
    inner_hash BLOB    NOT NULL,
    hash       BLOB    NOT NULL,
    CHECK ((decision IS NULL) <> (waiting IS NULL))
) STRICT;
CREATE INDEX record_by_time ON record (at, id);

-- How many lines there are of each kind, by month (`2016-04`, in the town's time) and rule.
CREATE TABLE record_month (
    month  TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    rule   TEXT    NOT NULL,
    n      INTEGER NOT NULL,
    PRIMARY KEY (month, kind, rule)
) STRICT, WITHOUT ROWID;

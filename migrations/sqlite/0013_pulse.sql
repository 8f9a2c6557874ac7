-- How much comes and how much is decided, in slots of ten minutes: what the desk's figures and its alarm are made of.
CREATE TABLE pulse (
    -- Ten minutes since 1970.
    slot  INTEGER NOT NULL,
    kind  TEXT    NOT NULL CHECK (kind IN ('text', 'report', 'decision')),
    n     INTEGER NOT NULL,
    PRIMARY KEY (slot, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO pulse (slot, kind, n)
    SELECT at / 600000 AS slot, CASE kind WHEN 'comment_added' THEN 'text' WHEN 'text_held' THEN 'text'
        WHEN 'comment_reported' THEN 'report' ELSE 'decision' END AS what, COUNT(*) FROM event
    WHERE kind IN ('comment_added', 'text_held', 'comment_reported', 'comment_hidden', 'comment_approved', 'comment_restored', 'text_decided')
    GROUP BY slot, what;

-- The one list of what happened. A row is written in the transaction that changes the rows it tells of,
-- and numbers have no gap. A payload names things by their id and never carries anybody's text.
CREATE TABLE event (
    seq      INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    payload  TEXT    NOT NULL,
    actor    INTEGER REFERENCES account (id)
) STRICT;

CREATE TABLE event_topic (
    topic  TEXT    NOT NULL,
    seq    INTEGER NOT NULL REFERENCES event (seq),
    PRIMARY KEY (topic, seq)
) STRICT;
CREATE INDEX event_topic_by_seq ON event_topic (seq);

-- Reports by anybody, for a rule or as illegal content (Regulation (EU) 2022/2065, article 16), each with a receipt.

CREATE TABLE report_before AS SELECT * FROM report;
DROP TABLE report;
CREATE TABLE report (
    id          INTEGER PRIMARY KEY,
    comment     INTEGER NOT NULL REFERENCES comment (id),
    -- Who reported: an account ("a7"), or a visitor by the hash of a cookie ("v…"). One report for each and comment.
    reporter    TEXT    NOT NULL,
    account     INTEGER REFERENCES account (id),
    -- What a visitor who reports illegal content says of themselves.
    name        TEXT    NOT NULL DEFAULT '',
    email       TEXT    NOT NULL DEFAULT '',
    rule        TEXT    NOT NULL,
    -- Which law, when it is reported as illegal.
    law         TEXT    NOT NULL DEFAULT '',
    note        TEXT    NOT NULL DEFAULT '',
    -- What the reporter asks with how it went; nobody can guess it.
    reference   TEXT    NOT NULL UNIQUE,
    -- How much it counts: less from somebody whose reports were nearly all unfounded.
    weight      INTEGER NOT NULL DEFAULT 4,
    created_at  INTEGER NOT NULL,
    -- The decision that answered it.
    decision    INTEGER REFERENCES decision (id),
    UNIQUE (comment, reporter)
) STRICT;
INSERT INTO report (id, comment, reporter, account, rule, note, reference, created_at, decision)
    SELECT id, comment, 'a' || account, account, rule, note, lower(hex(randomblob(8))), created_at, decision FROM report_before;
DROP TABLE report_before;
CREATE INDEX report_by_account ON report (account, id) WHERE account IS NOT NULL;
CREATE INDEX report_by_decision ON report (decision) WHERE decision IS NOT NULL;

-- How grave what is reported of a comment is: the weights of its open reports, each times that of its rule.
ALTER TABLE comment ADD COLUMN gravity INTEGER NOT NULL DEFAULT 0;
UPDATE comment SET gravity = 4 * reports WHERE reports > 0;
CREATE INDEX comment_gravest ON comment (gravity, id) WHERE reports > 0;

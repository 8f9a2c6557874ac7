-- What each moderator keeps an eye on.

-- Who is responsible for which axis: what the desk shows them first. It gives nobody a power that another lacks.
CREATE TABLE duty (
    section  INTEGER NOT NULL REFERENCES section (id),
    account  INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (section, account)
) STRICT;
CREATE INDEX duty_by_account ON duty (account, section);

-- Selections of the queue that somebody comes back to, as the desk's addresses write them.
CREATE TABLE watch (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account (id),
    query       TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    UNIQUE (account, query)
) STRICT;

-- Whether a moderator wants the daily mail of what waits.
ALTER TABLE account ADD COLUMN digest INTEGER NOT NULL DEFAULT 1 CHECK (digest IN (0, 1));

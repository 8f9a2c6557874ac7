-- What is asked around a discussion: who follows what, whom a text can name, in which language a change is explained.

-- What a person follows: the newest first, as the header and the activity page ask for them, and what of one page.
CREATE INDEX follow_by_age ON follow (account, created_at, kind, ref);
CREATE INDEX follow_by_proposal ON follow (account, proposal);
-- The language in which a version's note is written.
ALTER TABLE proposal_version ADD COLUMN note_lang TEXT NOT NULL DEFAULT '';
-- Whom a text can name that takes no part in its thread.
CREATE INDEX account_organisations ON account (name) WHERE kind = 'organisation';

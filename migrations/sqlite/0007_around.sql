-- What is asked around a discussion: who follows what, whom a text can name, in which language a change is explained.

-- The language in which a version's note is written.
ALTER TABLE proposal_version ADD COLUMN note_lang TEXT NOT NULL DEFAULT '';

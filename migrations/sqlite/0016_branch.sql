-- Replies that a moderator took down together with what they answer.

-- The decision about that; none where a comment was decided about for itself.
ALTER TABLE decision ADD COLUMN branch INTEGER REFERENCES decision (id);
CREATE INDEX decision_by_branch ON decision (branch, id) WHERE branch IS NOT NULL;
-- Whether it is for its parent's sake that a hidden comment is.
ALTER TABLE comment ADD COLUMN for_parent INTEGER NOT NULL DEFAULT 0 CHECK (for_parent IN (0, 1));

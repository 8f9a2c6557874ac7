-- A comment can be taken down together with all that stands under it: each of those is decided about by a row of its own,
-- which names the decision that it came with. What is put back together is found the same way.
ALTER TABLE decision ADD COLUMN branch INTEGER REFERENCES decision (id);
CREATE INDEX decision_of_branch ON decision (branch, id) WHERE branch IS NOT NULL;

-- The queue of an organ in its order, without meeting what waits at others: whoever leaves the matters of an organ below to that organ's own people
-- went through all of them for a page of the own (src/publication/queue-queries.ts).
DROP INDEX records_undecided;
CREATE INDEX records_undecided ON records
  (organ_path text_pattern_ops, (CASE WHEN publication_due_on IS NULL THEN decided_on ELSE publication_due_on END), id)
  WHERE undecided OR (undecided IS NULL AND publication_due_on IS NOT NULL);

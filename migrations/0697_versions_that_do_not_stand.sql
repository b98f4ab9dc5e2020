-- What is public and has to be withdrawn is looked for whenever the work list is opened. Nearly all later versions still stand (a misprint
-- mended, a fact that arrived), so those that do not are found by an index of their own: withdrawn, altered or set aside, of no
-- class that is shown. The queue says what stands in the same words (src/publication/queue-queries.ts).
CREATE INDEX record_versions_not_standing ON record_versions (subject_id, record_id) WHERE version > 1
  AND (action = 'withdraw' OR coalesce(facts->>'decision_status', 'standing') <> 'standing' OR coalesce(class, '') NOT IN ('general', 'serious'));

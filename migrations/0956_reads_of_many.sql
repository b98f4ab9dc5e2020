-- An organ's own records, the latest first, in the order in which pages follow each other (src/records/record-search-queries.ts).
DROP INDEX records_organ;
CREATE INDEX records_organ ON records (organ_path text_pattern_ops, decided_on DESC, id DESC);

-- Who was told of a record, and whether each acted on it: asked by the board of recalls, by the nightly proof for each record that was told, and
-- for each use whose term is over.
CREATE INDEX record_notices_record ON record_notices (record_id, receiver_id);
CREATE INDEX procedure_notices_record ON procedure_notices (record_id, receiver_id);

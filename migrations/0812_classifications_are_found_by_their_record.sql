-- The log finds what an act wrote by the object of its entry (src/proof/log/source-plans.test.ts).
CREATE INDEX record_classifications_record ON record_classifications (record_id);

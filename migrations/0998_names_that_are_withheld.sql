-- What may be somebody's own name is not staged in the open (src/intake/withheld-names.ts): such a row has whom it is about, but no facts yet.
CREATE INDEX staged_rows_withheld ON staged_rows (batch_id, row_number)
  WHERE facts IS NULL AND subject_id IS NOT NULL AND sealed_id IS NOT NULL;

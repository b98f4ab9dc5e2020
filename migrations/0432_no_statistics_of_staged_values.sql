-- The planner's statistics keep samples of a column's values, and outlive the rows: what is staged and then refused, sealed or
-- cleared would still stand there in the open. Of what may name somebody none are kept.
ALTER TABLE staged_rows ALTER COLUMN name SET STATISTICS 0, ALTER COLUMN folded SET STATISTICS 0,
  ALTER COLUMN facts SET STATISTICS 0, ALTER COLUMN problems SET STATISTICS 0;

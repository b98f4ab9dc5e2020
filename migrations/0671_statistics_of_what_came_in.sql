-- A large batch fills tables that the planner knows nothing of, and whoever follows the journal reads them in the same second: without
-- statistics a party's code was looked for among all codes. The intake role owns none of these tables, so it asks the owner; it learns
-- nothing by it and changes no row.
CREATE FUNCTION analyse_what_came_in() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE subjects, subject_keys, subject_names, records, record_keys, vault_scopes, journal, journal_positions;
  -- Only what statements join and choose by: to sort samples of the facts would cost more than all the rest.
  ANALYZE record_versions (subject_id, record_id, version, batch_id);
END $$;
REVOKE ALL ON FUNCTION analyse_what_came_in() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyse_what_came_in() TO zhengming_intake;

-- The policy of 0365 asked tables that the worker's role may not read, so that the worker could open no sealed value. As the owner, it
-- answers yes or no, as is_told_to_party does.
DROP POLICY sealed_values_report ON sealed_values;
CREATE FUNCTION is_report_of_party(value uuid, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM credit_reports r WHERE r.subject_id = subject AND r.content_id = value)
    OR EXISTS (SELECT FROM report_grants g WHERE g.subject_id = subject AND g.holder_id = value);
END $$;
REVOKE EXECUTE ON FUNCTION is_report_of_party FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_report_of_party TO zhengming_app, zhengming_intake;
CREATE POLICY sealed_values_report ON sealed_values FOR SELECT USING ((SELECT in_purpose('party')) AND kind = 'text'
  AND scope_id = (SELECT context_subject()) AND is_report_of_party(id, (SELECT context_subject())));

-- A policy that asks another table carries all policies of that table into every plan, for whoever asks: planning the one query that
-- reads a case took the database several times as long as answering it. Since a case is seen only by whom it is addressed to
-- (procedure_cases_own_party), what a party saw by …_party it sees by …_beside (0541); the first go. Batches ask a function.
DROP POLICY procedure_steps_party ON procedure_steps;
DROP POLICY procedure_steps_party_add ON procedure_steps;
DROP POLICY procedure_points_party ON procedure_points;
DROP POLICY procedure_points_party_add ON procedure_points;
DROP POLICY procedure_dispositions_party ON procedure_dispositions;
DROP POLICY procedure_timers_party ON procedure_timers;
DROP POLICY procedure_timers_party_add ON procedure_timers;
ALTER POLICY procedure_files_read ON procedure_files USING ((SELECT in_purpose('system'))
  OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));

CREATE FUNCTION is_batch_of_party(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM record_versions v WHERE v.batch_id = wanted
    AND (v.subject_id = context_subject() OR is_ground_of_case_to_party(v.subject_id, v.record_id)));
END $$;
REVOKE EXECUTE ON FUNCTION is_batch_of_party FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_batch_of_party TO zhengming_app, zhengming_intake;
DROP POLICY batches_beside ON batches;
ALTER POLICY batches_party ON batches USING ((SELECT in_purpose('party')) AND is_batch_of_party(id));

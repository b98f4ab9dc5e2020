-- Whoever a case is addressed to reads it and speaks in it (行政处罚法 arts. 44, 45; 国办发〔2020〕49号 (八)): a responsible person the own
-- case beside the unit's record, and nothing else of the unit but the decision on which the case rests.
CREATE FUNCTION is_case_to_party(wanted uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM procedure_cases c WHERE c.id = wanted AND coalesce(c.party_id, c.subject_id) = context_subject());
END $$;
CREATE FUNCTION is_ground_of_case_to_party(subject uuid, record uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM procedure_cases c WHERE c.subject_id = subject AND c.record_id = record AND c.party_id = context_subject());
END $$;
REVOKE EXECUTE ON FUNCTION is_case_to_party, is_ground_of_case_to_party FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_case_to_party, is_ground_of_case_to_party TO zhengming_app, zhengming_intake;

CREATE POLICY procedure_cases_beside ON procedure_cases FOR SELECT USING ((SELECT in_purpose('party')) AND party_id = (SELECT context_subject()));
CREATE POLICY records_beside ON records FOR SELECT USING ((SELECT in_purpose('party')) AND is_ground_of_case_to_party(subject_id, id));
CREATE POLICY record_keys_beside ON record_keys FOR SELECT
  USING ((SELECT in_purpose('party')) AND is_ground_of_case_to_party(subject_id, record_id));
CREATE POLICY record_versions_beside ON record_versions FOR SELECT
  USING ((SELECT in_purpose('party')) AND is_ground_of_case_to_party(subject_id, record_id));
CREATE POLICY batches_beside ON batches FOR SELECT USING ((SELECT in_purpose('party')) AND EXISTS (SELECT FROM record_versions v
  WHERE v.batch_id = batches.id AND is_ground_of_case_to_party(v.subject_id, v.record_id)));
CREATE POLICY determination_contents_party ON determination_contents FOR SELECT
  USING ((SELECT in_purpose('party')) AND is_case_to_party(case_id));
CREATE POLICY determination_terms_party ON determination_terms FOR SELECT USING ((SELECT in_purpose('party')) AND is_case_to_party(case_id));
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['procedure_steps', 'procedure_points', 'procedure_dispositions', 'procedure_timers', 'procedure_files'] LOOP
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''party'')) AND is_case_to_party(case_id))',
      name || '_beside', name);
  END LOOP;
END $$;
CREATE POLICY procedure_steps_beside_add ON procedure_steps FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND taken_by = (SELECT context_account()) AND taken_kind = 'party' AND is_case_to_party(case_id));
CREATE POLICY procedure_points_beside_add ON procedure_points FOR INSERT WITH CHECK ((SELECT in_purpose('party')) AND is_case_to_party(case_id));
CREATE POLICY procedure_timers_beside_add ON procedure_timers FOR INSERT WITH CHECK ((SELECT in_purpose('party')) AND is_case_to_party(case_id));

CREATE OR REPLACE FUNCTION is_told_to_party(value uuid, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM procedure_cases c JOIN procedure_points p ON p.case_id = c.id
      WHERE coalesce(c.party_id, c.subject_id) = subject AND p.sealed_id = value)
    OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_dispositions d ON d.case_id = c.id
      WHERE coalesce(c.party_id, c.subject_id) = subject AND d.reason_id = value
        AND EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = c.id AND (s.decides OR s.step = 'answer_statement')))
    OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_steps s ON s.case_id = c.id
      WHERE coalesce(c.party_id, c.subject_id) = subject AND s.reason_id = value AND (s.decides OR s.step = 'return_for_supplement'))
    OR EXISTS (SELECT FROM party_statements t WHERE t.subject_id = subject AND t.sealed_id = value)
    OR EXISTS (SELECT FROM party_drafts d WHERE d.subject_id = subject AND d.sealed_id = value AND d.account_id = context_account());
END $$;

-- Making the index of public names anew asked every publication of every party under the policies of four tables: a millisecond and
-- more a party, a minute and a half for eighty thousand, while questions of the public waited. Here the question of the policies
-- (is_public, 0030) is put by the owner, once for each party until a publication answers yes; of a party that others were led to (0660),
-- for theirs as well. It says yes or no, and nothing that the portal does not say.
CREATE FUNCTION is_public_organisation(subject uuid, today date) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN EXISTS (SELECT FROM subjects s WHERE s.id = subject AND s.kind = 'organisation')
    AND (EXISTS (SELECT FROM publications p WHERE p.subject_id = subject AND is_public(p.id, p.begins_on, today))
      OR EXISTS (SELECT FROM merged_subjects m JOIN publications p ON p.subject_id = m.merged_id
        WHERE m.successor_id = subject AND is_public(p.id, p.begins_on, today)));
END $$;
REVOKE EXECUTE ON FUNCTION is_public_organisation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_public_organisation TO zhengming_app;

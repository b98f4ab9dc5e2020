-- Policies of the portal ask for each row whether it is public. As functions of SQL with a look at tables these two were planned anew within each
-- other, for each row; in plpgsql, as publication_stands (0030), their plans are kept. As the owner, like it: under policies each asked the other for every publication that
-- it looked at. They answer yes or no, and that anything is public is no secret; they say what they said.
CREATE OR REPLACE FUNCTION is_public(publication uuid, begins_on date, today date) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN begins_on <= today
    AND (SELECT t.last_day FROM publication_terms t WHERE t.publication_id = publication ORDER BY t.version DESC LIMIT 1) >= today
    AND NOT EXISTS (SELECT FROM publication_withdrawals w WHERE w.publication_id = publication AND w.withdrawn_on <= today)
    AND publication_stands(publication);
END $$;

CREATE OR REPLACE FUNCTION record_is_public(subject uuid, record uuid, today date) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM publications p WHERE p.subject_id = subject AND p.record_id = record AND is_public(p.id, p.begins_on, today));
END $$;

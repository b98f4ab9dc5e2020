-- A code whose check character is wrong was given to nobody: an answer says so, and says it again when it is read again. Null where the code, or
-- whatever else was asked by, may exist; a use of before this said nothing of it.
ALTER TABLE check_uses ADD COLUMN faulty_code boolean CHECK (faulty_code IS NULL OR (faulty_code AND asked_by = 'code' AND subject_id IS NULL));

DROP FUNCTION check_log;
CREATE FUNCTION check_log(organs text[], uses jsonb) RETURNS SETOF uuid
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE organ text;
BEGIN
  PERFORM set_config('zhengming.purpose', 'check', true);
  FOREACH organ IN ARRAY organs LOOP
    PERFORM set_config('zhengming.organ_path', organ, true);
    RETURN QUERY
    INSERT INTO check_uses (id, subject_id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition,
      record_ids, asked_by, candidate_ids, coverage_at, faulty_code)
    SELECT u.id, u.subject_id, u.at, u.organ_id, u.organ_path, u.account_id, u.post_id, decode(u.asked_hash, 'hex'), u.matter,
      u.purpose, u.edition, u.record_ids, u.asked_by, u.candidate_ids, u.coverage_at, u.faulty_code
    FROM jsonb_to_recordset(uses) AS u (id uuid, subject_id uuid, at timestamptz, organ_id uuid, organ_path text,
      account_id uuid, post_id uuid, asked_hash text, matter text, purpose text, edition text, record_ids uuid[], asked_by text,
      candidate_ids uuid[], coverage_at timestamptz, faulty_code boolean)
    WHERE u.organ_path = organ
    ON CONFLICT (id) DO NOTHING RETURNING id;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION check_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_log TO zhengming_app;

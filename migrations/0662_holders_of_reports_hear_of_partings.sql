-- A credit report tells what a check would (0365), so it too tells of all that are one party: whoever fetched it hears when a record of
-- another of its subjects ends or changes, as organs do (0660).
CREATE OR REPLACE FUNCTION everybody_who_got(subject uuid, record uuid)
  RETURNS TABLE (kind text, receiver_id uuid, receiver_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'organ', u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE context_purpose() = 'system' AND u.subject_id = ANY (subject_kin(subject)) AND record = ANY (u.record_ids)
  GROUP BY u.organ_id, u.organ_path
  UNION ALL SELECT 'report', r.id, NULL, r.made_at FROM credit_reports r
  WHERE context_purpose() = 'system' AND r.subject_id = ANY (subject_kin(subject)) AND record = ANY (r.record_ids) AND r.grant_id IS NOT NULL $$;

-- What was told, to whom and when last, while two subjects were taken for one: records of both, by a check under the successor or by a
-- report of either. The program's own reading.
CREATE FUNCTION told_while_merged(merge uuid)
  RETURNS TABLE (subject_id uuid, record_id uuid, kind text, receiver_id uuid, receiver_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH one AS (SELECT m.merged_id, m.successor_id, m.decided_at AS since, p.decided_at AS until
    FROM subject_merges m JOIN subject_partings p ON p.merge_id = m.id WHERE m.id = merge AND context_purpose() = 'system'),
  got AS (
    SELECT 'organ' AS kind, u.organ_id AS receiver_id, u.organ_path AS receiver_path, u.at, u.record_ids
    FROM one JOIN check_uses u ON u.subject_id = one.successor_id AND u.at BETWEEN one.since AND one.until
    UNION ALL SELECT 'report', c.id, NULL, c.made_at, c.record_ids
    FROM one JOIN credit_reports c ON c.subject_id IN (one.successor_id, one.merged_id) AND c.made_at BETWEEN one.since AND one.until
    WHERE c.grant_id IS NOT NULL)
  SELECT r.subject_id, r.id, g.kind, g.receiver_id, g.receiver_path, max(g.at)
  FROM one CROSS JOIN got g JOIN records r ON r.subject_id IN (one.merged_id, one.successor_id) AND r.id = ANY (g.record_ids)
  GROUP BY r.subject_id, r.id, g.kind, g.receiver_id, g.receiver_path $$;
REVOKE EXECUTE ON FUNCTION told_while_merged FROM PUBLIC;
GRANT EXECUTE ON FUNCTION told_while_merged TO zhengming_intake;

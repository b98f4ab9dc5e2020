-- Whether a record is marked, or no longer used, because of a case, was asked by two functions for every record of every
-- party: more than half of what reading cost. Here it is asked once for all parties of a trip; the answer is the same.

-- Records of these parties that a case, or a marker from before there were cases, has marked or ended as it was known at
-- `as_at`. As the owner, like record_rests, whose meaning it has for sets: record ids and two yes or no, nothing of any case.
CREATE FUNCTION records_resting(subjects uuid[], as_at timestamptz)
  RETURNS TABLE (record_id uuid, marked boolean, ended boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT x.record_id, bool_or(x.marked), bool_or(x.ended) FROM (
    SELECT c.record_id, t.marks_record AS marked, t.ends_use AS ended
    FROM procedure_cases c
    CROSS JOIN LATERAL (SELECT t.marks_record, t.ends_use FROM procedure_steps s
      JOIN procedure_states t ON t.procedure = s.procedure AND t.state = s.to_state
      WHERE s.case_id = c.id AND s.taken_at <= as_at ORDER BY s.number DESC LIMIT 1) AS t
    WHERE c.subject_id = ANY (subjects)
    UNION ALL SELECT m.record_id, true, false FROM objection_marks m
    WHERE m.subject_id = ANY (subjects) AND m.received_at <= as_at
      AND NOT EXISTS (SELECT FROM procedure_cases c WHERE c.id = m.id)) AS x
  WHERE x.marked OR x.ended GROUP BY x.record_id;
END $$;
GRANT EXECUTE ON FUNCTION records_resting TO zhengming_app;
REVOKE EXECUTE ON FUNCTION records_resting FROM PUBLIC;

CREATE OR REPLACE FUNCTION check_read(account uuid, organ text, as_at timestamptz, kinds text[], keys text[])
  RETURNS TABLE (asked integer, subject_id uuid, subject_kind text, subject_name text, code text, record_id uuid, item text,
    organ_name text, organ_name_en text, document_number text, decided_on date, version integer, action text, facts jsonb,
    person_class text, objected boolean, begins_on date, last_day date, withdrawn_on date)
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('zhengming.purpose', 'check', true), set_config('zhengming.account', account::text, true),
    set_config('zhengming.organ_path', organ, true);
  RETURN QUERY
  WITH f AS MATERIALIZED (
    SELECT q.asked, q.kind, k.subject_id FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      JOIN subject_keys k ON k.kind = q.kind AND k.key = q.key AND k.known_at <= as_at
    UNION ALL SELECT q.asked, q.kind, q.key::uuid FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      WHERE q.kind = 'subject'
    UNION ALL SELECT q.asked, q.kind, o.subject_id FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      CROSS JOIN LATERAL (SELECT o.subject_id FROM subject_names o
        JOIN subjects p ON p.id = o.subject_id AND p.kind = 'organisation'
        WHERE o.folded = q.key AND o.known_at <= as_at ORDER BY o.subject_id LIMIT 20) AS o
      WHERE q.kind = 'name'),
  resting AS MATERIALIZED (
    SELECT e.record_id, e.marked, e.ended
    FROM records_resting(ARRAY(SELECT DISTINCT f.subject_id FROM f WHERE f.kind <> 'name'), as_at) AS e)
  SELECT f.asked::integer, s.id, s.kind, n.name, c.key, r.id, r.item, r.name, r.name_en, r.document_number, r.decided_on,
    r.version, r.action, r.facts, r.class, r.objected, r.begins_on, r.last_day, r.withdrawn_on
  FROM f
  JOIN subjects s ON s.id = f.subject_id
  LEFT JOIN LATERAL (SELECT x.name FROM subject_names x WHERE x.subject_id = s.id AND x.known_at <= as_at
    ORDER BY x.known_at DESC, x.folded LIMIT 1) AS n ON true
  LEFT JOIN LATERAL (SELECT x.key FROM subject_keys x WHERE x.subject_id = s.id AND x.kind <> 'person' AND x.known_at <= as_at
    ORDER BY x.kind = 'uscc' DESC, x.key LIMIT 1) AS c ON true
  -- OFFSET 0 keeps this a look-up per subject, whatever the planner believes about sizes.
  LEFT JOIN LATERAL (
    SELECT r.id, r.item, g.name, g.name_en, r.document_number, r.decided_on, v.version, v.action, v.facts, d.class,
      EXISTS (SELECT FROM resting e WHERE e.record_id = r.id AND e.marked) AS objected, b.begins_on, t.last_day, w.withdrawn_on
    FROM records r
    JOIN organs g ON g.id = r.organ_id
    JOIN LATERAL (SELECT x.version, x.action, x.facts FROM record_versions x WHERE x.subject_id = r.subject_id
      AND x.record_id = r.id AND x.known_at <= as_at ORDER BY x.version DESC LIMIT 1) AS v ON true
    LEFT JOIN record_classifications d ON d.subject_id = r.subject_id AND d.record_id = r.id AND d.version = v.version
      AND d.decided_at <= as_at
    LEFT JOIN publications b ON b.subject_id = r.subject_id AND b.record_id = r.id AND b.decided_at <= as_at
    LEFT JOIN LATERAL (SELECT x.last_day FROM publication_terms x WHERE x.publication_id = b.id AND x.known_at <= as_at
      ORDER BY x.version DESC LIMIT 1) AS t ON true
    LEFT JOIN publication_withdrawals w ON w.publication_id = b.id AND w.decided_at <= as_at
    WHERE r.subject_id = s.id AND r.known_at <= as_at
      AND NOT EXISTS (SELECT FROM resting e WHERE e.record_id = r.id AND e.ended)
    OFFSET 0) AS r ON f.kind <> 'name'
  ORDER BY f.asked, r.decided_on DESC, r.id;
END $$;

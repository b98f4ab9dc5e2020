-- What a case does to its record is asked when the record is: the marker stands and falls with the state of the objection, and what is
-- repaired or shielded is neither shown nor used. No job and no event stands between.
CREATE OR REPLACE FUNCTION check_read(account uuid, organ text, as_at timestamptz, kinds text[], keys text[])
  RETURNS TABLE (asked integer, subject_id uuid, subject_kind text, subject_name text, code text, record_id uuid, item text,
    organ_name text, organ_name_en text, document_number text, decided_on date, version integer, action text, facts jsonb,
    person_class text, objected boolean, begins_on date, last_day date, withdrawn_on date)
  LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('zhengming.purpose', 'check', true), set_config('zhengming.account', account::text, true),
    set_config('zhengming.organ_path', organ, true);
  RETURN QUERY
  SELECT q.asked::integer, s.id, s.kind, n.name, c.key, r.id, r.item, r.name, r.name_en, r.document_number, r.decided_on,
    r.version, r.action, r.facts, r.class, r.objected, r.begins_on, r.last_day, r.withdrawn_on
  FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
  CROSS JOIN LATERAL (
    SELECT k.subject_id FROM subject_keys k WHERE k.kind = q.kind AND k.key = q.key AND k.known_at <= as_at
    UNION ALL SELECT CASE WHEN q.kind = 'subject' THEN q.key::uuid END WHERE q.kind = 'subject'
    UNION ALL (SELECT o.subject_id FROM subject_names o JOIN subjects p ON p.id = o.subject_id AND p.kind = 'organisation'
      WHERE q.kind = 'name' AND o.folded = q.key AND o.known_at <= as_at ORDER BY o.subject_id LIMIT 20)) AS f
  JOIN subjects s ON s.id = f.subject_id
  LEFT JOIN LATERAL (SELECT x.name FROM subject_names x WHERE x.subject_id = s.id AND x.known_at <= as_at
    ORDER BY x.known_at DESC, x.folded LIMIT 1) AS n ON true
  LEFT JOIN LATERAL (SELECT x.key FROM subject_keys x WHERE x.subject_id = s.id AND x.kind <> 'person' AND x.known_at <= as_at
    ORDER BY x.kind = 'uscc' DESC, x.key LIMIT 1) AS c ON true
  -- OFFSET 0 keeps this a look-up per subject, whatever the planner believes about sizes.
  LEFT JOIN LATERAL (
    SELECT r.id, r.item, g.name, g.name_en, r.document_number, r.decided_on, v.version, v.action, v.facts, d.class,
      -- Few records have a case: the function is called for those alone.
      CASE WHEN EXISTS (SELECT FROM procedure_cases k WHERE k.subject_id = r.subject_id AND k.record_id = r.id)
        THEN record_under_objection(r.subject_id, r.id, as_at)
        ELSE EXISTS (SELECT FROM objection_marks m WHERE m.subject_id = r.subject_id AND m.record_id = r.id
          AND m.received_at <= as_at) END AS objected,
      b.begins_on, t.last_day, w.withdrawn_on
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
      AND NOT EXISTS (SELECT FROM procedure_cases k WHERE k.subject_id = r.subject_id AND k.record_id = r.id
        AND record_rests(k.subject_id, k.record_id, 'ended', as_at))
    OFFSET 0) AS r ON q.kind <> 'name'
  ORDER BY q.asked, r.decided_on DESC, r.id;
END $$;

CREATE OR REPLACE FUNCTION publication_stands(publication uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE stands boolean;
BEGIN
  SELECT v.action <> 'withdraw' AND coalesce(v.facts->>'decision_status', 'standing') = 'standing'
      AND (r.item <> 'penalty' OR coalesce(c.class, v.class) IN ('general', 'serious'))
      AND NOT EXISTS (SELECT FROM procedure_cases k WHERE k.subject_id = p.subject_id AND k.record_id = p.record_id
        AND record_rests(k.subject_id, k.record_id, 'ended', 'infinity')) INTO stands
    FROM publications p
    JOIN records r ON r.subject_id = p.subject_id AND r.id = p.record_id
    JOIN record_versions v ON v.subject_id = p.subject_id AND v.record_id = p.record_id
    LEFT JOIN record_classifications c ON c.subject_id = v.subject_id AND c.record_id = v.record_id AND c.version = v.version
    WHERE p.id = publication ORDER BY v.version DESC LIMIT 1;
  RETURN coalesce(stands, false);
END $$;

-- A check answers for the party: for all that are one with it, as it was known at `as_at`. What was asked by a code or a name of one
-- that is led elsewhere is answered under the one where the party goes on.
--
-- Most records of a party that has been looked at for years are over: a penalty whose last public day, as the public was told, is past
-- is told by no check (the command says so of each: what was told once binds, design §1.2). They were read whole all the same, and
-- the command threw them away. Now the days are looked at first, and version, class and withdrawal of the others alone. Licences
-- are in force as long as they are valid, whatever was shown of them, so none is left out here.

-- Few parties of a trip have any of these rows. The planner took a thousand for granted and made a hash of them for every party.
ALTER FUNCTION said_of_records(uuid[], timestamptz) ROWS 5;

DROP FUNCTION check_read(timestamptz, text[], text[]);
CREATE FUNCTION check_read(as_at timestamptz, today date, kinds text[], keys text[])
  RETURNS TABLE (asked integer, subject_id uuid, subject_kind text, subject_name text, code text, record_id uuid, item text,
    organ_name text, organ_name_en text, document_number text, decided_on date, version integer, action text, facts jsonb,
    person_class text, objected boolean, begins_on date, last_day date, withdrawn_on date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH named AS MATERIALIZED (
    SELECT q.asked, q.kind, k.subject_id FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      JOIN subject_keys k ON k.kind = q.kind AND k.key = q.key AND k.known_at <= as_at
    UNION ALL SELECT q.asked, q.kind, q.key::uuid FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      WHERE q.kind = 'subject'
    UNION ALL SELECT q.asked, q.kind, o.subject_id FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      CROSS JOIN LATERAL (SELECT o.subject_id FROM subject_names o
        JOIN subjects p ON p.id = o.subject_id AND p.kind = 'organisation'
        WHERE o.folded = q.key AND o.known_at <= as_at ORDER BY o.subject_id LIMIT 20) AS o
      WHERE q.kind = 'name'),
  led AS MATERIALIZED (
    SELECT n.asked, n.kind, coalesce((SELECT m.successor_id FROM subject_merges m WHERE m.merged_id = n.subject_id
        AND m.outcome = 'confirmed' AND m.decided_at <= as_at
        AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id AND p.decided_at <= as_at)), n.subject_id) AS subject_id
    FROM named n),
  f AS MATERIALIZED (
    SELECT l.asked, l.kind, l.subject_id, ARRAY[l.subject_id] || ARRAY(SELECT m.merged_id FROM subject_merges m
        WHERE m.successor_id = l.subject_id AND m.outcome = 'confirmed' AND m.decided_at <= as_at
          AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id AND p.decided_at <= as_at)) AS all_ids
    FROM led l),
  said AS MATERIALIZED (
    SELECT e.record_id, e.marked, e.ended, e.facts
    FROM said_of_records(ARRAY(SELECT DISTINCT unnest(f.all_ids) FROM f WHERE f.kind <> 'name'), as_at) AS e)
  SELECT f.asked::integer, s.id, s.kind, n.name, c.key, r.id, r.item, r.name, r.name_en, r.document_number, r.decided_on,
    r.version, r.action, r.facts, r.class, r.objected, r.begins_on, r.last_day, r.withdrawn_on
  FROM f
  JOIN subjects s ON s.id = f.subject_id
  LEFT JOIN LATERAL (SELECT x.name FROM subject_names x WHERE x.subject_id = s.id AND x.known_at <= as_at
    ORDER BY x.known_at DESC, x.folded LIMIT 1) AS n ON true
  LEFT JOIN LATERAL (SELECT x.key FROM subject_keys x WHERE x.subject_id = s.id AND x.kind <> 'person' AND x.known_at <= as_at
    ORDER BY x.kind = 'uscc' DESC, x.key LIMIT 1) AS c ON true
  LEFT JOIN LATERAL (
    SELECT r.id, r.item, g.name, g.name_en, r.document_number, r.decided_on, v.version, v.action,
      CASE WHEN e.facts IS NULL THEN v.facts ELSE v.facts || e.facts END AS facts, d.class,
      coalesce(e.marked, false) AS objected, r.begins_on, r.last_day, w.withdrawn_on
    -- OFFSET 0 keeps both a look-up per subject, whatever the planner believes about sizes, and the days before what rests on them.
    FROM (
      SELECT r.subject_id, r.id, r.item, r.organ_id, r.document_number, r.decided_on, b.id AS publication_id, b.begins_on, t.last_day
      FROM records r
      LEFT JOIN publications b ON b.subject_id = r.subject_id AND b.record_id = r.id AND b.decided_at <= as_at
      LEFT JOIN LATERAL (SELECT x.last_day FROM publication_terms x WHERE x.publication_id = b.id AND x.known_at <= as_at
        ORDER BY x.version DESC LIMIT 1) AS t ON true
      WHERE r.subject_id = ANY (f.all_ids) AND r.known_at <= as_at AND (t.last_day >= today OR t.last_day IS NULL OR r.item <> 'penalty')
      OFFSET 0) AS r
    JOIN organs g ON g.id = r.organ_id
    JOIN LATERAL (SELECT x.version, x.action, x.facts FROM record_versions x WHERE x.subject_id = r.subject_id
      AND x.record_id = r.id AND x.known_at <= as_at ORDER BY x.version DESC LIMIT 1) AS v ON true
    LEFT JOIN record_classifications d ON d.subject_id = r.subject_id AND d.record_id = r.id AND d.version = v.version
      AND d.decided_at <= as_at
    LEFT JOIN publication_withdrawals w ON w.publication_id = r.publication_id AND w.decided_at <= as_at
    LEFT JOIN said e ON e.record_id = r.id
    WHERE e.ended IS NOT TRUE
    OFFSET 0) AS r ON f.kind <> 'name'
  ORDER BY f.asked, r.decided_on DESC, r.id;
END $$;
REVOKE EXECUTE ON FUNCTION check_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_read TO zhengming_app;

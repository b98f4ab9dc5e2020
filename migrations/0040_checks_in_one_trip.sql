-- A check is one trip to read and one durable row before it is answered. Both set their context inside, so that row-level
-- security holds for the application's own role; neither runs as the owner.

ALTER TABLE check_uses
  ADD COLUMN asked_by text NOT NULL CHECK (asked_by IN ('code', 'name', 'person')),
  -- Whom a name brought up. No fact about them was told.
  ADD COLUMN candidate_ids uuid[] NOT NULL,
  -- The instant at which the sources were looked at: coverage is told as it was then.
  ADD COLUMN coverage_at timestamptz NOT NULL;

-- Each question by its key: `uscc`, `organisation_code`, `registration_number`, `person` (keyed hash), `name` (folded, organisations
-- only, never with a record), `subject` (an id, to say again what was said). One row per record, or one without a record.
CREATE FUNCTION check_read(account uuid, organ text, as_at timestamptz, kinds text[], keys text[])
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
      EXISTS (SELECT FROM objection_marks m WHERE m.subject_id = r.subject_id AND m.record_id = r.id
        AND m.received_at <= as_at) AS objected,
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
    WHERE r.subject_id = s.id AND r.known_at <= as_at OFFSET 0) AS r ON q.kind <> 'name'
  ORDER BY q.asked, r.decided_on DESC, r.id;
END $$;

-- Many uses, of several organs, in one transaction: the context moves from organ to organ, and the policy judges every row.
-- A row that is there already is left alone and its id not answered: the same request came before.
CREATE FUNCTION check_log(uses jsonb) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE organ text;
BEGIN
  PERFORM set_config('zhengming.purpose', 'check', true);
  FOR organ IN SELECT DISTINCT u->>'organ_path' FROM jsonb_array_elements(uses) AS u ORDER BY 1 LOOP
    PERFORM set_config('zhengming.organ_path', organ, true);
    RETURN QUERY
    INSERT INTO check_uses (id, subject_id, at, organ_id, organ_path, account_id, post_id, asked_hash, matter, purpose, edition,
      record_ids, asked_by, candidate_ids, coverage_at)
    SELECT u.id, u.subject_id, u.at, u.organ_id, u.organ_path, u.account_id, u.post_id, decode(u.asked_hash, 'hex'), u.matter,
      u.purpose, u.edition, u.record_ids, u.asked_by, u.candidate_ids, u.coverage_at
    FROM jsonb_to_recordset(uses) AS u (id uuid, subject_id uuid, at timestamptz, organ_id uuid, organ_path text,
      account_id uuid, post_id uuid, asked_hash text, matter text, purpose text, edition text, record_ids uuid[], asked_by text,
      candidate_ids uuid[], coverage_at timestamptz)
    WHERE u.organ_path = organ
    ON CONFLICT (id) DO NOTHING RETURNING id;
  END LOOP;
END $$;

-- Which organs have delivered what, and until when: names of organs and instants, nothing of any batch. It runs as the owner,
-- since no question of another organ may read batches.
CREATE FUNCTION check_coverage(as_at timestamptz)
  RETURNS TABLE (organ_name text, organ_name_en text, item text, up_to timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.name, o.name_en, b.item, max(b.ended_at) FROM batches b JOIN organs o ON o.id = b.organ_id
  WHERE b.state = 'accepted' AND b.ended_at <= as_at GROUP BY o.id, o.name, o.name_en, b.item ORDER BY o.name, b.item, o.id $$;
GRANT EXECUTE ON FUNCTION check_read, check_log, check_coverage TO zhengming_app;
REVOKE EXECUTE ON FUNCTION check_read, check_log, check_coverage FROM PUBLIC;

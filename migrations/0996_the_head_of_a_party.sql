-- Of each party that it is asked about a check wants the kind, the name of now, the code, and whatever happened around it: whether it was merged with
-- another, a case was opened, somebody objected, or it said something itself. Seven walks through indexes, four of which nearly always end at nothing.
-- Now one row tells the head of it and whether there is more to be looked for, kept by each of these as it is written.
CREATE TABLE party_heads (
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  -- The name that was known last; of the codes that of social credit, or else the smallest. Of a natural person no number.
  name text NOT NULL,
  code text,
  -- Never taken back: whether what happened still counts is asked where it happened.
  eventful boolean NOT NULL DEFAULT false
);
INSERT INTO party_heads (subject_id, kind, name, code, eventful)
  SELECT s.id, s.kind, n.name, k.key, e.subject_id IS NOT NULL
  FROM subjects AS s
  JOIN (SELECT DISTINCT ON (x.subject_id) x.subject_id, x.name FROM subject_names AS x ORDER BY x.subject_id, x.known_at DESC, x.folded) AS n
    ON n.subject_id = s.id
  LEFT JOIN (SELECT DISTINCT ON (x.subject_id) x.subject_id, x.key FROM subject_keys AS x WHERE x.kind <> 'person'
    ORDER BY x.subject_id, x.kind = 'uscc' DESC, x.key) AS k ON k.subject_id = s.id
  LEFT JOIN (SELECT x.subject_id FROM procedure_cases AS x UNION SELECT x.subject_id FROM objection_marks AS x
    UNION SELECT x.subject_id FROM party_statement_reviews AS x
    UNION SELECT unnest(ARRAY[x.merged_id, x.successor_id]) FROM subject_merges AS x) AS e ON e.subject_id = s.id;
ALTER TABLE party_heads ADD PRIMARY KEY (subject_id) INCLUDE (kind, name, code, eventful), ADD FOREIGN KEY (subject_id) REFERENCES subjects;

-- Names and codes come with parties by the hundred thousand. Whoever has the row writes first, and only then is it asked what else there is: a statement
-- sees what was committed before it began.
-- A party that has no name yet, as when its first code is written, has no row yet.
CREATE FUNCTION party_is_called() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM party_heads AS h WHERE h.subject_id IN (SELECT w.subject_id FROM written AS w) ORDER BY h.subject_id FOR UPDATE;
  INSERT INTO party_heads AS h (subject_id, kind, name, code)
    SELECT s.id, s.kind, n.name,
      (SELECT x.key FROM subject_keys AS x WHERE x.subject_id = s.id AND x.kind <> 'person' ORDER BY x.kind = 'uscc' DESC, x.key LIMIT 1)
    FROM (SELECT DISTINCT w.subject_id FROM written AS w) AS w
    JOIN subjects AS s ON s.id = w.subject_id
    CROSS JOIN LATERAL (SELECT x.name FROM subject_names AS x WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1) AS n
    ORDER BY s.id
  ON CONFLICT (subject_id) DO UPDATE SET name = EXCLUDED.name, code = EXCLUDED.code;
  RETURN NULL;
END $$;
CREATE TRIGGER subject_names_head AFTER INSERT ON subject_names REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION party_is_called();
CREATE TRIGGER subject_keys_head AFTER INSERT ON subject_keys REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION party_is_called();

CREATE FUNCTION something_happened_to_a_party() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE party_heads SET eventful = true WHERE subject_id = NEW.subject_id AND NOT eventful;
  RETURN NULL;
END $$;
CREATE TRIGGER procedure_cases_head AFTER INSERT ON procedure_cases FOR EACH ROW EXECUTE FUNCTION something_happened_to_a_party();
CREATE TRIGGER objection_marks_head AFTER INSERT ON objection_marks FOR EACH ROW EXECUTE FUNCTION something_happened_to_a_party();
CREATE TRIGGER party_statement_reviews_head AFTER INSERT ON party_statement_reviews FOR EACH ROW EXECUTE FUNCTION something_happened_to_a_party();

CREATE FUNCTION parties_are_merged() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE party_heads SET eventful = true WHERE subject_id IN (NEW.merged_id, NEW.successor_id) AND NOT eventful;
  RETURN NULL;
END $$;
CREATE TRIGGER subject_merges_head AFTER INSERT ON subject_merges FOR EACH ROW EXECUTE FUNCTION parties_are_merged();

ALTER TABLE party_heads ENABLE ROW LEVEL SECURITY;
CREATE POLICY party_heads_read ON party_heads FOR SELECT USING ((SELECT in_purpose('system')));
GRANT SELECT ON party_heads TO zhengming_app, zhengming_intake;

-- What is known now is read where it stands.
DROP FUNCTION check_read;
CREATE FUNCTION check_read(today date, kinds text[], keys text[])
  RETURNS TABLE (asked integer, subject_id uuid, subject_kind text, subject_name text, code text, record_id uuid, item text,
    organ_name text, organ_name_en text, document_number text, decided_on date, version integer, action text, facts jsonb,
    person_class text, objected boolean, begins_on date, last_day date, withdrawn_on date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH named AS MATERIALIZED (
    SELECT q.asked, q.kind, k.subject_id FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      JOIN subject_keys k ON k.kind = q.kind AND k.key = q.key
    UNION ALL SELECT q.asked, q.kind, q.key::uuid FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      WHERE q.kind = 'subject'
    UNION ALL SELECT q.asked, q.kind, o.subject_id FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked)
      CROSS JOIN LATERAL (SELECT o.subject_id FROM subject_names o
        JOIN subjects p ON p.id = o.subject_id AND p.kind = 'organisation'
        WHERE o.folded = q.key ORDER BY o.subject_id LIMIT 20) AS o
      WHERE q.kind = 'name'),
  led AS MATERIALIZED (
    SELECT n.asked, n.kind, CASE WHEN h.eventful THEN coalesce((SELECT m.successor_id FROM subject_merges m WHERE m.merged_id = n.subject_id
        AND m.outcome = 'confirmed' AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id)), n.subject_id)
      ELSE n.subject_id END AS subject_id
    FROM named n JOIN party_heads h ON h.subject_id = n.subject_id),
  f AS MATERIALIZED (
    SELECT l.asked, l.kind, h.subject_id, h.kind AS subject_kind, h.name, h.code, h.eventful,
      CASE WHEN h.eventful THEN ARRAY[l.subject_id] || ARRAY(SELECT m.merged_id FROM subject_merges m
        WHERE m.successor_id = l.subject_id AND m.outcome = 'confirmed' AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id))
      ELSE ARRAY[l.subject_id] END AS all_ids
    FROM led l JOIN party_heads h ON h.subject_id = l.subject_id),
  said AS MATERIALIZED (
    SELECT e.record_id, e.marked, e.ended, e.facts
    FROM said_of_records(ARRAY(SELECT DISTINCT unnest(f.all_ids) FROM f WHERE f.kind <> 'name' AND f.eventful), 'infinity') AS e)
  SELECT f.asked::integer, f.subject_id, f.subject_kind, f.name, f.code, r.id, r.item, r.name, r.name_en, r.document_number, r.decided_on,
    r.version, r.action, r.facts, r.class, r.objected, r.begins_on, r.last_day, r.withdrawn_on
  FROM f
  LEFT JOIN LATERAL (
    SELECT r.id, r.item, g.name, g.name_en, r.document_number, r.decided_on, v.version, v.action,
      CASE WHEN e.facts IS NULL THEN v.facts ELSE v.facts || e.facts END AS facts, r.class,
      coalesce(e.marked, false) AS objected, r.begins_on, r.last_day, r.withdrawn_on
    -- OFFSET 0 keeps both a look-up per subject, whatever the planner believes about sizes, and the days before what rests on them.
    FROM (
      SELECT r.subject_id, r.id, r.item, r.organ_id, r.document_number, r.decided_on, q.class, q.begins_on, q.last_day, q.withdrawn_on,
        CASE WHEN q.version IS NULL THEN 1 ELSE q.version END AS version
      FROM records r
      LEFT JOIN record_sequels q ON q.subject_id = r.subject_id AND q.record_id = r.id
      WHERE r.subject_id = ANY (f.all_ids) AND (q.last_day >= today OR q.last_day IS NULL OR r.item <> 'penalty')
      OFFSET 0) AS r
    JOIN organs g ON g.id = r.organ_id
    JOIN record_versions v ON v.subject_id = r.subject_id AND v.record_id = r.id AND v.version = r.version
    LEFT JOIN said e ON e.record_id = r.id
    WHERE e.ended IS NOT TRUE
    OFFSET 0) AS r ON f.kind <> 'name'
  ORDER BY f.asked, r.decided_on DESC, r.id;
END $$;
REVOKE EXECUTE ON FUNCTION check_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_read TO zhengming_app;

-- What was known at an instant is put together from what was written by then. It is asked about subjects alone: to say again what was told of them, and
-- to prove what would have been.
CREATE FUNCTION check_read_at(as_at timestamptz, today date, subjects uuid[])
  RETURNS TABLE (asked integer, subject_id uuid, subject_kind text, subject_name text, code text, record_id uuid, item text,
    organ_name text, organ_name_en text, document_number text, decided_on date, version integer, action text, facts jsonb,
    person_class text, objected boolean, begins_on date, last_day date, withdrawn_on date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH led AS MATERIALIZED (
    SELECT q.asked, coalesce((SELECT m.successor_id FROM subject_merges m WHERE m.merged_id = q.subject_id
        AND m.outcome = 'confirmed' AND m.decided_at <= as_at
        AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id AND p.decided_at <= as_at)), q.subject_id) AS subject_id
    FROM unnest(subjects) WITH ORDINALITY AS q (subject_id, asked)),
  f AS MATERIALIZED (
    SELECT l.asked, l.subject_id, ARRAY[l.subject_id] || ARRAY(SELECT m.merged_id FROM subject_merges m
        WHERE m.successor_id = l.subject_id AND m.outcome = 'confirmed' AND m.decided_at <= as_at
          AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id AND p.decided_at <= as_at)) AS all_ids
    FROM led l),
  said AS MATERIALIZED (
    SELECT e.record_id, e.marked, e.ended, e.facts
    FROM said_of_records(ARRAY(SELECT DISTINCT unnest(f.all_ids) FROM f), as_at) AS e)
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
    OFFSET 0) AS r ON true
  ORDER BY f.asked, r.decided_on DESC, r.id;
END $$;
REVOKE EXECUTE ON FUNCTION check_read_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_read_at TO zhengming_app;

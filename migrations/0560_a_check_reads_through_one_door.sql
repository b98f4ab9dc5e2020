-- What a check may read never depended on who asks: for the purpose `check` each policy of these tables says yes to every row, and
-- the command tells what the item's disclosure allows. But some fifty of those policies' conditions were set up for every trip, and two
-- functions of the SQL language were parsed anew: four fifths of what a single question cost the database. Now one function reads as
-- the owner, with a search path of its own, answers the columns that an answer needs and nothing else, and only the application's
-- role may call it. The use log is written under its policies, as before.

-- What is said of records of these parties beside the records themselves, as it was known at `as_at`, for the few of which anything is
-- said: marked or ended by a case or by a marker from before there were cases (the meaning of record_rests, for sets), what the case
-- says of review and suit, and what the party itself says (0364). Nothing of any case besides.
CREATE FUNCTION said_of_records(subjects uuid[], as_at timestamptz)
  RETURNS TABLE (record_id uuid, marked boolean, ended boolean, facts jsonb)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT x.record_id, bool_or(x.marked), bool_or(x.ended),
    CASE WHEN bool_or(x.has_remedies) THEN remedies_of_record(x.subject_id, x.record_id, as_at) ELSE '{}' END
      || CASE WHEN bool_or(x.has_statement)
        THEN jsonb_strip_nulls(jsonb_build_object('party_statement', statement_on_record(x.record_id, as_at))) ELSE '{}' END
  FROM (
    SELECT c.subject_id, c.record_id, coalesce(t.marks_record, false) AS marked, coalesce(t.ends_use, false) AS ended,
      c.procedure = 'annulment' AND c.opened_at <= as_at AS has_remedies, false AS has_statement
    FROM procedure_cases c
    LEFT JOIN LATERAL (SELECT t.marks_record, t.ends_use FROM procedure_steps s
      JOIN procedure_states t ON t.procedure = s.procedure AND t.state = s.to_state
      WHERE s.case_id = c.id AND s.taken_at <= as_at ORDER BY s.number DESC LIMIT 1) AS t ON true
    WHERE c.subject_id = ANY (subjects)
    UNION ALL SELECT m.subject_id, m.record_id, true, false, false, false FROM objection_marks m
    WHERE m.subject_id = ANY (subjects) AND m.received_at <= as_at
      AND NOT EXISTS (SELECT FROM procedure_cases c WHERE c.id = m.id)
    UNION ALL SELECT v.subject_id, v.record_id, false, false, false, true FROM party_statement_reviews v
    WHERE v.subject_id = ANY (subjects) AND v.outcome = 'released' AND v.reviewed_at <= as_at) AS x
  GROUP BY x.subject_id, x.record_id;
END $$;
REVOKE EXECUTE ON FUNCTION said_of_records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION said_of_records TO zhengming_app;
DROP FUNCTION records_resting;
DROP FUNCTION remedies_of_parties;

DROP FUNCTION check_read;
CREATE FUNCTION check_read(as_at timestamptz, kinds text[], keys text[])
  RETURNS TABLE (asked integer, subject_id uuid, subject_kind text, subject_name text, code text, record_id uuid, item text,
    organ_name text, organ_name_en text, document_number text, decided_on date, version integer, action text, facts jsonb,
    person_class text, objected boolean, begins_on date, last_day date, withdrawn_on date)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
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
  said AS MATERIALIZED (
    SELECT e.record_id, e.marked, e.ended, e.facts
    FROM said_of_records(ARRAY(SELECT DISTINCT f.subject_id FROM f WHERE f.kind <> 'name'), as_at) AS e)
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
    SELECT r.id, r.item, g.name, g.name_en, r.document_number, r.decided_on, v.version, v.action,
      CASE WHEN e.facts IS NULL THEN v.facts ELSE v.facts || e.facts END AS facts, d.class,
      coalesce(e.marked, false) AS objected, b.begins_on, t.last_day, w.withdrawn_on
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
    LEFT JOIN said e ON e.record_id = r.id
    WHERE r.subject_id = s.id AND r.known_at <= as_at AND e.ended IS NOT TRUE
    OFFSET 0) AS r ON f.kind <> 'name'
  ORDER BY f.asked, r.decided_on DESC, r.id;
END $$;
REVOKE EXECUTE ON FUNCTION check_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_read TO zhengming_app;

-- The caller says of which organs the uses are, so that the list is not gone through once more to find out.
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
REVOKE EXECUTE ON FUNCTION check_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION check_log TO zhengming_app;

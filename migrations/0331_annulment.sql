-- What becomes of a decision after it was made (复议、诉讼、变更、撤销、确认违法或者无效; 行政处罚法 art. 48, 河南省社会信用条例
-- arts. 20, 42), as src/annulments/annulment-procedure.ts has it. Whether a record counts follows from the steps of its one case when
-- it is read; no flag stands beside.

-- To whom a case is addressed, where that is not the party of the record (line 5). Absent: the party of the record.
ALTER TABLE procedure_cases ADD COLUMN party_id uuid REFERENCES subjects;
CREATE UNIQUE INDEX procedure_cases_one_annulment ON procedure_cases (subject_id, record_id) WHERE procedure = 'annulment';

INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final) VALUES
  ('annulment', 'none', false, false, false),
  ('annulment', 'under_review', false, false, false),
  ('annulment', 'under_suit', false, false, false),
  ('annulment', 'review_upheld', false, false, true),
  ('annulment', 'remedy_withdrawn', false, false, true),
  ('annulment', 'unattacked', false, false, true),
  ('annulment', 'upheld', false, false, true),
  ('annulment', 'received', false, true, false),
  ('annulment', 'confirmed', false, true, false),
  ('annulment', 'withdrawing', false, true, false),
  ('annulment', 'gone', false, true, true),
  ('annulment', 'dismissed', false, false, true);
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents, not_by) VALUES
  ('annulment', 'file_review', 'none', 'under_review', false, false, false, false, '{review_application}', '{}'),
  ('annulment', 'file_review', 'unattacked', 'under_review', false, false, false, false, '{review_application}', '{}'),
  ('annulment', 'file_review', 'dismissed', 'under_review', false, false, false, false, '{review_application}', '{}'),
  ('annulment', 'file_suit', 'none', 'under_suit', false, false, false, false, '{suit_notice}', '{}'),
  ('annulment', 'file_suit', 'review_upheld', 'under_suit', false, false, false, false, '{suit_notice}', '{}'),
  ('annulment', 'file_suit', 'remedy_withdrawn', 'under_suit', false, false, false, false, '{suit_notice}', '{}'),
  ('annulment', 'file_suit', 'unattacked', 'under_suit', false, false, false, false, '{suit_notice}', '{}'),
  ('annulment', 'file_suit', 'dismissed', 'under_suit', false, false, false, false, '{suit_notice}', '{}'),
  ('annulment', 'end_review', 'under_review', 'remedy_withdrawn', true, false, false, false, '{end_notice}', '{file_review,file_suit}'),
  ('annulment', 'end_review', 'dismissed', 'remedy_withdrawn', true, false, false, false, '{end_notice}', '{file_review,file_suit}'),
  ('annulment', 'end_suit', 'under_suit', 'remedy_withdrawn', true, false, false, false, '{end_notice}', '{file_review,file_suit}'),
  ('annulment', 'end_suit', 'dismissed', 'remedy_withdrawn', true, false, false, false, '{end_notice}', '{file_review,file_suit}'),
  ('annulment', 'uphold_review', 'under_review', 'review_upheld', true, false, false, false, '{review_decision}', '{file_review,file_suit}'),
  ('annulment', 'uphold_review', 'dismissed', 'review_upheld', true, false, false, false, '{review_decision}', '{file_review,file_suit}'),
  ('annulment', 'uphold_suit', 'under_suit', 'upheld', true, false, false, false, '{judgment}', '{file_review,file_suit}'),
  ('annulment', 'uphold_suit', 'dismissed', 'upheld', true, false, false, false, '{judgment}', '{file_review,file_suit}'),
  ('annulment', 'note_no_suit', 'review_upheld', 'upheld', true, false, false, false, '{enquiry_record}', '{file_review,file_suit}'),
  ('annulment', 'note_no_remedy', 'none', 'unattacked', true, false, false, false, '{enquiry_record}', '{file_review,file_suit,receive_setting_aside,receive_alteration,receive_unlawful,receive_void}'),
  ('annulment', 'note_no_remedy', 'remedy_withdrawn', 'unattacked', true, false, false, false, '{enquiry_record}', '{file_review,file_suit,receive_setting_aside,receive_alteration,receive_unlawful,receive_void}'),
  ('annulment', 'receive_setting_aside', 'none', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'under_review', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'under_suit', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'review_upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'remedy_withdrawn', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'unattacked', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_setting_aside', 'dismissed', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'none', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'under_review', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'under_suit', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'review_upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'remedy_withdrawn', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'unattacked', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_alteration', 'dismissed', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'none', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'under_review', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'under_suit', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'review_upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'remedy_withdrawn', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'unattacked', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_unlawful', 'dismissed', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'none', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'under_review', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'under_suit', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'review_upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'remedy_withdrawn', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'unattacked', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'upheld', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'receive_void', 'dismissed', 'received', false, false, false, false, '{ruling}', '{}'),
  ('annulment', 'confirm', 'received', 'confirmed', false, false, false, false, '{ruling}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void}'),
  ('annulment', 'send_back', 'confirmed', 'received', false, false, false, false, '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,confirm}'),
  ('annulment', 'withdraw', 'confirmed', 'withdrawing', true, false, false, false, '{ruling,withdrawal_notice}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,confirm}'),
  ('annulment', 'all_withdrawn', 'withdrawing', 'gone', false, false, false, false, '{}', '{}'),
  ('annulment', 'dismiss', 'received', 'dismissed', true, false, false, false, '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void}'),
  ('annulment', 'dismiss', 'confirmed', 'dismissed', true, false, false, false, '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void}');

-- What the case says of review, suit and rulings, by the field codes of the record, as far as it was known at `as_at`. As the owner:
-- days and outcomes of what is a fact about the record, and nothing of who did what.
CREATE FUNCTION remedies_of_record(subject uuid, record uuid, as_at timestamptz) RETURNS jsonb
  LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(f.field, f.value), '{}') FROM (
    SELECT DISTINCT ON (e.field) e.field, e.value
    FROM procedure_cases c
    JOIN procedure_steps s ON s.case_id = c.id AND s.taken_at <= as_at
    CROSS JOIN LATERAL (VALUES
      ('review_filed_on', CASE s.step WHEN 'file_review' THEN s.taken_on::text END),
      ('review_outcome', CASE s.step WHEN 'uphold_review' THEN 'upheld' WHEN 'end_review' THEN 'withdrawn'
        WHEN 'note_no_remedy' THEN 'none' END),
      ('review_outcome_served_on', CASE s.step WHEN 'uphold_review' THEN s.taken_on::text END),
      ('suit_filed_on', CASE s.step WHEN 'file_suit' THEN s.taken_on::text END),
      ('suit_outcome', CASE s.step WHEN 'uphold_suit' THEN 'upheld' WHEN 'end_suit' THEN 'withdrawn'
        WHEN 'note_no_remedy' THEN 'none' WHEN 'note_no_suit' THEN 'none' END),
      ('suit_outcome_served_on', CASE s.step WHEN 'uphold_suit' THEN s.taken_on::text END),
      ('decision_status', CASE s.step WHEN 'receive_setting_aside' THEN 'set_aside' WHEN 'receive_alteration' THEN 'altered'
        WHEN 'receive_unlawful' THEN 'void' WHEN 'receive_void' THEN 'void' WHEN 'dismiss' THEN 'standing' END)
    ) AS e (field, value)
    WHERE c.subject_id = subject AND c.record_id = record AND c.procedure = 'annulment' AND e.value IS NOT NULL
    ORDER BY e.field, s.number DESC) AS f $$;
GRANT EXECUTE ON FUNCTION remedies_of_record TO zhengming_app, zhengming_intake;
REVOKE EXECUTE ON FUNCTION remedies_of_record FROM PUBLIC;

-- As in 0112, with what the case of each of these records says: asked once for all parties of a trip, for the few that have one.
CREATE FUNCTION remedies_of_parties(subjects uuid[], as_at timestamptz) RETURNS TABLE (record_id uuid, remedies jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.record_id, remedies_of_record(c.subject_id, c.record_id, as_at) FROM procedure_cases c
  WHERE c.subject_id = ANY (subjects) AND c.procedure = 'annulment' AND c.opened_at <= as_at $$;
GRANT EXECUTE ON FUNCTION remedies_of_parties TO zhengming_app;
REVOKE EXECUTE ON FUNCTION remedies_of_parties FROM PUBLIC;

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
    FROM records_resting(ARRAY(SELECT DISTINCT f.subject_id FROM f WHERE f.kind <> 'name'), as_at) AS e),
  remedied AS MATERIALIZED (
    SELECT e.record_id, e.remedies
    FROM remedies_of_parties(ARRAY(SELECT DISTINCT f.subject_id FROM f WHERE f.kind <> 'name'), as_at) AS e)
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
      v.facts || coalesce((SELECT e.remedies FROM remedied e WHERE e.record_id = r.id), '{}') AS facts, d.class,
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

-- As in 0331; of a suit whose case was closed by a judgment in effect it says that the judgment is one. A judgment of first instance on a
-- sheet makes nothing final before the time to appeal is over (行政诉讼法 art. 85).
CREATE OR REPLACE FUNCTION remedies_of_record(subject uuid, record uuid, as_at timestamptz) RETURNS jsonb
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
      -- The step asks for a judgment in effect: there is nothing to appeal from (行政诉讼法 art. 85).
      ('suit_paper', CASE s.step WHEN 'uphold_suit' THEN 'in_effect' END),
      ('decision_status', CASE s.step WHEN 'receive_setting_aside' THEN 'set_aside' WHEN 'receive_alteration' THEN 'altered'
        WHEN 'receive_unlawful' THEN 'void' WHEN 'receive_void' THEN 'void' WHEN 'dismiss' THEN 'standing' END)
    ) AS e (field, value)
    WHERE c.subject_id = subject AND c.record_id = record AND c.procedure = 'annulment' AND e.value IS NOT NULL
    ORDER BY e.field, s.number DESC) AS f $$;

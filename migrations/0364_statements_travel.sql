-- The party's own statement travels with every answer that tells the entry (河南省社会信用条例 art. 40, 民法典 art. 1029). A check reads,
-- in its one trip, what is said of a record beside the record itself; to what its case says comes what the party says: the newest text
-- that was reviewed and not taken back, as far as it was known at `as_at`.
CREATE INDEX party_statement_reviews_subject ON party_statement_reviews (subject_id) WHERE outcome = 'released';
CREATE FUNCTION statement_on_record(record uuid, as_at timestamptz) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.told FROM party_statement_reviews v JOIN party_statements s ON s.id = v.statement_id
  WHERE v.record_id = record AND v.outcome = 'released' AND v.reviewed_at <= as_at
    AND NOT EXISTS (SELECT FROM party_statement_ends e WHERE e.statement_id = v.statement_id AND e.made_at <= as_at)
  ORDER BY s.made_at DESC, s.id DESC LIMIT 1 $$;
GRANT EXECUTE ON FUNCTION statement_on_record TO zhengming_app;
REVOKE EXECUTE ON FUNCTION statement_on_record FROM PUBLIC;
CREATE OR REPLACE FUNCTION remedies_of_parties(subjects uuid[], as_at timestamptz) RETURNS TABLE (record_id uuid, remedies jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT x.record_id, CASE WHEN bool_or(x.has_case) THEN remedies_of_record(x.subject_id, x.record_id, as_at) ELSE '{}' END
    || CASE WHEN bool_or(x.has_statement)
      THEN jsonb_strip_nulls(jsonb_build_object('party_statement', statement_on_record(x.record_id, as_at))) ELSE '{}' END
  FROM (
    SELECT c.subject_id, c.record_id, true AS has_case, false AS has_statement FROM procedure_cases c
    WHERE c.subject_id = ANY (subjects) AND c.procedure = 'annulment' AND c.opened_at <= as_at
    UNION ALL SELECT v.subject_id, v.record_id, false, true FROM party_statement_reviews v
    WHERE v.subject_id = ANY (subjects) AND v.outcome = 'released' AND v.reviewed_at <= as_at) AS x
  GROUP BY x.subject_id, x.record_id $$;

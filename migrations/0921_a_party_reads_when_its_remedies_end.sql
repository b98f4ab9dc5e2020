-- The last days for review and suit run from the service of the decision that told them (行政复议法 art. 20, 行政诉讼法 art. 46). A party reads
-- on which day it was served with which decision of its own, however that was done; of the service itself nothing more.
CREATE FUNCTION remedies_told_to_party() RETURNS TABLE (case_id uuid, document_number text, step integer, remedies text[],
    served_on date)
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT in_purpose('party') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.case_id, r.document_number, s.number, s.remedies, min(o.served_on)
    FROM procedure_cases c
    JOIN records r ON r.subject_id = c.subject_id AND r.id = c.record_id
    JOIN procedure_steps s ON s.case_id = c.id AND cardinality(s.remedies) > 0
    JOIN procedure_moves m ON m.procedure = s.procedure AND m.step = s.step AND m.from_state = s.from_state
    CROSS JOIN LATERAL jsonb_array_elements(s.documents) AS d (document)
    JOIN case_documents k ON k.case_id = c.id AND k.kind = d.document->>'kind'
    JOIN document_signatures g ON g.document_id = k.id AND encode(g.text_sha256, 'hex') = d.document->>'sha256'
    JOIN service_documents x ON x.document_id = k.id
    JOIN service_outcomes o ON o.service_id = x.service_id
    -- The first that the table names is the decision; what lies beside it tells no remedy.
    WHERE coalesce(c.party_id, c.subject_id) = context_subject() AND k.kind = m.drafted_documents[1]
    GROUP BY s.case_id, r.document_number, s.number, s.remedies;
END $$;
REVOKE EXECUTE ON FUNCTION remedies_told_to_party FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remedies_told_to_party TO zhengming_app;

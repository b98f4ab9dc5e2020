-- Whoever holds a paper verifies it by the code on it (核验): which document, of which organ and day, with which digest, and whether it
-- still stands. Nothing of what it says and nobody whom it concerns. What follows a record that has ended is told by no public page
-- (河南省社会信用条例 art. 19), so that it answers like a code that never was.
CREATE FUNCTION record_is_over(subject uuid, record uuid, today date, as_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN record_rests(subject, record, 'ended', as_at)
    OR (SELECT v.action = 'withdraw' FROM record_versions v WHERE v.subject_id = subject AND v.record_id = record
      ORDER BY v.version DESC LIMIT 1)
    OR (EXISTS (SELECT FROM publications p WHERE p.subject_id = subject AND p.record_id = record)
      AND NOT EXISTS (SELECT FROM publications p WHERE p.subject_id = subject AND p.record_id = record
        AND (p.begins_on > today OR is_public(p.id, p.begins_on, today))));
END $$;
REVOKE ALL ON FUNCTION record_is_over(uuid, uuid, date, timestamptz) FROM PUBLIC;
CREATE FUNCTION document_of_code(asked text, today date, as_at timestamptz)
RETURNS TABLE (title text, number text, issued_on date, organ text, organ_en text, paper_sha256 text, file_sha256 text, pages integer,
  served_on date, withdrawn_on date, verified text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT d.title, (SELECT n.serial || '〔' || n.year || '〕' || n.number || '号' FROM document_numbers n WHERE n.document_id = d.id
      ORDER BY n.year DESC LIMIT 1), g.signed_on, o.name, o.name_en, encode(g.paper_sha256, 'hex'), encode(s.file_sha256, 'hex'),
    p.pages, (SELECT min(u.served_on) FROM service_documents x JOIN service_outcomes u ON u.service_id = x.service_id
      WHERE x.document_id = d.id), w.withdrawn_on, d.verified
  FROM case_documents d
  JOIN document_signatures g ON g.document_id = d.id
  JOIN document_papers p ON p.document_id = d.id AND p.paper = g.paper
  JOIN organs o ON o.id = d.organ_id
  JOIN procedure_cases c ON c.id = d.case_id
  LEFT JOIN document_seals s ON s.document_id = d.id
  LEFT JOIN document_withdrawals w ON w.document_id = d.id
  WHERE d.code = asked AND (s.document_id IS NOT NULL OR NOT d.needs_seal)
    AND (d.verified <> 'whileRecordStands' OR NOT record_is_over(c.subject_id, c.record_id, today, as_at));
END $$;
REVOKE ALL ON FUNCTION document_of_code(text, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION document_of_code(text, date, timestamptz) TO zhengming_app;

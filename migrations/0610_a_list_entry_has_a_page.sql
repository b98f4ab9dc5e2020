-- What the public reads of one entry of a serious list: besides the line of the list the articles of its decision, its number, and how
-- long it was given. The list itself is cut where it is shown, so that every entry keeps its page.
DROP FUNCTION public_list_entries(date);
CREATE FUNCTION public_list_entries(day date)
  RETURNS TABLE (case_id uuid, domain text, party text, party_kind text, party_code text, organ text, organ_en text, effective_on date,
    until_on date, term_months integer, refs text[], number text, code text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.case_id, t.domain, (SELECT x.name FROM subject_names x WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1), s.kind,
    (SELECT k.key FROM subject_keys k WHERE k.subject_id = s.id AND k.kind = 'uscc' AND s.kind = 'organisation' ORDER BY k.known_at DESC LIMIT 1),
    o.name, o.name_en, t.effective_on, t.until_on, k.term_months, k.refs, d.number, d.code
  FROM determinations_standing(day, 'infinity') t
  JOIN subjects s ON s.id = t.party_id
  JOIN procedure_cases c ON c.id = t.case_id
  JOIN organs o ON o.id = c.organ_id
  JOIN LATERAL (SELECT x.term_months, x.refs FROM determination_contents x WHERE x.case_id = t.case_id ORDER BY x.version DESC LIMIT 1) k ON true
  LEFT JOIN LATERAL (SELECT p.code, n.serial || '〔' || n.year || '〕' || n.number || '号' AS number
    FROM case_documents p JOIN document_seals z ON z.document_id = p.id JOIN document_signatures g ON g.document_id = p.id
    LEFT JOIN document_numbers n ON n.document_id = p.id AND n.year = extract(year FROM g.signed_on)
    WHERE p.case_id = t.case_id AND p.kind = 'list_decision' AND NOT EXISTS (SELECT FROM document_withdrawals w WHERE w.document_id = p.id)
    ORDER BY z.sealed_at DESC LIMIT 1) d ON true
  WHERE t.use = 'serious_list' AND NOT t.resting
    AND EXISTS (SELECT FROM procedure_steps p WHERE p.case_id = t.case_id AND p.step = 'publish') $$;
REVOKE EXECUTE ON FUNCTION public_list_entries(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_list_entries(date) TO zhengming_app;

-- What the public reads of serious lists and of service by public notice (公告送达): names of organisations, masked names of persons and
-- individual businesses, nothing of what a document says. Which day ends a notice the program computes (民事诉讼法 art. 95).
CREATE FUNCTION public_service_notices(day date)
  RETURNS TABLE (organ text, organ_en text, title text, number text, party text, party_kind text, begun_on date, served_on date)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.name, o.name_en, d.title, n.serial || '〔' || n.year || '〕' || n.number || '号', (SELECT x.name FROM subject_names x
      WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1), s.kind, v.begun_on, e.served_on
  FROM services v
  JOIN procedure_cases c ON c.id = v.case_id
  JOIN subjects s ON s.id = coalesce(c.party_id, c.subject_id)
  JOIN service_documents sd ON sd.service_id = v.id
  JOIN case_documents d ON d.id = sd.document_id
  JOIN document_signatures g ON g.document_id = d.id
  LEFT JOIN document_numbers n ON n.document_id = d.id AND n.year = extract(year FROM g.signed_on)
  JOIN organs o ON o.id = d.organ_id
  LEFT JOIN service_outcomes e ON e.service_id = v.id
  WHERE v.channel = 'public_notice' AND v.begun_on <= day AND v.begun_on > day - 400
    AND NOT EXISTS (SELECT FROM document_withdrawals w WHERE w.document_id = d.id)
  ORDER BY v.begun_on DESC, d.id LIMIT 500 $$;
-- An entry is public once it was published, while it stands and nothing has put it to rest.
CREATE FUNCTION public_list_entries(day date)
  RETURNS TABLE (domain text, party text, party_kind text, party_code text, organ text, organ_en text, effective_on date, until_on date,
    code text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.domain, (SELECT x.name FROM subject_names x WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1), s.kind,
    (SELECT k.key FROM subject_keys k WHERE k.subject_id = s.id AND k.kind = 'uscc' AND s.kind = 'organisation' ORDER BY k.known_at DESC LIMIT 1),
    o.name, o.name_en, t.effective_on, t.until_on,
    (SELECT d.code FROM case_documents d JOIN document_seals z ON z.document_id = d.id
      WHERE d.case_id = t.case_id AND d.kind = 'list_decision' ORDER BY z.sealed_at DESC LIMIT 1)
  FROM determinations_standing(day, 'infinity') t
  JOIN subjects s ON s.id = t.party_id
  JOIN procedure_cases c ON c.id = t.case_id
  JOIN organs o ON o.id = c.organ_id
  WHERE t.use = 'serious_list' AND NOT t.resting
    AND EXISTS (SELECT FROM procedure_steps p WHERE p.case_id = t.case_id AND p.step = 'publish')
  ORDER BY t.domain, t.effective_on DESC, t.case_id LIMIT 1000 $$;
REVOKE EXECUTE ON FUNCTION public_service_notices, public_list_entries FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_service_notices, public_list_entries TO zhengming_app;

-- A report may state an earlier day (R55): it then tells, of what stands on the day on which it is made, what was known on that earlier
-- day already. So the day as of which it speaks is never after the day on which it was made.
ALTER TABLE credit_reports ADD CONSTRAINT credit_reports_as_of_known CHECK (as_of <= (made_at AT TIME ZONE 'Asia/Shanghai')::date);

-- Besides what the public reads of an entry: whose it is and on which record it rests, so that a report can tell it, and what the party
-- itself says of that record, which travels with every answer that tells it (河南省社会信用条例 art. 40).
DROP FUNCTION public_list_entries(date);
CREATE FUNCTION public_list_entries(day date)
  RETURNS TABLE (case_id uuid, domain text, party text, party_kind text, party_code text, organ text, organ_en text, effective_on date,
    until_on date, term_months integer, refs text[], number text, code text, party_id uuid, record_id uuid, statement text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.case_id, t.domain, (SELECT x.name FROM subject_names x WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1), s.kind,
    (SELECT k.key FROM subject_keys k WHERE k.subject_id = s.id AND k.kind = 'uscc' AND s.kind = 'organisation' ORDER BY k.known_at DESC LIMIT 1),
    o.name, o.name_en, t.effective_on, t.until_on, k.term_months, k.refs, d.number, d.code, t.party_id, t.record_id,
    statement_on_record(t.record_id, 'infinity')
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

-- The states in which a determination has effect. Whoever holds a report hears when its entry leaves them, or comes back.
CREATE FUNCTION is_in_effect(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT state IN ('in_effect', 'removal_applied', 'removal_accepted', 'removal_drafted', 'removal_reviewed') $$;
REVOKE EXECUTE ON FUNCTION is_in_effect(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_in_effect(text) TO zhengming_app, zhengming_intake;

-- What has changed since a report was made: an entry of a list that has run out, and what the party has said or taken back, as well.
CREATE OR REPLACE FUNCTION report_of_code(asked text, today date)
RETURNS TABLE (number text, as_of date, made_at timestamptz, verified_until date, sha256 bytea, pages integer, organ text, organ_en text,
  subject_kind text, subject_name text, changed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.number, r.as_of, r.made_at, r.verified_until, r.sha256, r.pages, o.name, o.name_en, s.kind,
    (SELECT n.name FROM subject_names n WHERE n.subject_id = s.id ORDER BY n.known_at DESC, n.folded LIMIT 1),
    EXISTS (SELECT FROM record_versions v WHERE v.subject_id = r.subject_id AND v.known_at > r.made_at)
      OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_steps x ON x.case_id = c.id
        WHERE c.subject_id = r.subject_id AND c.record_id = ANY (r.record_ids) AND x.taken_at > r.made_at)
      OR EXISTS (SELECT FROM publications p WHERE p.subject_id = r.subject_id AND p.record_id = ANY (r.record_ids)
        AND (EXISTS (SELECT FROM publication_withdrawals w WHERE w.publication_id = p.id AND w.decided_at > r.made_at)
          OR (SELECT t.last_day FROM publication_terms t WHERE t.publication_id = p.id ORDER BY t.version DESC LIMIT 1) < today))
      OR EXISTS (SELECT FROM procedure_cases c JOIN determination_terms t ON t.case_id = c.id WHERE c.subject_id = r.subject_id
        AND c.record_id = ANY (r.record_ids) AND t.effective_on <= r.as_of AND t.until_on >= r.as_of AND t.until_on < today)
      OR EXISTS (SELECT FROM party_statement_reviews v WHERE v.subject_id = r.subject_id AND v.record_id = ANY (r.record_ids)
        AND v.outcome = 'released' AND (v.reviewed_at > r.made_at
          OR EXISTS (SELECT FROM party_statement_ends e WHERE e.statement_id = v.statement_id AND e.made_at > r.made_at)))
  FROM credit_reports r JOIN organs o ON o.id = r.organ_id JOIN subjects s ON s.id = r.subject_id
  WHERE r.code = asked AND r.verified_until >= today $$;

-- The party of a determination as a CASE: its name was sought among all names of all parties, for each row of the list
-- (docs/decisions/0950-conditions-that-indexes-may-see.md). All else is as 0920 has it.
CREATE OR REPLACE FUNCTION determinations_standing(day date, as_at timestamptz) RETURNS TABLE (case_id uuid, use text, party_id uuid,
    domain text, record_id uuid, measures text[], effective_on date, until_on date, resting boolean) LANGUAGE sql STABLE AS $$
  SELECT c.id, c.ground, CASE WHEN c.party_id IS NULL THEN c.subject_id ELSE c.party_id END, d.domain, c.record_id, d.measures,
    t.effective_on, t.until_on, NOT is_in_effect(s.to_state) OR record_under_objection(c.subject_id, c.record_id, as_at)
  FROM procedure_cases c
  JOIN determination_terms t ON t.case_id = c.id AND day BETWEEN t.effective_on AND t.until_on
  JOIN LATERAL (SELECT x.to_state FROM procedure_steps x WHERE x.case_id = c.id AND x.taken_at <= as_at ORDER BY x.number DESC LIMIT 1) AS s ON true
  JOIN LATERAL (SELECT x.domain, x.measures FROM determination_contents x WHERE x.case_id = c.id ORDER BY x.version DESC LIMIT 1) AS d ON true
  WHERE c.procedure = 'determination'
    AND (is_in_effect(s.to_state) OR s.to_state IN ('suspended', 'suspended_applied', 'suspended_refusal_drafted',
      'suspended_refusal_reviewed', 'suspended_accepted', 'suspended_drafted', 'suspended_reviewed', 'resumption_drafted', 'resumption_reviewed', 'resumption_decided'))
    AND NOT record_rests(c.subject_id, c.record_id, 'ended', as_at) $$;

-- What was suspended stands again as it came to stand: drafted, reviewed and decided by three people on one and the same text, and in
-- effect when that text was served, not before (law file 2.3; src/determinations/resumption-steps.ts). Until now one person resumed it at
-- once and without service. An application for an early end that came during the suspension is decided first.
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final, is_decided) VALUES
  ('determination', 'resumption_drafted', false, false, false, false),
  ('determination', 'resumption_reviewed', false, false, false, false),
  ('determination', 'resumption_decided', false, false, false, true);

ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
UPDATE procedure_moves SET former = true, answers_all = true WHERE procedure = 'determination' AND step = 'resume';
-- Whoever drafted or reviewed a resumption has had the case in hand.
UPDATE procedure_moves SET not_by = string_to_array(replace(replace(array_to_string(not_by, ','), 'draft_removal',
    'draft_removal,draft_resumption'), 'pass_removal', 'pass_removal,pass_resumption'), ',')
  WHERE procedure = 'determination' AND 'draft_removal' = ANY (not_by);
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;

INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by, former) VALUES
  ('determination', 'draft_resumption', 'suspended', 'resumption_drafted', false, false, true, false, '{resumption_decision}', '{resumption_decision}', '{}', '{}', false),
  ('determination', 'pass_resumption', 'resumption_drafted', 'resumption_reviewed', false, false, true, false, '{resumption_decision}', '{resumption_decision}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption}', false),
  ('determination', 'return_resumption', 'resumption_drafted', 'suspended', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption}', false),
  ('determination', 'return_resumption', 'resumption_reviewed', 'suspended', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption}', false),
  ('determination', 'resume', 'resumption_reviewed', 'resumption_decided', true, false, true, true, '{resumption_decision}', '{resumption_decision}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,pass,pass_listing,pass_removal,pass_resumption,suspend}', false),
  ('determination', 'serve_resumption', 'resumption_decided', 'in_effect', false, false, false, false, '{delivery_receipt}', '{}', '{resumption_decision}', '{}', false);
-- What may come while it is suspended may come meanwhile too: another ground, an application, the end of the term, an error found.
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by, former)
SELECT k.procedure, k.step, m.from_state, k.to_state, k.decides, k.once, k.answers_all, k.tells_remedies, k.needs_documents,
  k.drafted_documents, k.serves, k.not_by, false
FROM (VALUES ('suspend', 'in_effect', 'resumption_decided'),
    ('apply_removal', 'suspended', 'resumption_drafted'), ('apply_removal', 'suspended', 'resumption_reviewed'),
    ('expire', 'suspended', 'resumption_drafted'), ('expire', 'suspended', 'resumption_reviewed'),
    ('expire', 'suspended', 'resumption_decided'), ('remove_wrongful', 'suspended', 'resumption_drafted'),
    ('remove_wrongful', 'suspended', 'resumption_reviewed'), ('remove_wrongful', 'suspended', 'resumption_decided'))
  AS m (step, like_from, from_state)
JOIN procedure_moves k ON k.procedure = 'determination' AND k.step = m.step AND k.from_state = m.like_from;

CREATE OR REPLACE FUNCTION determinations_standing(day date, as_at timestamptz)
  RETURNS TABLE (case_id uuid, use text, party_id uuid, domain text, record_id uuid, measures text[], effective_on date, until_on date, resting boolean)
  LANGUAGE sql STABLE AS $$
  SELECT c.id, c.ground, coalesce(c.party_id, c.subject_id), d.domain, c.record_id, d.measures, t.effective_on, t.until_on,
    NOT is_in_effect(s.to_state) OR record_under_objection(c.subject_id, c.record_id, as_at)
  FROM procedure_cases c
  JOIN determination_terms t ON t.case_id = c.id AND day BETWEEN t.effective_on AND t.until_on
  JOIN LATERAL (SELECT x.to_state FROM procedure_steps x WHERE x.case_id = c.id AND x.taken_at <= as_at ORDER BY x.number DESC LIMIT 1) AS s ON true
  JOIN LATERAL (SELECT x.domain, x.measures FROM determination_contents x WHERE x.case_id = c.id ORDER BY x.version DESC LIMIT 1) AS d ON true
  WHERE c.procedure = 'determination'
    AND (is_in_effect(s.to_state) OR s.to_state IN ('suspended', 'suspended_applied', 'suspended_accepted', 'suspended_drafted',
      'suspended_reviewed', 'resumption_drafted', 'resumption_reviewed', 'resumption_decided'))
    AND NOT record_rests(c.subject_id, c.record_id, 'ended', as_at) $$;

-- An objection, a stay or a plan may come while an application for an early end is in hand (law file 2.3, `suspended`; gf33:22, gbf22:7):
-- the determination rests at once, and the application goes on by the same steps, with the same hands, papers and clocks
-- (src/determinations/step-parts.ts).
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final) VALUES
  ('determination', 'suspended_applied', false, false, false),
  ('determination', 'suspended_accepted', false, false, false),
  ('determination', 'suspended_drafted', false, false, false),
  ('determination', 'suspended_reviewed', false, false, false);

WITH pairs (stands, rests) AS (VALUES ('in_effect', 'suspended'), ('removal_applied', 'suspended_applied'),
    ('removal_accepted', 'suspended_accepted'), ('removal_drafted', 'suspended_drafted'), ('removal_reviewed', 'suspended_reviewed')),
  known AS (SELECT m.* FROM procedure_moves m WHERE m.procedure = 'determination'),
  more AS (
    -- Into a suspension and out of it, from wherever the application stands.
    SELECT k.step, p.stands AS from_state, p.rests AS to_state, k.step AS like_step, k.from_state AS like_from
      FROM known k, pairs p WHERE k.step = 'suspend'
    UNION ALL SELECT k.step, p.rests, p.stands, k.step, k.from_state FROM known k, pairs p WHERE k.step = 'resume'
    -- Each step of an application while it is suspended as while it stands.
    UNION ALL SELECT k.step, p.rests, coalesce(t.rests, k.to_state), k.step, k.from_state
      FROM known k JOIN pairs p ON p.stands = k.from_state LEFT JOIN pairs t ON t.stands = k.to_state
      WHERE k.step IN ('apply_removal', 'accept_removal', 'refuse_removal', 'draft_removal', 'pass_removal', 'return_removal',
        'approve_removal', 'reject_removal', 'expire', 'remove_wrongful'))
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by)
SELECT k.procedure, m.step, m.from_state, m.to_state, k.decides, k.once, k.answers_all, k.tells_remedies, k.needs_documents,
  k.drafted_documents, k.serves, k.not_by
FROM more m JOIN known k ON k.step = m.like_step AND k.from_state = m.like_from
ON CONFLICT (procedure, step, from_state) DO NOTHING;

CREATE OR REPLACE FUNCTION determinations_standing(day date, as_at timestamptz)
  RETURNS TABLE (case_id uuid, use text, party_id uuid, domain text, record_id uuid, measures text[], effective_on date, until_on date, resting boolean)
  LANGUAGE sql STABLE AS $$
  SELECT c.id, c.ground, coalesce(c.party_id, c.subject_id), d.domain, c.record_id, d.measures, t.effective_on, t.until_on,
    s.to_state IN ('suspended', 'suspended_applied', 'suspended_accepted', 'suspended_drafted', 'suspended_reviewed')
      OR record_under_objection(c.subject_id, c.record_id, as_at)
  FROM procedure_cases c
  JOIN determination_terms t ON t.case_id = c.id AND day BETWEEN t.effective_on AND t.until_on
  JOIN LATERAL (SELECT x.to_state FROM procedure_steps x WHERE x.case_id = c.id AND x.taken_at <= as_at ORDER BY x.number DESC LIMIT 1) AS s ON true
  JOIN LATERAL (SELECT x.domain, x.measures FROM determination_contents x WHERE x.case_id = c.id ORDER BY x.version DESC LIMIT 1) AS d ON true
  WHERE c.procedure = 'determination'
    AND s.to_state IN ('in_effect', 'removal_applied', 'removal_accepted', 'removal_drafted', 'removal_reviewed',
      'suspended', 'suspended_applied', 'suspended_accepted', 'suspended_drafted', 'suspended_reviewed')
    AND NOT record_rests(c.subject_id, c.record_id, 'ended', as_at) $$;

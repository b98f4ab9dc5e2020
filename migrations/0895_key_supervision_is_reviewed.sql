-- Key supervision says how often is inspected, before and while it stands, and when the organ looks at it anew (R25); after that review
-- it stays until its term, or the organ lifts it without waiting for an application (src/determinations/review-steps.ts). Contents from
-- before have none of the three, and go on without.
ALTER TABLE determination_contents
  ADD COLUMN inspections_before integer CHECK (inspections_before BETWEEN 0 AND 366),
  ADD COLUMN inspections_during integer CHECK (inspections_during BETWEEN 1 AND 366),
  ADD COLUMN review_months integer CHECK (review_months BETWEEN 1 AND 60),
  ADD CONSTRAINT determination_contents_supervision CHECK (num_nonnulls(inspections_before, inspections_during, review_months) IN (0, 3)
    AND (review_months IS NULL OR ground = 'key_supervision')),
  ADD CHECK (inspections_during > inspections_before),
  ADD CHECK (review_months <= term_months);

-- As 0332 has it; the review and the inspections are told with the notice, and after it neither becomes heavier.
CREATE OR REPLACE FUNCTION determination_contents_are_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE earlier determination_contents;
BEGIN
  IF NOT EXISTS (SELECT FROM procedure_cases c WHERE c.id = NEW.case_id AND c.ground = NEW.ground) THEN
    RAISE EXCEPTION 'the contents are of another use than the case' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM procedure_cases c WHERE c.id = NEW.case_id
      AND (c.ground = 'responsible_person') = (coalesce(c.party_id, c.subject_id) = c.subject_id)) THEN
    RAISE EXCEPTION 'it is addressed to the wrong party' USING ERRCODE = 'check_violation';
  END IF;
  SELECT * INTO earlier FROM determination_contents d WHERE d.case_id = NEW.case_id ORDER BY d.version DESC LIMIT 1;
  IF FOUND AND EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = NEW.case_id AND s.step = 'serve_notice')
      AND NOT (NEW.term_months <= earlier.term_months AND NEW.measures <@ earlier.measures
        AND NEW.domain IS NOT DISTINCT FROM earlier.domain AND NEW.role IS NOT DISTINCT FROM earlier.role
        AND coalesce(NEW.inspections_during, 0) <= coalesce(earlier.inspections_during, 0)
        AND (earlier.review_months IS NULL OR coalesce(NEW.review_months <= earlier.review_months, false))) THEN
    RAISE EXCEPTION 'nothing becomes heavier after the notice' USING ERRCODE = 'check_violation', CONSTRAINT = 'determination_not_heavier';
  END IF;
  IF NEW.ground = 'key_supervision' AND NEW.review_months IS NULL AND (earlier.case_id IS NULL OR earlier.review_months IS NOT NULL) THEN
    RAISE EXCEPTION 'it does not say how often is inspected and when it is reviewed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'determination_review_told';
  END IF;
  IF coalesce((SELECT s.to_state FROM procedure_steps s WHERE s.case_id = NEW.case_id ORDER BY s.number DESC LIMIT 1), 'proposed')
      NOT IN ('proposed', 'noticed', 'defending', 'heard') THEN
    RAISE EXCEPTION 'the decision is drafted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Whoever drafts a lift has had the case in hand, as with each other draft.
ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
UPDATE procedure_moves
  SET not_by = not_by[:array_position(not_by, 'draft_resumption')] || 'draft_lift'::text || not_by[array_position(not_by, 'draft_resumption') + 1:]
  WHERE procedure = 'determination' AND 'draft_resumption' = ANY (not_by);
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by, former) VALUES
  ('determination', 'review_stays', 'in_effect', 'in_effect', true, true, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,pass,pass_listing,pass_removal,pass_resumption}', false),
  ('determination', 'review_stays', 'suspended', 'suspended', true, true, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,pass,pass_listing,pass_removal,pass_resumption}', false),
  ('determination', 'draft_lift', 'in_effect', 'removal_drafted', false, false, true, false, '{removal_decision}', '{removal_decision}', '{}', '{}', false),
  ('determination', 'draft_lift', 'suspended', 'suspended_drafted', false, false, true, false, '{removal_decision}', '{removal_decision}', '{}', '{}', false),
  ('determination', 'return_lift', 'removal_drafted', 'in_effect', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift}', false),
  ('determination', 'return_lift', 'suspended_drafted', 'suspended', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift}', false),
  ('determination', 'return_lift', 'removal_reviewed', 'in_effect', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift}', false),
  ('determination', 'return_lift', 'suspended_reviewed', 'suspended', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift}', false);

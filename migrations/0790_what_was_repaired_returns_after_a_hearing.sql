-- What was repaired or shielded returns by a new decision only (law file 2.4): by a notice that was served, the party's time to speak, an
-- answer to each of its points, a draft made after that, review and decision by three people; and in effect from its service, not before.
-- Until now one person ended a shield, and a revocation was drafted before anybody was heard. Ways that nobody takes any more stay as the
-- ways of histories (src/repairs/revocation-steps.ts).
ALTER TABLE procedure_moves ADD COLUMN former boolean NOT NULL DEFAULT false;

ALTER TABLE procedure_states DISABLE TRIGGER procedure_states_append_only;
UPDATE procedure_states SET is_decided = true WHERE (procedure, state) IN (('repair', 'shielded'), ('repair', 'syncing'),
  ('determination', 'decided'), ('determination', 'in_effect'), ('determination', 'suspended'), ('determination', 'removed'),
  ('determination', 'removed_wrong'), ('determination', 'restored'));
ALTER TABLE procedure_states ENABLE TRIGGER procedure_states_append_only;
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final, is_decided) VALUES
  ('repair', 'revocation_noticed', false, true, false, false),
  ('repair', 'revocation_defending', false, true, false, false),
  ('repair', 'revocation_heard', false, true, false, false),
  ('repair', 'revocation_drafted', false, true, false, false),
  ('repair', 'revocation_decided', false, true, false, true),
  ('repair', 'shield_ending', false, true, false, false),
  ('repair', 'shield_noticed', false, true, false, false),
  ('repair', 'shield_defending', false, true, false, false),
  ('repair', 'shield_heard', false, true, false, false),
  ('repair', 'shield_drafted', false, true, false, false),
  ('repair', 'shield_reviewed', false, true, false, false),
  ('repair', 'shield_decided', false, true, false, true);

ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
UPDATE procedure_moves SET former = true WHERE procedure = 'repair' AND (step, from_state) IN
  (('pass_revocation', 'revoking'), ('revoke', 'revocation_reviewed'), ('end_shield', 'shielded'));
UPDATE procedure_moves SET needs_documents = '{revocation_notice}', drafted_documents = '{revocation_notice}'
  WHERE procedure = 'repair' AND step = 'propose_revocation';
UPDATE procedure_moves SET needs_documents = drafted_documents, answers_all = true
  WHERE procedure = 'repair' AND step IN ('pass_revocation', 'revoke', 'end_shield');
-- Whoever drafted one of the new texts, or reviewed one, has had the case in hand.
UPDATE procedure_moves SET not_by = CASE WHEN 'pass' = ANY (not_by)
    THEN '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,pass,pass_revocation,pass_shield_end}'::text[]
    ELSE '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}'::text[] END
  WHERE procedure = 'repair' AND 'propose_revocation' = ANY (not_by);
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by, former) VALUES
  ('repair', 'serve_revocation_notice', 'revoking', 'revocation_noticed', false, false, false, false, '{revocation_notice,delivery_receipt}', '{revocation_notice}', '{revocation_notice}', '{}', false),
  ('repair', 'serve_shield_notice', 'shield_ending', 'shield_noticed', false, false, false, false, '{shield_notice,delivery_receipt}', '{shield_notice}', '{shield_notice}', '{}', false),
  ('repair', 'file_statement', 'revocation_noticed', 'revocation_defending', false, false, false, false, '{statement_record}', '{}', '{}', '{}', false),
  ('repair', 'file_statement', 'shield_noticed', 'shield_defending', false, false, false, false, '{statement_record}', '{}', '{}', '{}', false),
  ('repair', 'file_statement', 'revocation_heard', 'revocation_defending', false, false, false, false, '{statement_record}', '{}', '{}', '{}', false),
  ('repair', 'file_statement', 'shield_heard', 'shield_defending', false, false, false, false, '{statement_record}', '{}', '{}', '{}', false),
  ('repair', 'answer_statement', 'revocation_defending', 'revocation_heard', false, false, true, false, '{statement_reply}', '{statement_reply}', '{}', '{}', false),
  ('repair', 'answer_statement', 'shield_defending', 'shield_heard', false, false, true, false, '{statement_reply}', '{statement_reply}', '{}', '{}', false),
  ('repair', 'close_hearing', 'revocation_noticed', 'revocation_heard', false, false, false, false, '{}', '{}', '{}', '{}', false),
  ('repair', 'close_hearing', 'shield_noticed', 'shield_heard', false, false, false, false, '{}', '{}', '{}', '{}', false),
  ('repair', 'redraft', 'revocation_drafted', 'revocation_heard', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'redraft', 'shield_drafted', 'shield_heard', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'send_return_back', 'revocation_reviewed', 'revocation_heard', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,pass,pass_revocation,pass_shield_end}', false),
  ('repair', 'send_return_back', 'shield_reviewed', 'shield_heard', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,pass,pass_revocation,pass_shield_end}', false),
  ('repair', 'propose_revocation', 'syncing', 'revoking', false, false, false, false, '{revocation_notice}', '{revocation_notice}', '{}', '{}', false),
  ('repair', 'propose_shield_end', 'shielded', 'shield_ending', false, false, false, false, '{shield_notice}', '{shield_notice}', '{}', '{}', false),
  ('repair', 'draft_revocation', 'revocation_heard', 'revocation_drafted', false, false, true, false, '{revocation_decision}', '{revocation_decision}', '{}', '{}', false),
  ('repair', 'draft_shield_end', 'shield_heard', 'shield_drafted', false, false, true, false, '{shield_decision}', '{shield_decision}', '{}', '{}', false),
  ('repair', 'pass_revocation', 'revocation_drafted', 'revocation_reviewed', false, false, true, false, '{revocation_decision}', '{revocation_decision}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'pass_shield_end', 'shield_drafted', 'shield_reviewed', false, false, true, false, '{shield_decision}', '{shield_decision}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_revocation', 'revocation_noticed', 'done', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_revocation', 'revocation_defending', 'done', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_revocation', 'revocation_heard', 'done', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_revocation', 'revocation_drafted', 'done', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_shield_end', 'shield_ending', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_shield_end', 'shield_noticed', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_shield_end', 'shield_defending', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_shield_end', 'shield_heard', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_shield_end', 'shield_drafted', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'drop_shield_end', 'shield_reviewed', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end}', false),
  ('repair', 'decide_revocation', 'revocation_reviewed', 'revocation_decided', true, false, true, true, '{revocation_decision,repair_notice}', '{revocation_decision,repair_notice}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,pass,pass_revocation,pass_shield_end}', false),
  ('repair', 'decide_shield_end', 'shield_reviewed', 'shield_decided', true, false, true, true, '{shield_decision}', '{shield_decision}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,pass,pass_revocation,pass_shield_end}', false),
  ('repair', 'serve_revocation', 'revocation_decided', 'revoked_false_material', false, false, false, false, '{delivery_receipt}', '{}', '{revocation_decision,repair_notice}', '{}', false),
  ('repair', 'serve_shield_end', 'shield_decided', 'shield_ended', false, false, false, false, '{delivery_receipt}', '{}', '{shield_decision}', '{}', false);

CREATE FUNCTION refuse_former_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_moves m WHERE m.procedure = NEW.procedure AND m.step = NEW.step AND m.from_state = NEW.from_state
      AND m.former) THEN
    RAISE EXCEPTION 'the table of % has the step % from % no more', NEW.procedure, NEW.step, NEW.from_state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_steps_current';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_steps_current BEFORE INSERT ON procedure_steps FOR EACH ROW EXECUTE FUNCTION refuse_former_way();

-- What is said with a step is judged by the state to which that step leads: so at the end of the transaction.
DROP TRIGGER procedure_points_are_heard ON procedure_points;
CREATE CONSTRAINT TRIGGER procedure_points_are_heard AFTER INSERT ON procedure_points DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unheard_point();

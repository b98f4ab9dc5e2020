-- An objection that fails ends its marker and its clock when the reply was served, not when it was decided (河南省社会信用条例 art. 41: the
-- party is to be told the result; src/rights/objections/objection-steps.ts). The way that ended them at once is of histories.
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final, is_decided) VALUES
  ('objection', 'refusal_decided', true, false, false, true);

ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
UPDATE procedure_moves SET former = true WHERE procedure = 'objection' AND step = 'decide_refusal';
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;

INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by, former) VALUES
  ('objection', 'decide_not_upheld', 'reviewed', 'refusal_decided', true, false, true, true, '{reply}', '{reply}', '{}', '{draft,pass}', false),
  ('objection', 'serve_reply', 'refusal_decided', 'refused', false, false, false, false, '{delivery_receipt}', '{}', '{reply}', '{}', false);

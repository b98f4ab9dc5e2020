-- An objection that succeeds in part fails in part: its result tells the remedies too (src/objections/objection-steps.ts). After a draft came
-- back the provider may still be asked. What was wrong is made good also when it is over by itself or was ended early
-- (河南省社会信用条例 art. 66).
ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
UPDATE procedure_moves SET tells_remedies = true WHERE procedure = 'objection' AND step IN ('decide_correction', 'decide_withdrawal');
UPDATE procedure_moves SET once = true WHERE procedure = 'determination' AND step = 'remove_wrongful';
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by)
SELECT m.procedure, m.step, n.from_state, m.to_state, m.decides, m.once, m.answers_all, m.tells_remedies, m.needs_documents,
  m.drafted_documents, m.serves, m.not_by
FROM procedure_moves m JOIN (VALUES ('objection', 'ask_provider', 'received', 'verified'),
    ('determination', 'remove_wrongful', 'decided', 'removed'), ('determination', 'remove_wrongful', 'decided', 'closed'))
  AS n (procedure, step, like_from, from_state) ON n.procedure = m.procedure AND n.step = m.step AND n.like_from = m.from_state;

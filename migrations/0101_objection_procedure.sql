-- The table of the objection (异议; 河南省社会信用条例 arts. 41, 42), as src/objections/objection-procedure.ts has it.
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final) VALUES
  ('objection', 'none', false, false, false),
  ('objection', 'received', true, false, false),
  ('objection', 'at_provider', true, false, false),
  ('objection', 'at_experts', true, false, false),
  ('objection', 'provider_at_experts', true, false, false),
  ('objection', 'verified', true, false, false),
  ('objection', 'drafted', true, false, false),
  ('objection', 'reviewed', true, false, false),
  ('objection', 'correcting', true, false, false),
  ('objection', 'withdrawing', true, false, false),
  ('objection', 'corrected', false, false, true),
  ('objection', 'record_withdrawn', false, false, true),
  ('objection', 'refused', false, false, true),
  ('objection', 'withdrawn', false, false, true);
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents, not_by) VALUES
  ('objection', 'enter', 'none', 'received', false, false, false, false, '{}', '{}'),
  ('objection', 'ask_provider', 'received', 'at_provider', false, false, false, false, '{check_notice}', '{}'),
  ('objection', 'record_provider', 'at_provider', 'verified', false, false, false, false, '{provider_answer}', '{}'),
  ('objection', 'ask_experts', 'received', 'at_experts', false, false, false, false, '{expert_request}', '{}'),
  ('objection', 'ask_experts', 'verified', 'at_experts', false, false, false, false, '{expert_request}', '{}'),
  ('objection', 'ask_experts', 'at_provider', 'provider_at_experts', false, false, false, false, '{expert_request}', '{}'),
  ('objection', 'record_experts', 'at_experts', 'verified', false, false, false, false, '{expert_report}', '{}'),
  ('objection', 'record_experts', 'provider_at_experts', 'at_provider', false, false, false, false, '{expert_report}', '{}'),
  ('objection', 'draft', 'received', 'drafted', false, false, true, false, '{reply}', '{}'),
  ('objection', 'draft', 'verified', 'drafted', false, false, true, false, '{reply}', '{}'),
  ('objection', 'pass', 'drafted', 'reviewed', false, false, true, false, '{reply}', '{draft}'),
  ('objection', 'return_draft', 'drafted', 'verified', false, false, false, false, '{}', '{draft}'),
  ('objection', 'send_back', 'reviewed', 'verified', false, false, false, false, '{}', '{draft,pass}'),
  ('objection', 'decide_correction', 'reviewed', 'correcting', true, false, true, false, '{reply}', '{draft,pass}'),
  ('objection', 'decide_withdrawal', 'reviewed', 'withdrawing', true, false, true, false, '{reply}', '{draft,pass}'),
  ('objection', 'decide_refusal', 'reviewed', 'refused', true, false, true, true, '{reply}', '{draft,pass}'),
  ('objection', 'confirm_correction', 'correcting', 'corrected', false, false, false, false, '{}', '{}'),
  ('objection', 'confirm_withdrawal', 'withdrawing', 'record_withdrawn', false, false, false, false, '{}', '{}'),
  ('objection', 'withdraw', 'received', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}'),
  ('objection', 'withdraw', 'at_provider', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}'),
  ('objection', 'withdraw', 'at_experts', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}'),
  ('objection', 'withdraw', 'provider_at_experts', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}'),
  ('objection', 'withdraw', 'verified', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}'),
  ('objection', 'withdraw', 'drafted', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}'),
  ('objection', 'withdraw', 'reviewed', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}');

-- Objections that were entered before there was a procedure: each is a case that has come in, with its points and its marker, and its
-- clocks are counted by the worker. Its id is that of the mark.
INSERT INTO procedure_cases (id, procedure, subject_id, record_id, record_version, channel, ground, opened_at, opened_by, opened_kind,
  organ_id, organ_path)
SELECT m.id, 'objection', m.subject_id, m.record_id,
  coalesce((SELECT max(v.version) FROM record_versions v WHERE v.subject_id = m.subject_id AND v.record_id = m.record_id
    AND v.known_at <= m.received_at), 1),
  'paper', 'incorrect', m.received_at, m.entered_by, m.entered_kind, r.organ_id, r.organ_path
FROM objection_marks m JOIN records r ON r.subject_id = m.subject_id AND r.id = m.record_id;
INSERT INTO procedure_points (case_id, number, kind, sealed_id, raised_at, organ_path)
SELECT m.id, 1, 'point', m.sealed_id, m.received_at, m.organ_path FROM objection_marks m;
INSERT INTO procedure_steps (case_id, number, procedure, step, from_state, to_state, decides, taken_on, taken_at, taken_by, taken_kind,
  documents, remedies, basis, edition, organ_path)
SELECT c.id, 1, 'objection', 'enter', 'none', 'received', false, m.received_on, m.received_at, m.entered_by, m.entered_kind,
  '[]', '{}', '{hnxy:41}', v.edition, c.organ_path
FROM objection_marks m JOIN procedure_cases c ON c.id = m.id
JOIN record_versions v ON v.subject_id = c.subject_id AND v.record_id = c.record_id AND v.version = c.record_version;

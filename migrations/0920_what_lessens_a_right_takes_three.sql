-- What lessens a right takes three persons, and no more than one text: refusing an application at the door, and dismissing a ruling, were
-- one person's; an approval after a plan was drafted and reviewed by nobody. More time for the organ is asked for by one and approved by
-- the person in charge; that nothing was filed is put down by one and checked by another; a supplement is asked for once
-- (src/repairs, src/annulments, src/determinations: their tables say of each step that takes fewer than three why that suffices).
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final, is_decided) VALUES
  ('repair', 'refusal_drafted', false, false, false, false),
  ('repair', 'refusal_reviewed', false, false, false, false),
  ('repair', 'extension_asked', false, false, false, false),
  ('repair', 'plan_drafted', false, true, false, false),
  ('repair', 'plan_reviewed', false, true, false, false),
  ('annulment', 'enquired', false, false, false, false),
  ('annulment', 'suit_enquired', false, false, false, false),
  ('annulment', 'dismissal_proposed', false, true, false, false),
  ('determination', 'removal_refusal_drafted', false, false, false, false),
  ('determination', 'removal_refusal_reviewed', false, false, false, false),
  ('determination', 'suspended_refusal_drafted', false, false, false, false),
  ('determination', 'suspended_refusal_reviewed', false, false, false, false);

ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
-- The hands that have had the case, as each table has them now.
UPDATE procedure_moves AS m SET not_by = n.not_by::text[] FROM (VALUES
  ('repair', '{approve,approve_after_plan,decide_revocation,decide_shield_end,end_shield,refuse,reject,revoke,send_back,send_return_back,shield}',
    '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan,pass,pass_revocation,pass_shield_end,pass_refusal,pass_after_plan}'),
  ('repair', '{extend}',
    '{begin,submit,accept,verify,draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}'),
  ('repair', '{drop_revocation,drop_shield_end,pass,pass_revocation,pass_shield_end,redraft,return_draft}',
    '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}'),
  ('annulment', '{note_no_remedy,note_no_suit}',
    '{file_review,file_suit,receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit}'),
  ('annulment', '{confirm}',
    '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit}'),
  ('annulment', '{dismiss,send_back,withdraw}',
    '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit,confirm,propose_dismissal}'),
  ('determination', '{drop,pass,pass_listing,pass_removal,pass_resumption,return_draft,return_lift,return_removal,return_resumption}',
    '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}'),
  ('determination', '{approve_removal,decide,decide_collectively,decide_listing,publish,refuse_removal,reject_removal,remove_wrongful,restore,review_stays,send_back}',
    '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}'),
  ('determination', '{remove_suspended,resume}',
    '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal,suspend}'))
  AS n (procedure, steps, not_by) WHERE m.procedure = n.procedure AND m.step = ANY (n.steps::text[]);
UPDATE procedure_moves SET once = true
  WHERE (procedure, step, from_state) IN (('repair', 'return_for_supplement', 'submitted'));
UPDATE procedure_moves SET former = true
  WHERE (procedure, step, from_state) IN (('repair', 'refuse', 'submitted'), ('repair', 'extend', 'verifying'), ('annulment', 'note_no_suit', 'review_upheld'),
    ('annulment', 'note_no_remedy', 'none'), ('annulment', 'note_no_remedy', 'remedy_withdrawn'),
    ('determination', 'refuse_removal', 'removal_applied'), ('determination', 'refuse_removal', 'suspended_applied'));
UPDATE procedure_moves SET answers_all = true, former = true
  WHERE (procedure, step, from_state) IN (('repair', 'approve_after_plan', 'shielded'));
UPDATE procedure_moves SET needs_documents = '{ruling}', former = true
  WHERE (procedure, step, from_state) IN (('annulment', 'dismiss', 'received'), ('annulment', 'dismiss', 'confirmed'));
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;

INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents,
  drafted_documents, serves, not_by, former) VALUES
  ('repair', 'draft_refusal', 'submitted', 'refusal_drafted', false, false, false, false, '{refusal_notice}', '{refusal_notice}', '{}', '{}', false),
  ('repair', 'pass_refusal', 'refusal_drafted', 'refusal_reviewed', false, false, false, false, '{refusal_notice}', '{refusal_notice}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan,begin,submit,supplement}', false),
  ('repair', 'return_refusal', 'refusal_drafted', 'submitted', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'return_refusal', 'refusal_reviewed', 'submitted', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'refuse', 'refusal_reviewed', 'refused', true, false, false, true, '{refusal_notice}', '{refusal_notice}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan,pass,pass_revocation,pass_shield_end,pass_refusal,pass_after_plan}', false),
  ('repair', 'ask_extension', 'verifying', 'extension_asked', false, false, false, false, '{extension_notice}', '{extension_notice}', '{}', '{}', false),
  ('repair', 'deny_extension', 'extension_asked', 'verifying', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'extend', 'extension_asked', 'extended', true, true, false, false, '{extension_notice}', '{extension_notice}', '{}', '{begin,submit,accept,verify,draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'draft_after_plan', 'shielded', 'plan_drafted', false, false, true, false, '{decision,plan_report}', '{decision}', '{}', '{}', false),
  ('repair', 'pass_after_plan', 'plan_drafted', 'plan_reviewed', false, false, true, false, '{decision,plan_report}', '{decision}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'return_after_plan', 'plan_drafted', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'return_after_plan', 'plan_reviewed', 'shielded', false, false, false, false, '{}', '{}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan}', false),
  ('repair', 'approve_after_plan', 'plan_reviewed', 'syncing', true, false, true, false, '{decision,plan_report}', '{decision}', '{}', '{draft,propose_revocation,propose_shield_end,draft_revocation,draft_shield_end,draft_refusal,ask_extension,draft_after_plan,pass,pass_revocation,pass_shield_end,pass_refusal,pass_after_plan}', false),
  ('repair', 'withdraw', 'refusal_drafted', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}', '{}', '{}', false),
  ('repair', 'withdraw', 'refusal_reviewed', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}', '{}', '{}', false),
  ('repair', 'withdraw', 'extension_asked', 'withdrawn', false, false, false, false, '{withdrawal_request}', '{}', '{}', '{}', false),
  ('annulment', 'file_review', 'enquired', 'under_review', false, false, false, false, '{review_application}', '{}', '{}', '{}', false),
  ('annulment', 'file_suit', 'enquired', 'under_suit', false, false, false, false, '{suit_notice}', '{}', '{}', '{}', false),
  ('annulment', 'file_suit', 'suit_enquired', 'under_suit', false, false, false, false, '{suit_notice}', '{}', '{}', '{}', false),
  ('annulment', 'enquire', 'none', 'enquired', false, false, false, false, '{enquiry_record}', '{}', '{}', '{}', false),
  ('annulment', 'enquire', 'remedy_withdrawn', 'enquired', false, false, false, false, '{enquiry_record}', '{}', '{}', '{}', false),
  ('annulment', 'enquire_suit', 'review_upheld', 'suit_enquired', false, false, false, false, '{enquiry_record}', '{}', '{}', '{}', false),
  ('annulment', 'note_no_suit', 'suit_enquired', 'upheld', true, false, false, false, '{enquiry_record}', '{}', '{}', '{file_review,file_suit,receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit}', false),
  ('annulment', 'note_no_remedy', 'enquired', 'unattacked', true, false, false, false, '{enquiry_record}', '{}', '{}', '{file_review,file_suit,receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit}', false),
  ('annulment', 'receive_setting_aside', 'enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_setting_aside', 'suit_enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_alteration', 'enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_alteration', 'suit_enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_unlawful', 'enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_unlawful', 'suit_enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_void', 'enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'receive_void', 'suit_enquired', 'received', false, false, false, false, '{ruling}', '{}', '{}', '{}', false),
  ('annulment', 'send_back', 'dismissal_proposed', 'received', false, false, false, false, '{}', '{}', '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit,confirm,propose_dismissal}', false),
  ('annulment', 'propose_dismissal', 'received', 'dismissal_proposed', false, false, false, false, '{ruling}', '{}', '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit}', false),
  ('annulment', 'propose_dismissal', 'confirmed', 'dismissal_proposed', false, false, false, false, '{ruling}', '{}', '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit}', false),
  ('annulment', 'dismiss', 'dismissal_proposed', 'dismissed', true, false, false, false, '{ruling}', '{}', '{}', '{receive_setting_aside,receive_alteration,receive_unlawful,receive_void,enquire,enquire_suit,confirm,propose_dismissal}', false),
  ('determination', 'suspend', 'removal_refusal_drafted', 'suspended_refusal_drafted', false, false, false, false, '{suspension_ground}', '{}', '{}', '{}', false),
  ('determination', 'suspend', 'removal_refusal_reviewed', 'suspended_refusal_reviewed', false, false, false, false, '{suspension_ground}', '{}', '{}', '{}', false),
  ('determination', 'draft_removal_refusal', 'removal_applied', 'removal_refusal_drafted', false, false, false, false, '{refusal_notice}', '{refusal_notice}', '{}', '{}', false),
  ('determination', 'draft_removal_refusal', 'suspended_applied', 'suspended_refusal_drafted', false, false, false, false, '{refusal_notice}', '{refusal_notice}', '{}', '{}', false),
  ('determination', 'pass_removal_refusal', 'removal_refusal_drafted', 'removal_refusal_reviewed', false, false, false, false, '{refusal_notice}', '{refusal_notice}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}', false),
  ('determination', 'pass_removal_refusal', 'suspended_refusal_drafted', 'suspended_refusal_reviewed', false, false, false, false, '{refusal_notice}', '{refusal_notice}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}', false),
  ('determination', 'return_removal_refusal', 'removal_refusal_drafted', 'removal_applied', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}', false),
  ('determination', 'return_removal_refusal', 'suspended_refusal_drafted', 'suspended_applied', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}', false),
  ('determination', 'return_removal_refusal', 'removal_refusal_reviewed', 'removal_applied', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}', false),
  ('determination', 'return_removal_refusal', 'suspended_refusal_reviewed', 'suspended_applied', false, false, false, false, '{}', '{}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal}', false),
  ('determination', 'refuse_removal', 'removal_refusal_reviewed', 'in_effect', true, false, false, true, '{refusal_notice}', '{refusal_notice}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}', false),
  ('determination', 'refuse_removal', 'suspended_refusal_reviewed', 'suspended', true, false, false, true, '{refusal_notice}', '{refusal_notice}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}', false),
  ('determination', 'expire', 'removal_refusal_drafted', 'removed', false, false, false, false, '{}', '{}', '{}', '{}', false),
  ('determination', 'expire', 'suspended_refusal_drafted', 'removed', false, false, false, false, '{}', '{}', '{}', '{}', false),
  ('determination', 'expire', 'removal_refusal_reviewed', 'removed', false, false, false, false, '{}', '{}', '{}', '{}', false),
  ('determination', 'expire', 'suspended_refusal_reviewed', 'removed', false, false, false, false, '{}', '{}', '{}', '{}', false),
  ('determination', 'remove_wrongful', 'removal_refusal_drafted', 'removed_wrong', true, true, false, false, '{wrongful_removal}', '{wrongful_removal}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}', false),
  ('determination', 'remove_wrongful', 'suspended_refusal_drafted', 'removed_wrong', true, true, false, false, '{wrongful_removal}', '{wrongful_removal}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}', false),
  ('determination', 'remove_wrongful', 'removal_refusal_reviewed', 'removed_wrong', true, true, false, false, '{wrongful_removal}', '{wrongful_removal}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}', false),
  ('determination', 'remove_wrongful', 'suspended_refusal_reviewed', 'removed_wrong', true, true, false, false, '{wrongful_removal}', '{wrongful_removal}', '{}', '{propose,draft,draft_listing,draft_removal,draft_resumption,draft_lift,draft_removal_refusal,pass,pass_listing,pass_removal,pass_resumption,pass_removal_refusal}', false);

-- The same two lists with the states in which an application is about to be refused at the door.
CREATE OR REPLACE FUNCTION is_in_effect(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT state IN ('in_effect', 'removal_applied', 'removal_refusal_drafted', 'removal_refusal_reviewed', 'removal_accepted',
    'removal_drafted', 'removal_reviewed') $$;
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
    AND (is_in_effect(s.to_state) OR s.to_state IN ('suspended', 'suspended_applied', 'suspended_refusal_drafted',
      'suspended_refusal_reviewed', 'suspended_accepted', 'suspended_drafted', 'suspended_reviewed', 'resumption_drafted', 'resumption_reviewed', 'resumption_decided'))
    AND NOT record_rests(c.subject_id, c.record_id, 'ended', as_at) $$;

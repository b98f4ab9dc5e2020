-- Determinations (认定; law file 2.3, 国办发〔2020〕49号 (六)-(八), 河南省社会信用条例 arts. 28, 37, 66), as
-- src/determinations/determination-procedure.ts has them: the serious list, key supervision, findings about a responsible person.
-- Whether one stands is derived from the state of its case and its last day when it is read; no flag stands beside.
INSERT INTO procedure_states (procedure, state, marks_record, ends_use, is_final) VALUES
  ('determination', 'none', false, false, false),
  ('determination', 'proposed', false, false, false),
  ('determination', 'noticed', false, false, false),
  ('determination', 'defending', false, false, false),
  ('determination', 'heard', false, false, false),
  ('determination', 'drafted', false, false, false),
  ('determination', 'reviewed', false, false, false),
  ('determination', 'decided', false, false, false),
  ('determination', 'in_effect', false, false, false),
  ('determination', 'suspended', false, false, false),
  ('determination', 'removal_applied', false, false, false),
  ('determination', 'removal_accepted', false, false, false),
  ('determination', 'removal_drafted', false, false, false),
  ('determination', 'removal_reviewed', false, false, false),
  ('determination', 'removed', false, false, false),
  ('determination', 'removed_wrong', false, false, false),
  ('determination', 'restored', false, false, false),
  ('determination', 'closed', false, false, true),
  ('determination', 'dropped', false, false, true);
INSERT INTO procedure_moves (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents, not_by) VALUES
  ('determination', 'propose', 'none', 'proposed', false, false, false, false, '{}', '{}'),
  ('determination', 'serve_notice', 'proposed', 'noticed', false, true, false, false, '{prior_notice,delivery_receipt}', '{}'),
  ('determination', 'file_statement', 'noticed', 'defending', false, false, false, false, '{statement_record}', '{}'),
  ('determination', 'file_statement', 'heard', 'defending', false, false, false, false, '{statement_record}', '{}'),
  ('determination', 'answer_statement', 'defending', 'heard', false, false, true, false, '{statement_reply}', '{}'),
  ('determination', 'close_hearing', 'noticed', 'heard', false, false, false, false, '{}', '{}'),
  ('determination', 'drop', 'proposed', 'dropped', false, false, false, false, '{no_finding_notice}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'drop', 'noticed', 'dropped', false, false, false, false, '{no_finding_notice}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'drop', 'defending', 'dropped', false, false, false, false, '{no_finding_notice}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'drop', 'heard', 'dropped', false, false, false, false, '{no_finding_notice}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'drop', 'drafted', 'dropped', false, false, false, false, '{no_finding_notice}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'drop', 'reviewed', 'dropped', false, false, false, false, '{no_finding_notice}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'draft', 'heard', 'drafted', false, false, true, false, '{decision}', '{}'),
  ('determination', 'draft_listing', 'heard', 'drafted', false, false, true, false, '{list_decision}', '{}'),
  ('determination', 'pass', 'drafted', 'reviewed', false, false, true, false, '{decision,legal_opinion}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'pass_listing', 'drafted', 'reviewed', false, false, true, false, '{list_decision,legal_opinion}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'return_draft', 'drafted', 'heard', false, false, false, false, '{}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'send_back', 'reviewed', 'heard', false, false, false, false, '{}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'decide', 'reviewed', 'decided', true, false, true, true, '{decision,repair_notice}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'decide_collectively', 'reviewed', 'decided', true, false, true, true, '{decision,repair_notice,discussion_record}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'decide_listing', 'reviewed', 'decided', true, false, true, true, '{list_decision,repair_notice,discussion_record}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'serve_decision', 'decided', 'in_effect', false, false, false, false, '{delivery_receipt}', '{}'),
  ('determination', 'serve_listing', 'decided', 'in_effect', false, false, false, false, '{delivery_receipt}', '{}'),
  ('determination', 'publish', 'in_effect', 'in_effect', true, true, false, false, '{publication_notice}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'suspend', 'in_effect', 'suspended', false, false, false, false, '{suspension_ground}', '{}'),
  ('determination', 'resume', 'suspended', 'in_effect', true, false, false, true, '{resumption_decision}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal,suspend}'),
  ('determination', 'apply_removal', 'in_effect', 'removal_applied', false, false, false, false, '{removal_application,commitment_letter}', '{}'),
  ('determination', 'accept_removal', 'removal_applied', 'removal_accepted', false, false, false, false, '{acceptance_notice}', '{}'),
  ('determination', 'refuse_removal', 'removal_applied', 'in_effect', true, false, false, true, '{refusal_notice}', '{apply_removal}'),
  ('determination', 'draft_removal', 'removal_accepted', 'removal_drafted', false, false, true, false, '{removal_decision}', '{}'),
  ('determination', 'pass_removal', 'removal_drafted', 'removal_reviewed', false, false, true, false, '{removal_decision}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'return_removal', 'removal_drafted', 'removal_accepted', false, false, false, false, '{}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'return_removal', 'removal_reviewed', 'removal_accepted', false, false, false, false, '{}', '{propose,draft,draft_listing,draft_removal}'),
  ('determination', 'approve_removal', 'removal_reviewed', 'removed', true, false, true, false, '{removal_decision}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'reject_removal', 'removal_reviewed', 'in_effect', true, false, true, true, '{removal_decision}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'expire', 'in_effect', 'removed', false, false, false, false, '{}', '{}'),
  ('determination', 'expire', 'suspended', 'removed', false, false, false, false, '{}', '{}'),
  ('determination', 'expire', 'removal_applied', 'removed', false, false, false, false, '{}', '{}'),
  ('determination', 'expire', 'removal_accepted', 'removed', false, false, false, false, '{}', '{}'),
  ('determination', 'expire', 'removal_drafted', 'removed', false, false, false, false, '{}', '{}'),
  ('determination', 'expire', 'removal_reviewed', 'removed', false, false, false, false, '{}', '{}'),
  ('determination', 'remove_wrongful', 'decided', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'remove_wrongful', 'in_effect', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'remove_wrongful', 'suspended', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'remove_wrongful', 'removal_applied', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'remove_wrongful', 'removal_accepted', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'remove_wrongful', 'removal_drafted', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'remove_wrongful', 'removal_reviewed', 'removed_wrong', true, false, false, false, '{wrongful_removal}', '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'),
  ('determination', 'restore', 'removed_wrong', 'restored', false, false, false, false, '{apology,restoration_notice,compensation_note}', '{}'),
  ('determination', 'all_removed', 'removed', 'closed', false, false, false, false, '{}', '{}'),
  ('determination', 'all_removed', 'restored', 'closed', false, false, false, false, '{}', '{}');

-- The domain of a serious list (设列领域), opened by a person on a basis of the level that 国办发〔2020〕49号 (六) asks, with criteria of
-- the level that (七) asks, which were out for public comment for thirty days and more. The packs that come with the program have
-- none, and nothing is inserted here: as long as this table is empty nobody can be listed.
CREATE TABLE list_domain_proposals (
  id uuid PRIMARY KEY,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'),
  proposed_by uuid NOT NULL,
  proposed_kind text NOT NULL CHECK (proposed_kind = 'person'),
  proposed_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (id, code, proposed_by, organ_path),
  FOREIGN KEY (proposed_by, proposed_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE list_domain_reviews (
  id uuid PRIMARY KEY,
  proposed_by uuid NOT NULL,
  reviewed_by uuid NOT NULL CHECK (reviewed_by <> proposed_by),
  reviewed_kind text NOT NULL CHECK (reviewed_kind = 'person'),
  reviewed_at timestamptz NOT NULL,
  code text NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (id, code, proposed_by, reviewed_by, organ_path),
  FOREIGN KEY (id, code, proposed_by, organ_path) REFERENCES list_domain_proposals (id, code, proposed_by, organ_path),
  FOREIGN KEY (reviewed_by, reviewed_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE list_domains (
  -- That of its proposal: who proposed, who reviewed and who opens are three people.
  id uuid PRIMARY KEY,
  code text NOT NULL,
  proposed_by uuid NOT NULL,
  reviewed_by uuid NOT NULL,
  scope text NOT NULL CHECK (scope IN ('national', 'local')),
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  basis_levels text[] NOT NULL,
  criteria text[] NOT NULL CHECK (cardinality(criteria) > 0),
  criteria_levels text[] NOT NULL,
  comment_from date NOT NULL,
  comment_to date NOT NULL,
  comment_record text NOT NULL CHECK (comment_record <> ''),
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  opened_on date NOT NULL,
  opened_by uuid NOT NULL,
  opened_kind text NOT NULL CHECK (opened_kind = 'person'),
  opened_at timestamptz NOT NULL,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  UNIQUE (code, organ_path),
  CONSTRAINT list_domains_three_people CHECK (opened_by NOT IN (proposed_by, reviewed_by)),
  FOREIGN KEY (id, code, proposed_by, reviewed_by, organ_path)
    REFERENCES list_domain_reviews (id, code, proposed_by, reviewed_by, organ_path),
  CONSTRAINT list_domains_basis_level CHECK (basis_levels && CASE scope WHEN 'national' THEN ARRAY['L1', 'L2', 'L3'] ELSE ARRAY['L1', 'L2', 'L3', 'L4'] END),
  CONSTRAINT list_domains_criteria_level CHECK (criteria_levels && CASE scope WHEN 'national' THEN ARRAY['L1', 'L2', 'L3', 'L5'] ELSE ARRAY['L4'] END),
  CONSTRAINT list_domains_commented CHECK (comment_to - comment_from >= 30 AND opened_on > comment_to),
  FOREIGN KEY (opened_by, opened_kind) REFERENCES accounts (id, kind)
);

-- What is to be determined, in versions. No number here adds up anything: a term and the measures of the packs that the party is
-- warned of. Of a responsible person the part in the unit and its time, for the office alone (R46).
CREATE TABLE determination_contents (
  case_id uuid NOT NULL,
  procedure text GENERATED ALWAYS AS ('determination') STORED,
  version integer NOT NULL CHECK (version > 0),
  -- How many steps the case had when it was written down: which version the party was told of.
  after_steps integer NOT NULL CHECK (after_steps >= 0),
  ground text NOT NULL CHECK (ground IN ('serious_list', 'key_supervision', 'responsible_person')),
  domain text,
  term_months integer NOT NULL CHECK (term_months BETWEEN 1 AND 60),
  measures text[] NOT NULL,
  refs text[] NOT NULL CHECK (cardinality(refs) > 0),
  role text,
  role_from date,
  role_until date,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, version),
  CHECK ((ground = 'serious_list') = (domain IS NOT NULL)),
  CHECK (ground <> 'serious_list' OR term_months <= 36),
  CHECK ((ground = 'responsible_person') = (role IS NOT NULL)),
  CHECK (role IS NOT NULL OR (role_from IS NULL AND role_until IS NULL)),
  CHECK (role_until >= role_from),
  FOREIGN KEY (case_id, procedure) REFERENCES procedure_cases (id, procedure),
  FOREIGN KEY (domain, organ_path) REFERENCES list_domains (code, organ_path),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
-- From its service until its last day.
CREATE TABLE determination_terms (
  case_id uuid PRIMARY KEY,
  step_number integer NOT NULL,
  effective_on date NOT NULL,
  until_on date NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  organ_path text NOT NULL,
  CHECK (until_on > effective_on AND until_on <= effective_on + interval '60 months'),
  FOREIGN KEY (case_id, step_number) REFERENCES procedure_steps (case_id, number)
);

-- The use is that of the case, and after the notice a version is lighter than the one before it or the same (行政处罚法 art. 45).
CREATE FUNCTION determination_contents_are_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
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
        AND NEW.domain IS NOT DISTINCT FROM earlier.domain AND NEW.role IS NOT DISTINCT FROM earlier.role) THEN
    RAISE EXCEPTION 'nothing becomes heavier after the notice' USING ERRCODE = 'check_violation', CONSTRAINT = 'determination_not_heavier';
  END IF;
  IF coalesce((SELECT s.to_state FROM procedure_steps s WHERE s.case_id = NEW.case_id ORDER BY s.number DESC LIMIT 1), 'proposed')
      NOT IN ('proposed', 'noticed', 'defending', 'heard') THEN
    RAISE EXCEPTION 'the decision is drafted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER determination_contents_lawful BEFORE INSERT ON determination_contents
  FOR EACH ROW EXECUTE FUNCTION determination_contents_are_lawful();

-- What the general rules of steps cannot say: no step without contents, lists by their own steps alone, nobody silenced early.
CREATE FUNCTION determination_step_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE use text := (SELECT d.ground FROM determination_contents d WHERE d.case_id = NEW.case_id LIMIT 1);
BEGIN
  IF use IS NULL THEN
    RAISE EXCEPTION 'what is to be determined is not written down' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.step IN ('draft_listing', 'pass_listing', 'decide_listing', 'serve_listing', 'publish') AND use <> 'serious_list')
      OR (NEW.step IN ('draft', 'pass', 'decide', 'decide_collectively', 'serve_decision') AND use = 'serious_list') THEN
    RAISE EXCEPTION 'that step is not for this use' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step = 'close_hearing' AND NOT EXISTS (SELECT FROM (SELECT t.due_on FROM procedure_timers t
      WHERE t.case_id = NEW.case_id AND t.timer = 'statement' AND t.ended_on IS NULL ORDER BY t.version DESC LIMIT 1) AS t
      WHERE t.due_on < NEW.taken_on) THEN
    RAISE EXCEPTION 'the party may still speak' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step = 'expire' AND NOT EXISTS (SELECT FROM determination_terms t WHERE t.case_id = NEW.case_id AND t.until_on < NEW.taken_on) THEN
    RAISE EXCEPTION 'the term runs' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER determination_steps_lawful BEFORE INSERT ON procedure_steps
  FOR EACH ROW WHEN (NEW.procedure = 'determination') EXECUTE FUNCTION determination_step_is_lawful();

-- What stands on a day, as far as was known at an instant: by state and last day, and only while its record is used at all.
-- `resting`: it is there, and nothing may rest on it (gf33:22; law file 2.3, `suspended`).
CREATE FUNCTION determinations_standing(day date, as_at timestamptz)
  RETURNS TABLE (case_id uuid, use text, party_id uuid, domain text, record_id uuid, measures text[], effective_on date, until_on date, resting boolean)
  LANGUAGE sql STABLE AS $$
  SELECT c.id, c.ground, coalesce(c.party_id, c.subject_id), d.domain, c.record_id, d.measures, t.effective_on, t.until_on,
    s.to_state = 'suspended' OR record_under_objection(c.subject_id, c.record_id, as_at)
  FROM procedure_cases c
  JOIN determination_terms t ON t.case_id = c.id AND day BETWEEN t.effective_on AND t.until_on
  JOIN LATERAL (SELECT x.to_state FROM procedure_steps x WHERE x.case_id = c.id AND x.taken_at <= as_at ORDER BY x.number DESC LIMIT 1) AS s ON true
  JOIN LATERAL (SELECT x.domain, x.measures FROM determination_contents x WHERE x.case_id = c.id ORDER BY x.version DESC LIMIT 1) AS d ON true
  WHERE c.procedure = 'determination'
    AND s.to_state IN ('in_effect', 'suspended', 'removal_applied', 'removal_accepted', 'removal_drafted', 'removal_reviewed')
    AND NOT record_rests(c.subject_id, c.record_id, 'ended', as_at) $$;
GRANT EXECUTE ON FUNCTION determinations_standing TO zhengming_app;
REVOKE EXECUTE ON FUNCTION determinations_standing FROM PUBLIC;

ALTER TABLE list_domain_proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE list_domain_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE list_domains ENABLE ROW LEVEL SECURITY;
ALTER TABLE determination_contents ENABLE ROW LEVEL SECURITY;
ALTER TABLE determination_terms ENABLE ROW LEVEL SECURITY;
CREATE POLICY list_domain_proposals_read ON list_domain_proposals FOR SELECT USING (within_context(organ_path));
CREATE POLICY list_domain_proposals_add ON list_domain_proposals FOR INSERT
  WITH CHECK (within_context(organ_path) AND proposed_by = context_account());
CREATE POLICY list_domain_reviews_read ON list_domain_reviews FOR SELECT USING (within_context(organ_path));
CREATE POLICY list_domain_reviews_add ON list_domain_reviews FOR INSERT
  WITH CHECK (within_context(organ_path) AND reviewed_by = context_account());
CREATE POLICY list_domains_read ON list_domains FOR SELECT USING (within_context(organ_path));
CREATE POLICY list_domains_add ON list_domains FOR INSERT WITH CHECK (within_context(organ_path) AND opened_by = context_account());
CREATE POLICY determination_contents_read ON determination_contents FOR SELECT USING (within_context(organ_path));
CREATE POLICY determination_contents_add ON determination_contents FOR INSERT
  WITH CHECK (within_context(organ_path) AND entered_by = context_account());
CREATE POLICY determination_terms_read ON determination_terms FOR SELECT USING (within_context(organ_path));
CREATE POLICY determination_terms_add ON determination_terms FOR INSERT WITH CHECK (within_context(organ_path));
-- A case about a person beside the record (line 5) is that person's and not the unit's to read, whatever else lets cases be read.
CREATE POLICY procedure_cases_own_party ON procedure_cases AS RESTRICTIVE FOR SELECT
  USING (coalesce((SELECT context_purpose()), '') <> 'party'
    OR coalesce(party_id, subject_id) = (SELECT nullif(current_setting('zhengming.subject', true), '')::uuid));
GRANT SELECT, INSERT ON list_domain_proposals, list_domain_reviews, list_domains, determination_contents, determination_terms TO zhengming_app;
CREATE TRIGGER list_domain_proposals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON list_domain_proposals EXECUTE FUNCTION refuse_change();
CREATE TRIGGER list_domain_reviews_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON list_domain_reviews EXECUTE FUNCTION refuse_change();
CREATE TRIGGER list_domains_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON list_domains EXECUTE FUNCTION refuse_change();
CREATE TRIGGER determination_contents_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON determination_contents EXECUTE FUNCTION refuse_change();
CREATE TRIGGER determination_terms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON determination_terms EXECUTE FUNCTION refuse_change();

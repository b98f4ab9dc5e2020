-- A step that rests on a document of the bureau takes it only as drafted in the case, complete and in its newest text; one that rests
-- on a service takes only the receipt of a service of the very texts that the case names (行政处罚法 arts. 44, 59, 61; 国办发〔2020〕49号
-- (八)). What comes from outside is still named by the digest of what was received.
ALTER TABLE procedure_moves
  ADD COLUMN drafted_documents text[] NOT NULL DEFAULT '{}',
  ADD COLUMN serves text[] NOT NULL DEFAULT '{}',
  ADD CHECK (drafted_documents <@ needs_documents),
  ADD CHECK (cardinality(serves) = 0 OR 'delivery_receipt' = ANY (needs_documents));
ALTER TABLE procedure_moves DISABLE TRIGGER procedure_moves_append_only;
UPDATE procedure_moves m SET drafted_documents = ARRAY(SELECT u.kind FROM unnest(m.needs_documents) WITH ORDINALITY AS u (kind, place)
  JOIN (VALUES
    ('objection', ARRAY['check_notice', 'expert_request', 'reply']),
    ('repair', ARRAY['supplement_notice', 'acceptance_notice', 'refusal_notice', 'extension_notice', 'decision', 'shield_decision',
      'revocation_notice', 'revocation_decision']),
    ('annulment', ARRAY['withdrawal_notice']),
    ('determination', ARRAY['prior_notice', 'statement_reply', 'no_finding_notice', 'decision', 'list_decision', 'legal_opinion',
      'discussion_record', 'repair_notice', 'publication_notice', 'resumption_decision', 'acceptance_notice', 'refusal_notice',
      'removal_decision', 'wrongful_removal', 'apology', 'restoration_notice', 'compensation_note'])
  ) AS ours (procedure, kinds) ON ours.procedure = m.procedure AND u.kind = ANY (ours.kinds) ORDER BY u.place);
UPDATE procedure_moves SET serves = CASE step WHEN 'serve_notice' THEN ARRAY['prior_notice']
    WHEN 'serve_decision' THEN ARRAY['decision', 'repair_notice'] ELSE ARRAY['list_decision', 'repair_notice'] END
  WHERE procedure = 'determination' AND step IN ('serve_notice', 'serve_decision', 'serve_listing');
-- Apology, good name and compensation are signed by whoever decides: so it is a decision.
UPDATE procedure_moves SET decides = true, not_by = '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal}'
  WHERE procedure = 'determination' AND step = 'restore';
ALTER TABLE procedure_moves ENABLE TRIGGER procedure_moves_append_only;

CREATE OR REPLACE FUNCTION procedure_step_names_its_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_moves m, unnest(m.drafted_documents) AS k (kind)
      WHERE m.procedure = NEW.procedure AND m.step = NEW.step AND m.from_state = NEW.from_state
        AND NOT EXISTS (SELECT FROM case_documents c WHERE c.case_id = NEW.case_id AND c.kind = k.kind)) THEN
    RAISE EXCEPTION 'a step rests on what was drafted in its case' USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_steps_drafted';
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW.documents) d
      JOIN LATERAL (SELECT v.text_sha256, v.lacks FROM case_documents c JOIN document_versions v ON v.document_id = c.id
        WHERE c.case_id = NEW.case_id AND c.kind = d->>'kind' ORDER BY c.made_at DESC, c.id DESC, v.version DESC LIMIT 1) AS n ON true
      WHERE n.lacks > 0 OR encode(n.text_sha256, 'hex') IS DISTINCT FROM d->>'sha256') THEN
    RAISE EXCEPTION 'a step names the newest text of its document, and that is complete' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION procedure_step_follows_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW.documents) d WHERE d->>'kind' = 'delivery_receipt' AND NOT EXISTS (
      SELECT FROM services s JOIN service_outcomes o ON o.service_id = s.id
      WHERE s.case_id = NEW.case_id AND encode(o.receipt_sha256, 'hex') = d->>'sha256' AND o.served_on = NEW.taken_on)) THEN
    RAISE EXCEPTION 'a step that rests on a service is taken on the day of that service' USING ERRCODE = 'check_violation';
  END IF;
  -- Of each kind that had to be served: the text that this step names, else the one that was named last.
  IF EXISTS (SELECT FROM procedure_moves m, unnest(m.serves) AS k (kind)
      WHERE m.procedure = NEW.procedure AND m.step = NEW.step AND m.from_state = NEW.from_state AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(NEW.documents) d
        JOIN service_outcomes o ON encode(o.receipt_sha256, 'hex') = d->>'sha256'
        JOIN services s ON s.id = o.service_id AND s.case_id = NEW.case_id
        JOIN service_documents sd ON sd.service_id = s.id
        JOIN case_documents c ON c.id = sd.document_id AND c.kind = k.kind
        JOIN document_signatures g ON g.document_id = c.id
        WHERE d->>'kind' = 'delivery_receipt' AND encode(g.text_sha256, 'hex') = coalesce(
          (SELECT n->>'sha256' FROM jsonb_array_elements(NEW.documents) n WHERE n->>'kind' = k.kind LIMIT 1),
          (SELECT n->>'sha256' FROM procedure_steps p, jsonb_array_elements(p.documents) n
            WHERE p.case_id = NEW.case_id AND n->>'kind' = k.kind ORDER BY p.number DESC LIMIT 1)))) THEN
    RAISE EXCEPTION 'what was served is what the case names' USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_steps_served';
  END IF;
  RETURN NEW;
END $$;

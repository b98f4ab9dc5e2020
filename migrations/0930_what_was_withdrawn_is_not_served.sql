-- A document that was withdrawn while it was on its way is not served by arriving, and no step rests on a service of one. A decision
-- that was served, and whatever a step of the case rests on by its service, is not taken back by withdrawing the paper: the party has
-- it, and only another decision in the case undoes it (行政处罚法 arts. 59, 61).
CREATE FUNCTION service_outcome_is_of_what_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM service_documents d JOIN document_withdrawals w ON w.document_id = d.document_id
      WHERE d.service_id = NEW.service_id) THEN
    RAISE EXCEPTION 'what was withdrawn is not served' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_outcomes_stand BEFORE INSERT ON service_outcomes
  FOR EACH ROW EXECUTE FUNCTION service_outcome_is_of_what_stands();

CREATE FUNCTION document_withdrawal_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM case_documents d JOIN service_documents s ON s.document_id = d.id JOIN service_outcomes o ON o.service_id = s.service_id
      WHERE d.id = NEW.document_id AND (d.signed_by = 'decider' OR EXISTS (
        SELECT FROM procedure_steps p, jsonb_array_elements(p.documents) n
        WHERE p.case_id = d.case_id AND n->>'kind' = 'delivery_receipt' AND n->>'sha256' = encode(o.receipt_sha256, 'hex')))) THEN
    RAISE EXCEPTION 'what was decided and served is undone by another decision' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_withdrawals_lawful BEFORE INSERT ON document_withdrawals
  FOR EACH ROW EXECUTE FUNCTION document_withdrawal_is_lawful();

CREATE OR REPLACE FUNCTION procedure_step_follows_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW.documents) d WHERE d->>'kind' = 'delivery_receipt' AND NOT EXISTS (
      SELECT FROM services s JOIN service_outcomes o ON o.service_id = s.id
      WHERE s.case_id = NEW.case_id AND encode(o.receipt_sha256, 'hex') = d->>'sha256' AND o.served_on = NEW.taken_on
        AND NOT EXISTS (SELECT FROM service_documents c JOIN document_withdrawals w ON w.document_id = c.document_id
          WHERE c.service_id = s.id))) THEN
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

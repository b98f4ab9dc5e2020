-- A record has one objection at a time that is not decided, by whichever way the party speaks: what is new is added to it and has its own
-- answer there (河南省社会信用条例 art. 41). A decided one that waits to be carried out does not stand in the way of another.
CREATE FUNCTION refuse_second_objection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_cases own
    JOIN procedure_cases c ON c.subject_id = own.subject_id AND c.record_id = own.record_id AND c.procedure = 'objection' AND c.id <> own.id
    JOIN LATERAL (SELECT s.to_state FROM procedure_steps s WHERE s.case_id = c.id ORDER BY s.number DESC LIMIT 1) AS now ON true
    JOIN procedure_states p ON p.procedure = c.procedure AND p.state = now.to_state
    WHERE own.id = NEW.case_id AND NOT p.is_final AND now.to_state NOT IN ('correcting', 'withdrawing')) THEN
    RAISE EXCEPTION 'an objection to this record is not decided yet'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_steps_one_objection';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_steps_one_objection BEFORE INSERT ON procedure_steps FOR EACH ROW
  WHEN (NEW.procedure = 'objection' AND NEW.number = 1) EXECUTE FUNCTION refuse_second_objection();

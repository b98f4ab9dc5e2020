-- What a party says once its objection is decided gets no answer in that case any more: it is an objection of its own, with its own clocks
-- and its own answer to each point (河南省社会信用条例 art. 41). So a decided or closed case takes no point, whoever writes it.
ALTER TABLE procedure_states ADD COLUMN is_decided boolean NOT NULL DEFAULT false;
ALTER TABLE procedure_states DISABLE TRIGGER procedure_states_append_only;
UPDATE procedure_states SET is_decided = true WHERE procedure = 'objection' AND state IN ('correcting', 'withdrawing');
ALTER TABLE procedure_states ENABLE TRIGGER procedure_states_append_only;

CREATE FUNCTION refuse_unheard_point() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT p.is_final OR p.is_decided FROM procedure_steps s
    JOIN procedure_states p ON p.procedure = s.procedure AND p.state = s.to_state
    WHERE s.case_id = NEW.case_id ORDER BY s.number DESC LIMIT 1) THEN
    RAISE EXCEPTION 'a decided case takes no point' USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_points_are_heard';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_points_are_heard BEFORE INSERT ON procedure_points FOR EACH ROW EXECUTE FUNCTION refuse_unheard_point();

-- The same rule by the column, instead of by names.
CREATE OR REPLACE FUNCTION refuse_second_objection() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_cases own
    JOIN procedure_cases c ON c.subject_id = own.subject_id AND c.record_id = own.record_id AND c.procedure = 'objection' AND c.id <> own.id
    JOIN LATERAL (SELECT s.to_state FROM procedure_steps s WHERE s.case_id = c.id ORDER BY s.number DESC LIMIT 1) AS now ON true
    JOIN procedure_states p ON p.procedure = c.procedure AND p.state = now.to_state
    WHERE own.id = NEW.case_id AND NOT p.is_final AND NOT p.is_decided) THEN
    RAISE EXCEPTION 'an objection to this record is not decided yet'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_steps_one_objection';
  END IF;
  RETURN NEW;
END $$;

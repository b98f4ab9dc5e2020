-- What was found about a point stands with the decision that answered it: nothing is found anew beneath a decision that was made, told and
-- perhaps served (src/procedures/procedure-case.ts: isSettled). What has no answer yet may still get one.
CREATE FUNCTION procedure_disposition_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_dispositions d
      JOIN procedure_steps s ON s.case_id = d.case_id AND s.decides AND s.taken_at >= d.disposed_at
      JOIN procedure_moves m ON m.procedure = s.procedure AND m.step = s.step AND m.from_state = s.from_state AND m.answers_all
      WHERE d.case_id = NEW.case_id AND d.number = NEW.number) THEN
    RAISE EXCEPTION 'what was decided on stands' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_dispositions_open BEFORE INSERT ON procedure_dispositions
  FOR EACH ROW EXECUTE FUNCTION procedure_disposition_is_open();

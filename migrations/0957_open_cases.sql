-- Cases that are not over, found without asking each case that ever was for its newest step: the list of cases, the work list and the clocks of
-- every minute look at these. Kept by the steps themselves.
CREATE TABLE open_cases (
  case_id uuid PRIMARY KEY REFERENCES procedure_cases,
  organ_path text NOT NULL
);
INSERT INTO open_cases (case_id, organ_path)
  SELECT c.id, c.organ_path FROM procedure_cases AS c
  JOIN LATERAL (SELECT s.procedure, s.to_state FROM procedure_steps AS s WHERE s.case_id = c.id ORDER BY s.number DESC LIMIT 1) AS s ON true
  JOIN procedure_states AS p ON p.procedure = s.procedure AND p.state = s.to_state
  WHERE NOT p.is_final;

CREATE FUNCTION case_is_open_or_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_states AS p WHERE p.procedure = NEW.procedure AND p.state = NEW.to_state AND p.is_final) THEN
    DELETE FROM open_cases WHERE case_id = NEW.case_id;
  ELSE
    INSERT INTO open_cases (case_id, organ_path) SELECT c.id, c.organ_path FROM procedure_cases AS c WHERE c.id = NEW.case_id
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER procedure_steps_open AFTER INSERT ON procedure_steps FOR EACH ROW EXECUTE FUNCTION case_is_open_or_over();

ALTER TABLE open_cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY open_cases_read ON open_cases FOR SELECT USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
GRANT SELECT ON open_cases TO zhengming_app, zhengming_intake;

-- Who leaves (离任) is gone at once and for good: posts, sessions, keys and codes end, and what lay on the desk of each business post
-- passes to a named person in the same post. Append-only.
CREATE TABLE departures (
  account_id uuid PRIMARY KEY,
  left_at timestamptz NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  organ_path text NOT NULL,
  CHECK (entered_by <> account_id),
  FOREIGN KEY (account_id) REFERENCES accounts,
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX departures_entered ON departures (entered_by, entered_kind);
ALTER TABLE departures ENABLE ROW LEVEL SECURITY;
CREATE POLICY departures_read ON departures FOR SELECT USING (
  (SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY departures_add ON departures FOR INSERT WITH CHECK (
  (SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND entered_by = (SELECT context_account()));
GRANT SELECT, INSERT ON departures TO zhengming_app;
CREATE TRIGGER departures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON departures EXECUTE FUNCTION refuse_change();

-- Somebody who has left hands nothing over any more; whoever enters the departure does it for them.
CREATE POLICY duty_handovers_of_the_departed ON duty_handovers FOR INSERT WITH CHECK (
  (SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())
  AND EXISTS (SELECT FROM departures d WHERE d.account_id = from_account AND d.entered_by = (SELECT context_account())));

-- Gone is gone: no post is given to, and no state changed of, an account that has left.
CREATE FUNCTION refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'left' AND NEW.state <> 'left' THEN
    RAISE EXCEPTION 'an account that has left does not come back' USING ERRCODE = 'check_violation', CONSTRAINT = 'left_for_good'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER accounts_left_for_good BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION refuse_return();

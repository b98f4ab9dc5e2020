-- Breaches of personal information (个人信息泄露、篡改、丢失; 个人信息保护法 art. 57): remedied at once, told to the department and to the
-- persons, or with reasons not to the persons, by another than who entered it. Its texts tell of kinds of information, never of anybody.
CREATE TABLE privacy_breaches (
  id uuid PRIMARY KEY,
  organ_path text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('leaked', 'altered', 'lost')),
  -- It happened, or may have happened: both are to be remedied and told.
  certain boolean NOT NULL,
  happened_on date,
  found_on date NOT NULL CHECK (happened_on <= found_on),
  items text[] NOT NULL CHECK (cardinality(items) BETWEEN 1 AND 50),
  data_kinds text NOT NULL CHECK (length(data_kinds) BETWEEN 2 AND 1000),
  -- How many persons, where that is known.
  persons integer CHECK (persons >= 0),
  cause text NOT NULL CHECK (length(cause) BETWEEN 4 AND 2000),
  harm text NOT NULL CHECK (length(harm) BETWEEN 4 AND 2000),
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  UNIQUE (id, entered_by),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX privacy_breaches_entered ON privacy_breaches (entered_by, entered_kind);
CREATE TABLE privacy_breach_steps (
  breach_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  step text NOT NULL CHECK (step IN ('remedy', 'tell_authority', 'tell_persons', 'spare_persons', 'order_persons', 'close')),
  taken_on date NOT NULL,
  note text NOT NULL CHECK (length(note) BETWEEN 4 AND 2000),
  -- To whom, and in which way; the notice by its digest.
  told text CHECK (length(told) BETWEEN 2 AND 200),
  notice_sha256 bytea CHECK (length(notice_sha256) = 32),
  breach_entered_by uuid NOT NULL,
  taken_by uuid NOT NULL,
  taken_kind text NOT NULL CHECK (taken_kind = 'person'),
  taken_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (breach_id, number),
  CHECK ((step IN ('tell_authority', 'tell_persons')) = (told IS NOT NULL)),
  CHECK ((step IN ('tell_authority', 'tell_persons')) = (notice_sha256 IS NOT NULL)),
  -- Not telling the persons, and that all is done, is another's decision.
  CHECK (step NOT IN ('spare_persons', 'close') OR taken_by <> breach_entered_by),
  FOREIGN KEY (breach_id, breach_entered_by) REFERENCES privacy_breaches (id, entered_by),
  FOREIGN KEY (taken_by, taken_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX privacy_breach_steps_taken ON privacy_breach_steps (taken_by, taken_kind);
CREATE UNIQUE INDEX privacy_breach_steps_once ON privacy_breach_steps (breach_id, step) WHERE step <> 'remedy';
-- Closed is what was remedied, told to the department, and told to the persons: or spared with reasons, and not ordered.
CREATE FUNCTION breach_step_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before text[] := ARRAY(SELECT step FROM privacy_breach_steps s WHERE s.breach_id = NEW.breach_id);
BEGIN
  IF 'close' = ANY (before)
      OR (NEW.step = 'spare_persons' AND (NOT 'remedy' = ANY (before) OR 'tell_persons' = ANY (before)))
      OR (NEW.step = 'order_persons' AND (NOT 'spare_persons' = ANY (before) OR 'tell_persons' = ANY (before)))
      OR (NEW.step = 'close' AND NOT (before @> ARRAY['remedy', 'tell_authority']
        AND ('tell_persons' = ANY (before) OR ('spare_persons' = ANY (before) AND NOT 'order_persons' = ANY (before))))) THEN
    RAISE EXCEPTION 'this step does not follow from the steps before' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER privacy_breach_steps_follow BEFORE INSERT ON privacy_breach_steps
  FOR EACH ROW EXECUTE FUNCTION breach_step_follows();

ALTER TABLE privacy_breaches ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy_breach_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY privacy_breaches_read ON privacy_breaches FOR SELECT USING ((SELECT in_purpose('system'))
  OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY privacy_breaches_add ON privacy_breaches FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND entered_by = (SELECT context_account()));
CREATE POLICY privacy_breach_steps_read ON privacy_breach_steps FOR SELECT USING ((SELECT in_purpose('system'))
  OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY privacy_breach_steps_add ON privacy_breach_steps FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND taken_by = (SELECT context_account()));
GRANT SELECT, INSERT ON privacy_breaches, privacy_breach_steps TO zhengming_app;
CREATE TRIGGER privacy_breaches_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy_breaches
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER privacy_breach_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy_breach_steps
  EXECUTE FUNCTION refuse_change();

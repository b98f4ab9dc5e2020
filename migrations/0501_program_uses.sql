-- How much each key asked on each day in China, and what each key was used for.

-- Subjects that processes have taken out of a day's quota, some of them in advance. No context: the door asks before it lets in.
CREATE TABLE auth.program_days (
  key_id uuid NOT NULL REFERENCES program_keys (id),
  day date NOT NULL,
  subjects bigint NOT NULL CHECK (subjects >= 0),
  PRIMARY KEY (key_id, day)
);
GRANT SELECT, INSERT, UPDATE ON auth.program_days TO zhengming_app;

-- One row a request: who (the key), when, through which door, in which matters or for which item, about how many subjects, and how it
-- ended. Whom it was about stands in the logs of uses, which administrators do not read.
CREATE TABLE program_uses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id uuid NOT NULL REFERENCES program_keys (id),
  organ_path text NOT NULL,
  at timestamptz NOT NULL,
  route text NOT NULL CHECK (length(route) <= 200),
  matters text[] NOT NULL,
  item text CHECK (length(item) <= 40),
  subjects integer NOT NULL CHECK (subjects >= 0),
  status integer NOT NULL,
  -- The code of a refusal.
  refusal text CHECK (length(refusal) <= 100)
);
CREATE INDEX program_uses_key ON program_uses (key_id, id DESC);
CREATE TRIGGER program_uses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON program_uses EXECUTE FUNCTION refuse_change();
ALTER TABLE program_uses ENABLE ROW LEVEL SECURITY;
CREATE POLICY program_uses_read ON program_uses FOR SELECT USING (
  (SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()));
CREATE POLICY program_uses_add ON program_uses FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
GRANT SELECT, INSERT ON program_uses TO zhengming_app;

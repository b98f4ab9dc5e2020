-- What the operator sets in the environment and weakens a guard is not in force by being set: the program writes down that it found it, and
-- the administrator of security of the topmost organ confirms it or refuses it. It ends when a start no longer finds it.
CREATE TABLE setting_relaxations (
  id uuid PRIMARY KEY,
  key text NOT NULL CHECK (key ~ '^ZHENGMING_[A-Z0-9_]{3,60}$'),
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 201),
  found_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX setting_relaxations_open ON setting_relaxations (key, value) WHERE ended_at IS NULL;
-- A refusal goes before a confirmation, whenever it was given.
CREATE TABLE setting_relaxation_decisions (
  relaxation_id uuid NOT NULL REFERENCES setting_relaxations,
  outcome text NOT NULL CHECK (outcome IN ('confirm', 'refuse')),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (relaxation_id, outcome),
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);

-- Whatever program asks: only who holds the post of security at the topmost organ on that day decides.
CREATE FUNCTION refuse_relaxing_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE today date := (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  IF NOT EXISTS (SELECT FROM post_holdings AS h JOIN posts AS p ON p.id = h.post_id JOIN organs AS o ON o.id = p.organ_id
      WHERE h.account_id = NEW.decided_by AND p.role = 'security' AND o.path = '1.'
        AND h.since <= today AND (h.until IS NULL OR h.until >= today))
  THEN RAISE EXCEPTION 'only the administrator of security of the topmost organ decides on a relaxed setting' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER setting_relaxation_decisions_by_security BEFORE INSERT ON setting_relaxation_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_relaxing_by_others();

ALTER TABLE setting_relaxations ENABLE ROW LEVEL SECURITY;
ALTER TABLE setting_relaxation_decisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY setting_relaxations_read ON setting_relaxations FOR SELECT USING ((SELECT in_context()));
-- The program itself finds and ends; nobody can sign in as it.
CREATE POLICY setting_relaxations_find ON setting_relaxations FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND (SELECT context_account()) = '00000000-0000-8000-8000-000000000940' AND ended_at IS NULL);
CREATE POLICY setting_relaxations_end ON setting_relaxations FOR UPDATE
  USING ((SELECT in_purpose('work')) AND (SELECT context_account()) = '00000000-0000-8000-8000-000000000940' AND ended_at IS NULL)
  WITH CHECK (ended_at IS NOT NULL);
CREATE POLICY setting_relaxation_decisions_read ON setting_relaxation_decisions FOR SELECT USING ((SELECT in_context()));
CREATE POLICY setting_relaxation_decisions_add ON setting_relaxation_decisions FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND decided_by = (SELECT context_account()));
GRANT SELECT, INSERT, UPDATE (ended_at) ON setting_relaxations TO zhengming_app;
GRANT SELECT, INSERT ON setting_relaxation_decisions TO zhengming_app;
CREATE TRIGGER setting_relaxations_kept BEFORE DELETE OR TRUNCATE ON setting_relaxations EXECUTE FUNCTION refuse_change();
CREATE TRIGGER setting_relaxation_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON setting_relaxation_decisions
  EXECUTE FUNCTION refuse_change();

-- The master key of the vault stands outside the database. That it is changed is proposed by one administrator and decided by another; what
-- lies under it is then wrapped anew in one transaction, by the command that is given both keys.

-- Under which master key a key is wrapped (its mark); unknown of keys that were made before.
ALTER TABLE vault_keys ADD COLUMN master text CHECK (master ~ '^[0-9a-f]{16}$');

CREATE TABLE master_key_changes (
  id uuid PRIMARY KEY,
  from_mark text NOT NULL CHECK (from_mark ~ '^[0-9a-f]{16}$'),
  to_mark text NOT NULL CHECK (to_mark ~ '^[0-9a-f]{16}$' AND to_mark <> from_mark),
  organ_path text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_kind text NOT NULL CHECK (proposed_kind = 'person'),
  proposed_at timestamptz NOT NULL,
  UNIQUE (id, proposed_by),
  FOREIGN KEY (proposed_by, proposed_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE master_key_decisions (
  change_id uuid PRIMARY KEY,
  proposed_by uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('change', 'keep')),
  decided_by uuid NOT NULL CHECK (decided_by <> proposed_by),
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  FOREIGN KEY (change_id, proposed_by) REFERENCES master_key_changes (id, proposed_by),
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE master_key_changes_done (
  change_id uuid PRIMARY KEY REFERENCES master_key_changes,
  at timestamptz NOT NULL
);

ALTER TABLE master_key_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE master_key_decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE master_key_changes_done ENABLE ROW LEVEL SECURITY;
CREATE POLICY master_key_changes_read ON master_key_changes FOR SELECT USING ((SELECT in_context()));
CREATE POLICY master_key_changes_propose ON master_key_changes FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND proposed_by = (SELECT context_account()));
CREATE POLICY master_key_decisions_read ON master_key_decisions FOR SELECT USING ((SELECT in_context()));
CREATE POLICY master_key_decisions_add ON master_key_decisions FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND decided_by = (SELECT context_account()));
-- That it was done is written by the owner of the database, in the transaction that wraps anew.
CREATE POLICY master_key_changes_done_read ON master_key_changes_done FOR SELECT USING ((SELECT in_context()));
GRANT SELECT, INSERT ON master_key_changes, master_key_decisions TO zhengming_app;
GRANT SELECT ON master_key_changes_done TO zhengming_app;
CREATE TRIGGER master_key_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON master_key_changes EXECUTE FUNCTION refuse_change();
CREATE TRIGGER master_key_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON master_key_decisions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER master_key_changes_done_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON master_key_changes_done
  EXECUTE FUNCTION refuse_change();

-- Erasure (个人信息保护法 art. 47): a person proposes, another decides, the worker destroys the erasable keys outside the database,
-- then the salts and values inside. Leaves and digests of the journal stay and say nothing any more.
CREATE TABLE erasures (
  id uuid PRIMARY KEY,
  organ_path text NOT NULL,
  subject_id uuid,
  file_id uuid,
  -- Which case of art. 47 it is.
  ground text NOT NULL CHECK (ground IN ('purpose_ended', 'term_ended', 'consent_withdrawn', 'unlawful', 'law_requires')),
  basis text[] NOT NULL CHECK (cardinality(basis) BETWEEN 1 AND 10),
  proposed_by uuid NOT NULL,
  proposed_kind text NOT NULL CHECK (proposed_kind = 'person'),
  proposed_at timestamptz NOT NULL,
  CHECK (num_nonnulls(subject_id, file_id) = 1),
  UNIQUE (id, proposed_by),
  FOREIGN KEY (proposed_by, proposed_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX erasures_organ ON erasures (organ_path text_pattern_ops, proposed_at);
CREATE TABLE erasure_decisions (
  erasure_id uuid PRIMARY KEY,
  proposed_by uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('erase', 'keep')),
  decided_by uuid NOT NULL CHECK (decided_by <> proposed_by),
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (erasure_id, proposed_by) REFERENCES erasures (id, proposed_by),
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
-- What was erased. `register`: an older database was restored, and the register beside the keys said so.
CREATE TABLE vault_erased_scopes (
  scope_id uuid PRIMARY KEY,
  erasure_id uuid REFERENCES erasures,
  cause text NOT NULL CHECK (cause IN ('decision', 'register')),
  at timestamptz NOT NULL,
  CHECK (cause = 'register' OR erasure_id IS NOT NULL)
);
CREATE INDEX vault_erased_scopes_erasure ON vault_erased_scopes (erasure_id);
CREATE TABLE erasures_done (
  erasure_id uuid PRIMARY KEY REFERENCES erasures,
  scopes integer NOT NULL CHECK (scopes >= 0),
  at timestamptz NOT NULL
);

-- The salt of an erased scope is replaced, and entries before that say nothing; what comes after has the new one.
ALTER TABLE vault_scopes ADD COLUMN erased_at timestamptz;
ALTER TABLE vault_scopes ADD COLUMN erased_tx xid8;
CREATE FUNCTION refuse_salt_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.erased_tx IS NULL OR NEW.id <> OLD.id OR NEW.salt = OLD.salt
    OR NOT EXISTS (SELECT FROM vault_erased_scopes e WHERE e.scope_id = OLD.id) THEN
    RAISE EXCEPTION 'a salt is replaced by an erasure and nothing else'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vault_scopes_salt_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vault_scopes_salt_stays BEFORE UPDATE ON vault_scopes FOR EACH ROW EXECUTE FUNCTION refuse_salt_change();
-- Only what was decided by a person is erased, or what the register says was.
CREATE FUNCTION refuse_undecided_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.cause = 'decision' AND NOT EXISTS (SELECT FROM erasure_decisions d
    WHERE d.erasure_id = NEW.erasure_id AND d.outcome = 'erase') THEN
    RAISE EXCEPTION 'nobody decided this erasure'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vault_erased_scopes_decided';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vault_erased_scopes_decided BEFORE INSERT ON vault_erased_scopes FOR EACH ROW EXECUTE FUNCTION refuse_undecided_erasure();

ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure_decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault_erased_scopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasures_done ENABLE ROW LEVEL SECURITY;
CREATE POLICY erasures_read ON erasures FOR SELECT USING
  ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY erasures_propose ON erasures FOR INSERT WITH CHECK
  ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND proposed_by = (SELECT context_account()));
CREATE POLICY erasure_decisions_read ON erasure_decisions FOR SELECT USING
  ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY erasure_decisions_add ON erasure_decisions FOR INSERT WITH CHECK
  ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND decided_by = (SELECT context_account()));
CREATE POLICY vault_erased_scopes_read ON vault_erased_scopes FOR SELECT USING ((SELECT in_purpose('system')));
CREATE POLICY vault_erased_scopes_add ON vault_erased_scopes FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY erasures_done_read ON erasures_done FOR SELECT USING ((SELECT in_context()));
CREATE POLICY erasures_done_add ON erasures_done FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
GRANT SELECT, INSERT ON erasures, erasure_decisions TO zhengming_app;
GRANT SELECT ON erasures, erasure_decisions, erasures_done TO zhengming_intake;
GRANT SELECT ON erasures_done TO zhengming_app;
GRANT SELECT, INSERT ON vault_erased_scopes, erasures_done TO zhengming_intake;
GRANT UPDATE (salt, erased_at, erased_tx) ON vault_scopes TO zhengming_intake;
CREATE TRIGGER erasures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasures EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasure_decisions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vault_erased_scopes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vault_erased_scopes EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasures_done_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasures_done EXECUTE FUNCTION refuse_change();

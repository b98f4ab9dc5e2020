-- Sealed personal values. Keys are wrapped by a master key that never stands in the database; each scope (a person, a file)
-- has a salt of its own, and destroying the salt erases what was sealed under it, in every copy.
CREATE TABLE vault_keys (
  id smallint PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('seal', 'lookup')),
  suite text NOT NULL CHECK (suite IN ('aes-256-gcm')),
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz
);
CREATE TABLE vault_scopes (
  id uuid PRIMARY KEY,
  salt bytea NOT NULL CHECK (length(salt) = 16),
  -- Whose scope it is, where it is a person's: erasing them destroys all of these.
  subject_id uuid
);
CREATE INDEX vault_scopes_subject ON vault_scopes (subject_id) WHERE subject_id IS NOT NULL;
CREATE TABLE sealed_values (
  id uuid PRIMARY KEY,
  scope_id uuid NOT NULL REFERENCES vault_scopes,
  organ_path text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('resident_id', 'other_id', 'person_name', 'row', 'text')),
  key_id smallint NOT NULL REFERENCES vault_keys,
  sealed bytea NOT NULL,
  retain_until date NOT NULL
);
CREATE INDEX sealed_values_scope ON sealed_values (scope_id);
CREATE INDEX sealed_values_retention ON sealed_values (retain_until);
CREATE TABLE sealed_files (
  id uuid PRIMARY KEY REFERENCES vault_scopes,
  organ_path text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('raw', 'error_sheet', 'attachment')),
  key_id smallint NOT NULL REFERENCES vault_keys,
  -- Its name can hold a person's; so it is sealed like the body.
  sealed_name bytea NOT NULL,
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  retain_until date NOT NULL
);
CREATE INDEX sealed_files_retention ON sealed_files (retain_until);
CREATE INDEX sealed_files_hash ON sealed_files (sha256);
CREATE TABLE sealed_file_chunks (
  file_id uuid NOT NULL REFERENCES sealed_files DEFERRABLE INITIALLY DEFERRED,
  number integer NOT NULL CHECK (number >= 0),
  sealed bytea NOT NULL,
  PRIMARY KEY (file_id, number)
);
-- Each look at a sealed value: who, in which post, why, for which matter.
CREATE TABLE sealed_looks (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  organ_path text NOT NULL,
  object_kind text NOT NULL CHECK (object_kind IN ('value', 'file')),
  object_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 500),
  matter text NOT NULL CHECK (matter IN ('intake', 'review', 'suit', 'objection', 'audit', 'archive'))
);
CREATE INDEX sealed_looks_object ON sealed_looks (object_id);
CREATE INDEX sealed_looks_account ON sealed_looks (account_id, at);

ALTER TABLE vault_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault_scopes ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_values ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_file_chunks ENABLE ROW LEVEL SECURITY;
ALTER TABLE sealed_looks ENABLE ROW LEVEL SECURITY;
CREATE POLICY vault_keys_read ON vault_keys FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY vault_keys_make ON vault_keys FOR INSERT WITH CHECK (context_purpose() = 'system');
CREATE POLICY vault_scopes_all ON vault_scopes FOR ALL USING (context_purpose() IN ('work', 'check', 'system'));
CREATE POLICY sealed_values_all ON sealed_values FOR ALL USING (within_context(organ_path));
CREATE POLICY sealed_files_all ON sealed_files FOR ALL USING (within_context(organ_path));
-- Chunks are written before their file, whose hash and size are known only at its end.
CREATE POLICY sealed_file_chunks_write ON sealed_file_chunks FOR INSERT WITH CHECK (context_purpose() IN ('work', 'system'));
CREATE POLICY sealed_file_chunks_read ON sealed_file_chunks FOR SELECT
  USING (EXISTS (SELECT FROM sealed_files f WHERE f.id = file_id AND within_context(f.organ_path)));
CREATE POLICY sealed_file_chunks_delete ON sealed_file_chunks FOR DELETE USING (context_purpose() = 'system');
CREATE POLICY sealed_looks_append ON sealed_looks FOR INSERT WITH CHECK (account_id = context_account());
CREATE POLICY sealed_looks_read ON sealed_looks FOR SELECT USING (within_context(organ_path));
GRANT SELECT, INSERT ON vault_keys, vault_scopes, sealed_values, sealed_files, sealed_file_chunks, sealed_looks
  TO zhengming_app, zhengming_intake;
-- What has outlived its retention day is deleted by the worker, chunks first.
GRANT DELETE ON sealed_values, sealed_files, sealed_file_chunks TO zhengming_intake;
CREATE TRIGGER sealed_looks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_looks EXECUTE FUNCTION refuse_change();

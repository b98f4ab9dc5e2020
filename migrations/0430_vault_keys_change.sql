-- Keys of the vault change while it is in use: a new key is made, every process hears of it, what lies under older ones is sealed
-- anew, and the old key is retired when nothing is left under it. A second suite, of the national ciphers.
ALTER TABLE vault_keys DROP CONSTRAINT vault_keys_suite_check;
ALTER TABLE vault_keys ADD CONSTRAINT vault_keys_suite_check CHECK (suite IN ('aes-256-gcm', 'sm4-cbc-hmac-sm3'));
-- Whether a scope's key also needs its erasable key, which never stands in the database. Keys of before did not.
ALTER TABLE vault_keys ADD COLUMN erasable boolean NOT NULL DEFAULT false;
-- A value may be accepted under another key than it was staged with.
ALTER TABLE staged_rows ADD COLUMN sealed_key smallint;
CREATE INDEX sealed_values_key ON sealed_values (key_id, id);
CREATE INDEX sealed_files_key ON sealed_files (key_id, id);

GRANT UPDATE (key_id, sealed) ON sealed_values TO zhengming_intake;
GRANT UPDATE (key_id, sealed_name) ON sealed_files TO zhengming_intake;
GRANT UPDATE (sealed) ON sealed_file_chunks TO zhengming_intake;
GRANT UPDATE (retired_at) ON vault_keys TO zhengming_intake;
CREATE POLICY sealed_file_chunks_reseal ON sealed_file_chunks FOR UPDATE
  USING ((SELECT in_purpose('system'))) WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY vault_keys_retire ON vault_keys FOR UPDATE
  USING ((SELECT in_purpose('system'))) WITH CHECK ((SELECT in_purpose('system')));

-- Who had a new key made, and when. The worker does it; a person asks for it.
CREATE TABLE vault_rotations (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('seal', 'lookup')),
  suite text NOT NULL CHECK (suite IN ('aes-256-gcm', 'sm4-cbc-hmac-sm3')),
  organ_path text NOT NULL,
  asked_by uuid NOT NULL,
  asked_kind text NOT NULL CHECK (asked_kind = 'person'),
  asked_at timestamptz NOT NULL,
  FOREIGN KEY (asked_by, asked_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE vault_rotations_done (
  rotation_id uuid PRIMARY KEY REFERENCES vault_rotations,
  key_id smallint NOT NULL REFERENCES vault_keys,
  at timestamptz NOT NULL
);
ALTER TABLE vault_rotations ENABLE ROW LEVEL SECURITY;
ALTER TABLE vault_rotations_done ENABLE ROW LEVEL SECURITY;
CREATE POLICY vault_rotations_read ON vault_rotations FOR SELECT USING ((SELECT in_context()));
CREATE POLICY vault_rotations_ask ON vault_rotations FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND asked_by = (SELECT context_account()));
CREATE POLICY vault_rotations_done_read ON vault_rotations_done FOR SELECT USING ((SELECT in_context()));
CREATE POLICY vault_rotations_done_add ON vault_rotations_done FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
GRANT SELECT ON vault_rotations, vault_rotations_done TO zhengming_app, zhengming_intake;
GRANT INSERT ON vault_rotations TO zhengming_app;
GRANT INSERT ON vault_rotations_done TO zhengming_app, zhengming_intake;
CREATE TRIGGER vault_rotations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vault_rotations EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vault_rotations_done_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vault_rotations_done EXECUTE FUNCTION refuse_change();

-- PostgreSQL counts repetitions of an expression to 255; past that each insert failed, and no passkey could ever be enrolled.
ALTER TABLE auth.passkeys DROP CONSTRAINT passkeys_credential_id_check;
ALTER TABLE auth.passkeys ADD CONSTRAINT passkeys_credential_id_check
  CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND length(credential_id) BETWEEN 16 AND 1366);
ALTER TABLE auth.passkey_challenges DROP CONSTRAINT passkey_challenges_origin_check;
ALTER TABLE auth.passkey_challenges ADD CONSTRAINT passkey_challenges_origin_check
  CHECK (origin ~ '^https?://[^/]+$' AND length(origin) <= 268);

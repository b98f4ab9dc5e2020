-- PostgreSQL counts in a regular expression no further than 255: the two checks of 0400 refused every challenge and every passkey
-- with a fault of their own. The lengths stand beside the signs now.
ALTER TABLE auth.passkeys DROP CONSTRAINT passkeys_credential_id_check;
ALTER TABLE auth.passkeys ADD CONSTRAINT passkeys_credential_id_check
  CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND length(credential_id) BETWEEN 16 AND 1366);
ALTER TABLE auth.passkey_challenges DROP CONSTRAINT passkey_challenges_origin_check;
ALTER TABLE auth.passkey_challenges ADD CONSTRAINT passkey_challenges_origin_check
  CHECK (origin ~ '^https?://[^/]+$' AND length(origin) <= 270);

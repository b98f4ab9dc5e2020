-- A second factor for those who sign in (law file 5.5: two factors, one of them cryptographic), in the schema that only the
-- application enters. Whoever acts sees the own ones; the program's own reading (sign-in) sees them before it knows who acts.
CREATE TABLE auth.totp_secrets (
  account_id uuid PRIMARY KEY REFERENCES accounts,
  -- Under a key made from the master key, bound to the account: a secret moved to another row does not open.
  sealed bytea NOT NULL CHECK (length(sealed) BETWEEN 45 AND 100),
  created_at timestamptz NOT NULL,
  -- Counts from the first code that was right; before, the application on the telephone may not have it.
  confirmed_at timestamptz CHECK (confirmed_at >= created_at),
  -- The time step of the last code that was taken: a code works once (RFC 6238 §5.2).
  last_step bigint NOT NULL DEFAULT 0 CHECK (last_step >= 0)
);
CREATE TABLE auth.passkeys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 60),
  credential_id text NOT NULL UNIQUE CHECK (credential_id ~ '^[A-Za-z0-9_-]{16,1366}$'),
  public_key bytea NOT NULL CHECK (length(public_key) BETWEEN 16 AND 4096),
  -- Never falls: a copied authenticator is noticed where it counts at all.
  counter bigint NOT NULL CHECK (counter >= 0),
  transports text[] NOT NULL CHECK (cardinality(transports) <= 10),
  rp_id text NOT NULL CHECK (length(rp_id) BETWEEN 1 AND 253),
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX passkeys_account ON auth.passkeys (account_id);
-- For the day on which the telephone is lost: on paper, each once, kept as keyed hashes.
CREATE TABLE auth.backup_codes (
  code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
  account_id uuid NOT NULL REFERENCES accounts,
  created_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX backup_codes_account ON auth.backup_codes (account_id);
-- What a passkey is asked to sign: once, for a few minutes, for the page that asked.
CREATE TABLE auth.passkey_challenges (
  challenge text PRIMARY KEY CHECK (challenge ~ '^[A-Za-z0-9_-]{43}$'),
  account_id uuid NOT NULL REFERENCES accounts,
  purpose text NOT NULL CHECK (purpose IN ('register', 'prove')),
  origin text NOT NULL CHECK (origin ~ '^https?://[^/]{1,260}$'),
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_account ON auth.passkey_challenges (account_id);
CREATE INDEX passkey_challenges_expiry ON auth.passkey_challenges (expires_at);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['totp_secrets', 'passkeys', 'backup_codes', 'passkey_challenges'] LOOP
    EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY %I ON auth.%I FOR ALL USING ((SELECT in_purpose(''system''))
      OR ((SELECT in_purpose(''work'')) AND account_id = (SELECT context_account())))', name || '_own', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON auth.%I TO zhengming_app', name);
  END LOOP;
END $$;

-- A session is open from the proof of the second factor, where one is asked for.
ALTER TABLE auth.sessions ADD COLUMN second_factor text CHECK (second_factor IN ('totp', 'passkey', 'backup', 'provider')),
  ADD COLUMN second_factor_at timestamptz,
  ADD CONSTRAINT sessions_factor_whole CHECK ((second_factor IS NULL) = (second_factor_at IS NULL));

-- As before (0010), and what decides whether the session is open: the factor, whether there is one, the age of the password.
DROP FUNCTION auth.actor_of_session(text, date);
CREATE FUNCTION auth.actor_of_session(session_token text, day date)
RETURNS TABLE (session_id text, account_id uuid, display_name text, stale boolean, post_id uuid, role text,
  organ_id uuid, organ_path text, organ_kind text, second_factor text, enrolled boolean, demonstration boolean,
  password_set_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  WITH session AS (
    SELECT s.id, s.post_id, s.updated_at < now() - interval '60 seconds' AS stale, a.id AS account_id, a.display_name,
      s.second_factor, u.demonstration,
      EXISTS (SELECT FROM auth.totp_secrets t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL)
        OR EXISTS (SELECT FROM auth.passkeys k WHERE k.account_id = a.id) AS enrolled,
      (SELECT c.updated_at FROM auth.credentials c WHERE c.user_id = a.id AND c.provider_id = 'credential') AS password_set_at
    FROM auth.sessions s JOIN accounts a ON a.id = s.user_id JOIN auth.users u ON u.id = s.user_id
    -- However busy, a working day is the longest session.
    WHERE s.token = session_token AND s.expires_at > now() AND s.created_at > now() - interval '12 hours'
      AND a.state = 'active' AND a.kind = 'person'
  ), held AS (
    SELECT h.post_id, p.role, o.id AS organ_id, o.path, o.kind, count(*) OVER () AS posts
    FROM session s JOIN post_holdings h ON h.account_id = s.account_id JOIN posts p ON p.id = h.post_id
      JOIN organs o ON o.id = p.organ_id
    WHERE h.since <= day AND (h.until IS NULL OR h.until >= day) AND (o.closed_on IS NULL OR o.closed_on >= day)
  )
  SELECT s.id, s.account_id, s.display_name, s.stale, h.post_id, h.role, h.organ_id, h.path, h.kind,
    s.second_factor, s.enrolled, s.demonstration, s.password_set_at
  FROM session s LEFT JOIN held h ON h.post_id = s.post_id OR (s.post_id IS NULL AND h.posts = 1);
END $$;
REVOKE ALL ON FUNCTION auth.actor_of_session(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.actor_of_session(text, date) TO zhengming_app;

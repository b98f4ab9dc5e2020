-- Sign-in and sessions: the tables that better-auth works on, in a schema that only the application enters. The intake
-- role has no way in at all, so these need no context of their own.
CREATE SCHEMA auth;
GRANT USAGE ON SCHEMA auth TO zhengming_app;

-- A person who can sign in. The account (table accounts) is the same person: one id.
CREATE TABLE auth.users (
  id uuid PRIMARY KEY REFERENCES accounts,
  username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9_.]{3,30}$'),
  -- The library wants both; neither holds anything: the name stands in accounts, and nobody is reached by e-mail.
  name text NOT NULL DEFAULT '',
  email text NOT NULL UNIQUE CHECK (email LIKE '%@sign-in.invalid'),
  email_verified boolean NOT NULL DEFAULT true,
  image text CHECK (image IS NULL),
  -- Made by the demonstration with a password that everybody knows: refused by an installation that is none.
  demonstration boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE TABLE auth.credentials (
  id text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  password text CHECK (password LIKE '$argon2id$%'),
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (user_id, provider_id)
);
CREATE TABLE auth.sessions (
  id text PRIMARY KEY,
  token text NOT NULL UNIQUE,
  user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE,
  -- Moves on with use: a session that nobody uses ends (idle logout, GB/T 22239-2019 part 8).
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text CHECK (length(user_agent) <= 400),
  -- In which post the person works now.
  post_id uuid REFERENCES posts
);
CREATE INDEX sessions_user ON auth.sessions (user_id);
CREATE INDEX sessions_expiry ON auth.sessions (expires_at);
CREATE INDEX sessions_post ON auth.sessions (post_id) WHERE post_id IS NOT NULL;
CREATE TABLE auth.verifications (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX verifications_identifier ON auth.verifications (identifier);

-- Failed sign-ins by the digest of the name typed, whether or not it exists: guessing tells nothing.
CREATE TABLE auth.sign_in_attempts (
  name_digest bytea PRIMARY KEY CHECK (length(name_digest) = 32),
  failures integer NOT NULL CHECK (failures > 0),
  last_at timestamptz NOT NULL
);

-- An invitation is a code on paper, handed over in person; only its hash is kept, and it works once.
CREATE TABLE auth.invitations (
  code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
  account_id uuid NOT NULL REFERENCES accounts,
  username text NOT NULL CHECK (username ~ '^[a-z0-9_.]{3,30}$'),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  redeemed_at timestamptz
);
-- A later invitation takes the place of an earlier one.
CREATE UNIQUE INDEX invitations_open ON auth.invitations (account_id) WHERE redeemed_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON auth.sessions, auth.verifications, auth.sign_in_attempts TO zhengming_app;
GRANT SELECT, INSERT, UPDATE ON auth.users, auth.credentials TO zhengming_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.invitations TO zhengming_app;

-- The organ that keeps an account: whose administrator may invite, lock and unlock it.
ALTER TABLE accounts ADD COLUMN keeper_id uuid REFERENCES organs;
CREATE INDEX accounts_keeper ON accounts (keeper_id);
DROP POLICY accounts_write ON accounts;
CREATE POLICY accounts_write ON accounts FOR ALL USING (
  context_purpose() = 'system' OR EXISTS (SELECT FROM organs o WHERE o.id = keeper_id AND within_context(o.path)));

-- Administration, audit and business are never in one hand at one time (三员分立; GB/T 22239-2019 part 8).
CREATE FUNCTION refuse_mixed_posts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- One assignment to an account at a time, else two at once would not see each other.
  PERFORM FROM accounts a WHERE a.id = NEW.account_id FOR UPDATE;
  IF EXISTS (
    SELECT FROM post_holdings h JOIN posts held ON held.id = h.post_id JOIN posts given ON given.id = NEW.post_id
    WHERE h.account_id = NEW.account_id AND daterange(h.since, h.until, '[]') && daterange(NEW.since, NEW.until, '[]')
      AND held.role <> given.role
      AND (held.role IN ('administrator', 'auditor') OR given.role IN ('administrator', 'auditor')))
  THEN RAISE EXCEPTION 'administration, audit and business are never in one hand'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'posts_apart'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_holdings_apart BEFORE INSERT OR UPDATE ON post_holdings FOR EACH ROW EXECUTE FUNCTION refuse_mixed_posts();

-- Who stands behind a session or a key, in one look without a context: the program asks before it knows who asks.
-- In PL/pgSQL, which keeps its plans; PostgreSQL 17 plans an SQL function anew at each call.
CREATE FUNCTION auth.actor_of_session(session_token text, day date)
RETURNS TABLE (session_id text, account_id uuid, display_name text, stale boolean, post_id uuid, role text,
  organ_id uuid, organ_path text, organ_kind text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  WITH session AS (
    SELECT s.id, s.post_id, s.updated_at < now() - interval '60 seconds' AS stale, a.id AS account_id, a.display_name
    FROM auth.sessions s JOIN accounts a ON a.id = s.user_id
    -- However busy, a working day is the longest session.
    WHERE s.token = session_token AND s.expires_at > now() AND s.created_at > now() - interval '12 hours'
      AND a.state = 'active' AND a.kind = 'person'
  ), held AS (
    SELECT h.post_id, p.role, o.id AS organ_id, o.path, o.kind, count(*) OVER () AS posts
    FROM session s JOIN post_holdings h ON h.account_id = s.account_id JOIN posts p ON p.id = h.post_id
      JOIN organs o ON o.id = p.organ_id
    WHERE h.since <= day AND (h.until IS NULL OR h.until >= day) AND (o.closed_on IS NULL OR o.closed_on >= day)
  )
  SELECT s.id, s.account_id, s.display_name, s.stale, h.post_id, h.role, h.organ_id, h.path, h.kind
  FROM session s LEFT JOIN held h ON h.post_id = s.post_id OR (s.post_id IS NULL AND h.posts = 1);
END $$;
CREATE FUNCTION auth.actor_of_key(key_hash bytea, day date)
RETURNS TABLE (account_id uuid, post_id uuid, role text, organ_id uuid, organ_path text, organ_kind text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT a.id, p.id, p.role, o.id, o.path, o.kind
  FROM program_keys k JOIN accounts a ON a.id = k.account_id JOIN posts p ON p.id = k.post_id JOIN organs o ON o.id = p.organ_id
  WHERE k.hash = key_hash AND k.revoked_at IS NULL AND k.expires_on >= day
    AND a.state = 'active' AND a.kind = 'program' AND (o.closed_on IS NULL OR o.closed_on >= day)
    AND EXISTS (SELECT FROM post_holdings h WHERE h.account_id = a.id AND h.post_id = p.id
      AND h.since <= day AND (h.until IS NULL OR h.until >= day));
END $$;
-- May somebody of this name sign in at all?
CREATE FUNCTION auth.may_sign_in(sign_in_name text, demonstrating boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM auth.users u JOIN accounts a ON a.id = u.id
    WHERE u.username = sign_in_name AND a.state = 'active' AND a.kind = 'person' AND (demonstrating OR NOT u.demonstration))
$$;
REVOKE ALL ON FUNCTION auth.actor_of_session(text, date), auth.actor_of_key(bytea, date), auth.may_sign_in(text, boolean),
  refuse_mixed_posts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.actor_of_session(text, date), auth.actor_of_key(bytea, date), auth.may_sign_in(text, boolean)
  TO zhengming_app;

-- Three administrators (三员: system, security, audit; GB/T 22239-2019 part 8, from memory). The post `administrator` is from now on
-- that of the system, `security` is new, `auditor` is the audit one. No two of the three, and none of them and business, are
-- ever in one hand.
ALTER TABLE posts DROP CONSTRAINT posts_role_check;
ALTER TABLE posts ADD CONSTRAINT posts_role_check
  CHECK (role IN ('clerk', 'reviewer', 'decider', 'publisher', 'counter', 'administrator', 'security', 'auditor'));

CREATE OR REPLACE FUNCTION refuse_mixed_posts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- One assignment to an account at a time, else two at once would not see each other.
  PERFORM FROM accounts a WHERE a.id = NEW.account_id FOR UPDATE;
  IF EXISTS (
    SELECT FROM post_holdings h JOIN posts held ON held.id = h.post_id JOIN posts given ON given.id = NEW.post_id
    WHERE h.account_id = NEW.account_id AND daterange(h.since, h.until, '[]') && daterange(NEW.since, NEW.until, '[]')
      AND held.role <> given.role
      AND (held.role IN ('administrator', 'security', 'auditor') OR given.role IN ('administrator', 'security', 'auditor')))
  THEN RAISE EXCEPTION 'administration, security, audit and business are never in one hand'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'posts_apart'; END IF;
  RETURN NEW;
END $$;

-- What one proposes and a second confirms: posts, keys of programs, codes for those who forgot the password, a post for some
-- hours in an emergency, the switching of a rule. Append-only, and so is how each ended.
CREATE TABLE access_changes (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('post', 'key', 'code', 'glass', 'rule')),
  -- Whom it is about; a rule is about nobody.
  account_id uuid REFERENCES accounts,
  post_id uuid REFERENCES posts,
  wish jsonb NOT NULL CHECK (jsonb_typeof(wish) = 'object' AND wish ->> 'kind' = kind),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 500),
  organ_path text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_kind text NOT NULL CHECK (proposed_kind = 'person'),
  proposed_at timestamptz NOT NULL,
  CHECK ((kind = 'rule') = (account_id IS NULL)),
  CHECK ((kind IN ('post', 'key', 'glass')) = (post_id IS NOT NULL)),
  CHECK (account_id <> proposed_by),
  UNIQUE (id, proposed_by),
  FOREIGN KEY (proposed_by, proposed_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX access_changes_place ON access_changes (organ_path text_pattern_ops, proposed_at DESC);
CREATE INDEX access_changes_account ON access_changes (account_id);
CREATE INDEX access_changes_post ON access_changes (post_id);
CREATE INDEX access_changes_proposer ON access_changes (proposed_by, proposed_kind);
CREATE TABLE access_change_ends (
  change_id uuid PRIMARY KEY,
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'refused', 'withdrawn')),
  proposed_by uuid NOT NULL,
  settled_by uuid NOT NULL,
  settled_kind text NOT NULL CHECK (settled_kind = 'person'),
  settled_at timestamptz NOT NULL,
  -- Only the one who proposed takes it back, and never the same confirms or refuses it.
  CHECK ((outcome = 'withdrawn') = (settled_by = proposed_by)),
  FOREIGN KEY (change_id, proposed_by) REFERENCES access_changes (id, proposed_by),
  FOREIGN KEY (settled_by, settled_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX access_change_ends_settler ON access_change_ends (settled_by, settled_kind);
CREATE INDEX access_change_ends_proposal ON access_change_ends (change_id, proposed_by);

-- Nobody confirms what gives something to themselves.
CREATE FUNCTION refuse_own_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM access_changes c WHERE c.id = NEW.change_id AND c.account_id = NEW.settled_by) THEN
    RAISE EXCEPTION 'nobody settles a change of the own account' USING ERRCODE = 'check_violation', CONSTRAINT = 'changes_by_others'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_change_ends_by_others BEFORE INSERT ON access_change_ends FOR EACH ROW EXECUTE FUNCTION refuse_own_change();
CREATE TRIGGER access_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_changes EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_change_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_change_ends EXECUTE FUNCTION refuse_change();

ALTER TABLE post_holdings ADD COLUMN change_id uuid REFERENCES access_changes,
  -- In an emergency a post is held for some hours only.
  ADD COLUMN ends_at timestamptz;
CREATE INDEX post_holdings_change ON post_holdings (change_id) WHERE change_id IS NOT NULL;
ALTER TABLE program_keys ADD COLUMN change_id uuid REFERENCES access_changes;
CREATE INDEX program_keys_change ON program_keys (change_id) WHERE change_id IS NOT NULL;

CREATE FUNCTION access_change_confirmed(change uuid, kinds text[], account uuid, post uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM access_changes c JOIN access_change_ends e ON e.change_id = c.id
    WHERE c.id = change AND e.outcome = 'confirmed' AND c.kind = ANY (kinds) AND c.account_id = account AND c.post_id = post) $$;

-- The program cannot give a post, nor a key, that two people have not agreed on, whatever it is told to do. The one exception
-- is the beginning: as long as nobody has ever held the post of security, the first administrators are appointed by whoever
-- installs the program. What is held may end sooner, and is never stretched.
CREATE FUNCTION refuse_unconfirmed_post() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE given text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.account_id <> OLD.account_id OR NEW.post_id <> OLD.post_id OR NEW.since <> OLD.since
      OR NEW.change_id IS DISTINCT FROM OLD.change_id OR coalesce(NEW.until, 'infinity') > coalesce(OLD.until, 'infinity')
      OR coalesce(NEW.ends_at, 'infinity') > coalesce(OLD.ends_at, 'infinity')
    THEN RAISE EXCEPTION 'what is held only ever ends sooner' USING ERRCODE = 'check_violation', CONSTRAINT = 'posts_end_sooner'; END IF;
    RETURN NEW;
  END IF;
  IF access_change_confirmed(NEW.change_id, ARRAY['post', 'glass'], NEW.account_id, NEW.post_id) THEN RETURN NEW; END IF;
  SELECT p.role INTO given FROM posts p WHERE p.id = NEW.post_id;
  IF given IN ('administrator', 'security') AND NOT EXISTS (
    SELECT FROM post_holdings h JOIN posts p ON p.id = h.post_id WHERE p.role = 'security') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a post is given by two people' USING ERRCODE = 'check_violation', CONSTRAINT = 'posts_by_two';
END $$;
CREATE FUNCTION refuse_unconfirmed_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF access_change_confirmed(NEW.change_id, ARRAY['key'], NEW.account_id, NEW.post_id) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a key is given by two people' USING ERRCODE = 'check_violation', CONSTRAINT = 'keys_by_two';
END $$;
CREATE TRIGGER post_holdings_by_two BEFORE INSERT OR UPDATE ON post_holdings FOR EACH ROW
  WHEN (session_user IN ('zhengming_app', 'zhengming_intake')) EXECUTE FUNCTION refuse_unconfirmed_post();
CREATE TRIGGER program_keys_by_two BEFORE INSERT ON program_keys FOR EACH ROW
  WHEN (session_user IN ('zhengming_app', 'zhengming_intake')) EXECUTE FUNCTION refuse_unconfirmed_key();
REVOKE ALL ON FUNCTION refuse_own_change(), refuse_unconfirmed_post(), refuse_unconfirmed_key(),
  access_change_confirmed(uuid, text[], uuid, uuid) FROM PUBLIC;

ALTER TABLE access_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_change_ends ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_changes_read ON access_changes FOR SELECT USING (
  (SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY access_changes_add ON access_changes FOR INSERT WITH CHECK (
  (SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND proposed_by = (SELECT context_account()));
CREATE POLICY access_change_ends_read ON access_change_ends FOR SELECT USING (
  EXISTS (SELECT FROM access_changes c WHERE c.id = change_id));
CREATE POLICY access_change_ends_add ON access_change_ends FOR INSERT WITH CHECK (
  settled_by = (SELECT context_account()) AND EXISTS (SELECT FROM access_changes c WHERE c.id = change_id));
GRANT SELECT, INSERT ON access_changes, access_change_ends TO zhengming_app;

-- As before (0400); a post of an emergency is held no longer than to its hour.
DROP FUNCTION auth.actor_of_session(text, date);
CREATE FUNCTION auth.actor_of_session(session_token text, day date, moment timestamptz)
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
    WHERE h.since <= day AND (h.until IS NULL OR h.until >= day) AND (h.ends_at IS NULL OR h.ends_at > moment)
      AND (o.closed_on IS NULL OR o.closed_on >= day)
  )
  SELECT s.id, s.account_id, s.display_name, s.stale, h.post_id, h.role, h.organ_id, h.path, h.kind,
    s.second_factor, s.enrolled, s.demonstration, s.password_set_at
  FROM session s LEFT JOIN held h ON h.post_id = s.post_id OR (s.post_id IS NULL AND h.posts = 1);
END $$;
REVOKE ALL ON FUNCTION auth.actor_of_session(text, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.actor_of_session(text, date, timestamptz) TO zhengming_app;

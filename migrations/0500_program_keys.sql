-- Keys of programs by two people: what a key is for, how much it may ask, how it signs, and its secrets, of which a new one stands
-- beside the old for a while. A key has an id of its own from now on; its secrets come and go.
ALTER TABLE program_keys ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;

ALTER TABLE access_changes DROP CONSTRAINT access_changes_kind_check;
ALTER TABLE access_changes ADD CONSTRAINT access_changes_kind_check
  CHECK (kind IN ('post', 'key', 'code', 'glass', 'rule', 'rotation', 'terms'));

CREATE TABLE program_secrets (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  key_id uuid NOT NULL REFERENCES program_keys (id),
  created_at timestamptz NOT NULL,
  -- Set when a newer one takes its place: until then both answer.
  ends_at timestamptz,
  last_used_at timestamptz,
  -- One agreement, one secret.
  change_id uuid UNIQUE REFERENCES access_changes
);
CREATE INDEX program_secrets_key ON program_secrets (key_id);
INSERT INTO program_secrets (hash, key_id, created_at, change_id) SELECT hash, id, created_at, change_id FROM program_keys;

-- What two people agreed on for a key; the last row holds. A key without a row is from before, and is bound by its post alone.
CREATE TABLE program_terms (
  change_id uuid PRIMARY KEY REFERENCES access_changes,
  number bigint GENERATED ALWAYS AS IDENTITY,
  key_id uuid NOT NULL REFERENCES program_keys (id),
  since timestamptz NOT NULL,
  -- Catalogue items that it may deliver and read, matters in which it may ask; null: all that its post allows.
  items text[] CHECK (array_position(items, NULL) IS NULL AND cardinality(items) <= 100),
  matters text[] CHECK (array_position(matters, NULL) IS NULL AND cardinality(matters) <= 100),
  requests_a_minute integer NOT NULL CHECK (requests_a_minute BETWEEN 1 AND 100000),
  subjects_a_day integer NOT NULL CHECK (subjects_a_day BETWEEN 0 AND 10000000),
  -- Ed25519, the 32 bytes of the public key.
  signing_key bytea CHECK (length(signing_key) = 32),
  signed boolean NOT NULL CHECK (NOT signed OR signing_key IS NOT NULL)
);
CREATE INDEX program_terms_key ON program_terms (key_id, number DESC);
CREATE TRIGGER program_terms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON program_terms EXECUTE FUNCTION refuse_change();

CREATE FUNCTION program_change_confirmed(change uuid, key uuid, kinds text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM access_changes c JOIN access_change_ends e ON e.change_id = c.id
    WHERE c.id = change AND e.outcome = 'confirmed' AND c.kind = ANY (kinds)
      AND CASE c.kind WHEN 'key' THEN EXISTS (SELECT FROM program_keys k WHERE k.id = key AND k.change_id = c.id)
        ELSE (c.wish ->> 'keyId')::uuid = key END) $$;
-- Neither a secret nor terms come from the program alone; a secret only ever ends sooner.
CREATE FUNCTION refuse_unconfirmed_secret() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.hash <> OLD.hash OR NEW.key_id <> OLD.key_id OR coalesce(NEW.ends_at, 'infinity') > coalesce(OLD.ends_at, 'infinity')
    THEN RAISE EXCEPTION 'a secret only ever ends sooner' USING ERRCODE = 'check_violation', CONSTRAINT = 'secrets_end_sooner'; END IF;
  ELSIF NOT program_change_confirmed(NEW.change_id, NEW.key_id, ARRAY['key', 'rotation']) THEN
    RAISE EXCEPTION 'a secret is given by two people' USING ERRCODE = 'check_violation', CONSTRAINT = 'secrets_by_two';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_unconfirmed_terms() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF program_change_confirmed(NEW.change_id, NEW.key_id, ARRAY['key', 'terms']) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what a key may do is settled by two people' USING ERRCODE = 'check_violation', CONSTRAINT = 'terms_by_two';
END $$;
CREATE TRIGGER program_secrets_by_two BEFORE INSERT OR UPDATE ON program_secrets FOR EACH ROW
  WHEN (session_user IN ('zhengming_app', 'zhengming_intake')) EXECUTE FUNCTION refuse_unconfirmed_secret();
CREATE TRIGGER program_terms_by_two BEFORE INSERT ON program_terms FOR EACH ROW
  WHEN (session_user IN ('zhengming_app', 'zhengming_intake')) EXECUTE FUNCTION refuse_unconfirmed_terms();

ALTER TABLE program_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE program_terms ENABLE ROW LEVEL SECURITY;
-- Whoever may see the key (its organ and those above, policy program_keys_write) may see these.
CREATE POLICY program_secrets_own ON program_secrets FOR ALL USING (EXISTS (SELECT FROM program_keys k WHERE k.id = key_id));
CREATE POLICY program_terms_own ON program_terms FOR ALL USING (EXISTS (SELECT FROM program_keys k WHERE k.id = key_id));
GRANT SELECT, INSERT, UPDATE ON program_secrets TO zhengming_app;
GRANT SELECT, INSERT ON program_terms TO zhengming_app;

-- Who stands behind a secret, or behind a key by its id (a token made with it), and on what terms: one look without a context.
DROP FUNCTION auth.actor_of_key(bytea, date);
CREATE FUNCTION auth.program_of(secret bytea, key uuid, day date, moment timestamptz)
RETURNS TABLE (key_id uuid, account_id uuid, post_id uuid, role text, organ_id uuid, organ_path text, organ_kind text,
  items text[], matters text[], requests_a_minute integer, subjects_a_day integer, signing_key bytea, signed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE wanted uuid := coalesce(key, (SELECT s.key_id FROM program_secrets s
  WHERE s.hash = secret AND (s.ends_at IS NULL OR s.ends_at > moment)));
BEGIN RETURN QUERY
  SELECT k.id, a.id, p.id, p.role, o.id, o.path, o.kind, t.items, t.matters, t.requests_a_minute, t.subjects_a_day,
    t.signing_key, t.signed
  FROM program_keys k JOIN accounts a ON a.id = k.account_id JOIN posts p ON p.id = k.post_id JOIN organs o ON o.id = p.organ_id
    LEFT JOIN LATERAL (SELECT * FROM program_terms t WHERE t.key_id = k.id ORDER BY t.number DESC LIMIT 1) t ON true
  WHERE k.id = wanted AND k.revoked_at IS NULL AND k.expires_on >= day
    AND a.state = 'active' AND a.kind = 'program' AND (o.closed_on IS NULL OR o.closed_on >= day)
    AND EXISTS (SELECT FROM post_holdings h WHERE h.account_id = a.id AND h.post_id = p.id
      AND h.since <= day AND (h.until IS NULL OR h.until >= day));
END $$;
CREATE FUNCTION auth.secret_used(secret bytea, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE program_secrets SET last_used_at = moment
  WHERE hash = secret AND (last_used_at IS NULL OR last_used_at < moment - interval '60 seconds') $$;
REVOKE ALL ON FUNCTION program_change_confirmed(uuid, uuid, text[]), refuse_unconfirmed_secret(), refuse_unconfirmed_terms(),
  auth.program_of(bytea, uuid, date, timestamptz), auth.secret_used(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.program_of(bytea, uuid, date, timestamptz), auth.secret_used(bytea, timestamptz) TO zhengming_app;

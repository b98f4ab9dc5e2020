-- Sign-in by a provider of identities (OpenID Connect): which subject of which issuer is which account. Two people agree on a link; no
-- account is made by signing in, and none is found by an address of mail.
ALTER TABLE access_changes DROP CONSTRAINT access_changes_kind_check;
ALTER TABLE access_changes ADD CONSTRAINT access_changes_kind_check
  CHECK (kind IN ('post', 'key', 'code', 'glass', 'rule', 'rotation', 'terms', 'identity'));

CREATE TABLE auth.identities (
  change_id uuid PRIMARY KEY REFERENCES access_changes,
  account_id uuid NOT NULL REFERENCES accounts,
  issuer text NOT NULL CHECK (length(issuer) <= 400),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  linked_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX identities_subject ON auth.identities (issuer, subject) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX identities_account ON auth.identities (account_id, issuer) WHERE ended_at IS NULL;
CREATE INDEX identities_account_all ON auth.identities (account_id);

CREATE FUNCTION auth.refuse_unconfirmed_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.change_id = OLD.change_id AND NEW.account_id = OLD.account_id
      AND NEW.issuer = OLD.issuer AND NEW.subject = OLD.subject THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a link only ever ends' USING ERRCODE = 'check_violation', CONSTRAINT = 'identities_only_end';
  END IF;
  IF EXISTS (SELECT FROM access_changes c JOIN access_change_ends e ON e.change_id = c.id
    WHERE c.id = NEW.change_id AND e.outcome = 'confirmed' AND c.kind = 'identity' AND c.account_id = NEW.account_id
      AND c.wish ->> 'issuer' = NEW.issuer AND c.wish ->> 'subject' = NEW.subject) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a link is made by two people' USING ERRCODE = 'check_violation', CONSTRAINT = 'identities_by_two';
END $$;
CREATE TRIGGER identities_by_two BEFORE INSERT OR UPDATE ON auth.identities FOR EACH ROW
  WHEN (session_user IN ('zhengming_app', 'zhengming_intake')) EXECUTE FUNCTION auth.refuse_unconfirmed_identity();

-- Whose it is, asked before it is known who asks.
CREATE FUNCTION auth.account_of_identity(by_issuer text, by_subject text, demonstrating boolean) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT a.id FROM auth.identities i JOIN accounts a ON a.id = i.account_id JOIN auth.users u ON u.id = a.id
  WHERE i.issuer = by_issuer AND i.subject = by_subject AND i.ended_at IS NULL AND a.state = 'active' AND a.kind = 'person'
    AND (demonstrating OR NOT u.demonstration) $$;
REVOKE ALL ON FUNCTION auth.refuse_unconfirmed_identity(), auth.account_of_identity(text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.account_of_identity(text, text, boolean) TO zhengming_app;
GRANT SELECT, INSERT, UPDATE ON auth.identities TO zhengming_app;

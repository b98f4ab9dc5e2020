-- Sign-in of parties by a provider of identities (OpenID Connect). Only an account that was opened by its letter can be linked, by the
-- party itself, signed in; none is made by signing in, and none is found by an address of mail.
CREATE TABLE auth.party_identities (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  issuer text NOT NULL CHECK (length(issuer) <= 400),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  linked_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX party_identities_subject ON auth.party_identities (issuer, subject) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX party_identities_account ON auth.party_identities (account_id) WHERE ended_at IS NULL;
CREATE INDEX party_identities_account_all ON auth.party_identities (account_id);

CREATE FUNCTION auth.refuse_foreign_party_identity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.id = OLD.id AND NEW.account_id = OLD.account_id
      AND NEW.issuer = OLD.issuer AND NEW.subject = OLD.subject AND NEW.linked_at = OLD.linked_at THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a link only ever ends' USING ERRCODE = 'check_violation', CONSTRAINT = 'party_identities_only_end';
  END IF;
  IF NEW.ended_at IS NULL AND NEW.account_id = context_account()
    AND EXISTS (SELECT FROM accounts a JOIN auth.credentials c ON c.user_id = a.id
      WHERE a.id = NEW.account_id AND a.kind = 'party' AND a.state = 'active') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a party links its own opened account' USING ERRCODE = 'check_violation', CONSTRAINT = 'party_identities_own';
END $$;
CREATE TRIGGER party_identities_own BEFORE INSERT OR UPDATE ON auth.party_identities
  FOR EACH ROW EXECUTE FUNCTION auth.refuse_foreign_party_identity();

ALTER TABLE auth.party_identities ENABLE ROW LEVEL SECURITY;
CREATE POLICY party_identities_read ON auth.party_identities FOR SELECT
  USING ((SELECT in_purpose('system')) OR account_id = (SELECT context_account()));
CREATE POLICY party_identities_add ON auth.party_identities FOR INSERT WITH CHECK (account_id = (SELECT context_account()));
CREATE POLICY party_identities_end ON auth.party_identities FOR UPDATE USING (account_id = (SELECT context_account()));
GRANT SELECT, INSERT, UPDATE ON auth.party_identities TO zhengming_app;

-- Whose it is, asked before it is known who asks.
CREATE FUNCTION auth.party_of_identity(by_issuer text, by_subject text, demonstrating boolean) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT a.id FROM auth.party_identities i JOIN accounts a ON a.id = i.account_id JOIN auth.users u ON u.id = a.id
  WHERE i.issuer = by_issuer AND i.subject = by_subject AND i.ended_at IS NULL AND a.state = 'active' AND a.kind = 'party'
    AND (demonstrating OR NOT u.demonstration) $$;
REVOKE ALL ON FUNCTION auth.refuse_foreign_party_identity(), auth.party_of_identity(text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.party_of_identity(text, text, boolean) TO zhengming_app;

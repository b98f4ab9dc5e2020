-- Whoever acts for several parties has an account for each, and may link one identity to all of them. Each account still has one link, and
-- each session one account: after the provider's word the person says for which party it acts.
DROP INDEX auth.party_identities_subject;
CREATE UNIQUE INDEX party_identities_subject ON auth.party_identities (issuer, subject, account_id) WHERE ended_at IS NULL;
DROP FUNCTION auth.party_of_identity(text, text, boolean);

-- Whose it is, asked before it is known who asks: accounts that stand, with mandates that are not over.
CREATE FUNCTION auth.parties_of_identity(by_issuer text, by_subject text, demonstrating boolean, day date)
RETURNS TABLE (account_id uuid, party text, party_kind text, capacity text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT a.id, coalesce((SELECT n.name FROM subject_names n WHERE n.subject_id = s.id ORDER BY n.known_at DESC, n.folded LIMIT 1), ''),
    s.kind, p.capacity
  FROM auth.party_identities i JOIN accounts a ON a.id = i.account_id JOIN auth.users u ON u.id = a.id
  JOIN party_accounts p ON p.account_id = a.id JOIN subjects s ON s.id = p.subject_id
  WHERE i.issuer = by_issuer AND i.subject = by_subject AND i.ended_at IS NULL AND a.state = 'active' AND a.kind = 'party'
    AND (demonstrating OR NOT u.demonstration) AND (p.until IS NULL OR p.until >= day)
    AND NOT EXISTS (SELECT FROM party_account_ends e WHERE e.account_id = a.id)
  ORDER BY i.linked_at, a.id $$;
REVOKE ALL ON FUNCTION auth.parties_of_identity(text, text, boolean, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.parties_of_identity(text, text, boolean, date) TO zhengming_app;

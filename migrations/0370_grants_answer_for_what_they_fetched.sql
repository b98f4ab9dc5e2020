-- A code that is over or was taken back fetches nothing; whoever used it while it was open must still hear what has changed since, and
-- acknowledge it. The account that gave it must stand, for it is in its name that the acknowledgement is written down.
DROP FUNCTION auth.grant_of_code(bytea, date);
CREATE FUNCTION auth.grant_of_code(hash bytea, day date)
RETURNS TABLE (grant_id uuid, account_id uuid, subject_id uuid, purpose text, scope text, until date, holder_id uuid,
  organ_id uuid, organ_path text, organ_kind text, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT g.id, g.account_id, g.subject_id, g.purpose, g.scope, g.until, g.holder_id, o.id, o.path, o.kind,
    g.until >= day AND NOT EXISTS (SELECT FROM report_grant_ends e WHERE e.grant_id = g.id)
  FROM report_grants g JOIN organs o ON o.id = g.organ_id JOIN party_accounts p ON p.account_id = g.account_id
  WHERE g.code_hash = hash AND (p.until IS NULL OR p.until >= day)
    AND NOT EXISTS (SELECT FROM party_account_ends e WHERE e.account_id = g.account_id) $$;
REVOKE ALL ON FUNCTION auth.grant_of_code(bytea, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.grant_of_code(bytea, date) TO zhengming_app;

-- The log answers for a secret by the transactions that wrote its row, and takes it within a second. That it was used is told from its second minute
-- on: so nothing that has no seal of the program touches the row before.
CREATE OR REPLACE FUNCTION auth.secret_used(secret bytea, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE program_secrets SET last_used_at = moment
  WHERE hash = secret AND coalesce(last_used_at, created_at) < moment - interval '60 seconds' $$;

-- How often a thing has changed: every change writes one entry about it in its own transaction, so the count is a revision. Asked
-- as the owner, since a change made by an organ that the reader may not look into is a change all the same. It tells a number.
CREATE FUNCTION revision_of(object uuid) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM journal AS j WHERE j.object_id = object $$;
REVOKE ALL ON FUNCTION revision_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION revision_of(uuid) TO zhengming_app, zhengming_intake;

-- A seal is asked for when the log takes what its transaction wrote, and never again. It goes then, long before numbers of 32 bits go round, within
-- which a row knows its transaction. The database lets none go of an entry that the log has yet to take.
CREATE FUNCTION refuse_unspent_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM journal j LEFT JOIN journal_positions p ON p.entry_id = j.id
      WHERE j.tx = OLD.tx AND (p.position IS NULL OR p.position > coalesce((SELECT max(c.size) FROM log_checkpoints c), 0))) THEN
    RAISE EXCEPTION 'the log has yet to take what this seal vouches for' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER journal_seals_append_only ON journal_seals;
CREATE TRIGGER journal_seals_append_only BEFORE UPDATE OR TRUNCATE ON journal_seals EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_seals_spent BEFORE DELETE ON journal_seals FOR EACH ROW EXECUTE FUNCTION refuse_unspent_seal();

-- Of the transactions before that one, some of the oldest; answers how many seals went. Nobody else has the right to delete one.
CREATE FUNCTION drop_spent_seals(before xid8, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
  IF before > pg_snapshot_xmin(pg_current_snapshot()) THEN
    RAISE EXCEPTION 'only seals of transactions that are over are spent' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM journal_seals s WHERE (s.tx, s.seal) IN (
    SELECT x.tx, x.seal FROM journal_seals x WHERE x.tx < before ORDER BY x.tx LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE EXECUTE ON FUNCTION refuse_unspent_seal, drop_spent_seals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_spent_seals TO zhengming_app;

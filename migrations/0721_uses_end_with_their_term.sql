-- The use log is kept for its term and no longer (个人信息保护法 arts. 19, 47; 网络安全法 art. 23(3): six months at least): a use, a look
-- or a request of a key goes when its term is over and nothing rests on it any more. What stays in the log is the commitment to it: each
-- row brings a number drawn by chance into its digest, and takes it along. Rows of before have none; their digests cover a keyed hash,
-- instants and random ids.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['check_uses', 'screening_uses', 'program_uses', 'sealed_looks'] LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN blind uuid', name);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN blind SET DEFAULT gen_random_uuid()', name);
  END LOOP;
END $$;
ALTER TABLE retention_runs ADD COLUMN uses bigint NOT NULL DEFAULT 0 CHECK (uses >= 0);
CREATE OR REPLACE FUNCTION retention_run_counts_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ran_on <> OLD.ran_on OR NEW.sealed_values < OLD.sealed_values OR NEW.sealed_files < OLD.sealed_files OR NEW.uses < OLD.uses THEN
    RAISE EXCEPTION 'what a run deleted is not taken back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- While a breach is open nobody's traces go (个人信息保护法 art. 57).
CREATE FUNCTION breach_is_open() RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM privacy_breaches b
    WHERE NOT EXISTS (SELECT FROM privacy_breach_steps s WHERE s.breach_id = b.id AND s.step = 'close')) $$;
-- A case about one of them runs, or a judgement of who is meant was contested and not judged anew.
CREATE FUNCTION dispute_is_open(subjects uuid[]) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM procedure_cases c WHERE c.subject_id = ANY (subjects)
      AND NOT EXISTS (SELECT FROM procedure_steps s JOIN procedure_states t ON t.procedure = s.procedure AND t.state = s.to_state
        WHERE s.case_id = c.id AND t.is_final))
    OR EXISTS (SELECT FROM match_judgements g JOIN match_objections o ON o.judgement_id = g.id
      WHERE g.subject_id = ANY (subjects) AND NOT EXISTS (SELECT FROM match_judgements n
        WHERE n.subject_id = g.subject_id AND n.folded = g.folded AND n.decided_at > o.received_at)) $$;
-- Who got a record is known by the use log alone (河南省社会信用条例 arts. 41, 42): a use stays until each record that it told has ended
-- everywhere, the organ was told of that end, and has said of every notice about it that it acted on it.
CREATE FUNCTION recall_rests(organ uuid, told uuid[], told_at timestamptz) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM unnest(told) AS r (id) WHERE NOT EXISTS (
      SELECT FROM record_notices n WHERE n.record_id = r.id AND n.receiver_kind = 'organ' AND n.receiver_id = organ
        AND n.cause IN ('expired', 'withdrawn') AND n.last_got_at >= told_at))
    OR EXISTS (SELECT FROM record_notices n WHERE n.record_id = ANY (told) AND n.receiver_id = organ
      AND NOT EXISTS (SELECT FROM record_notice_receipts x WHERE x.notice_id = n.id))
    OR EXISTS (SELECT FROM procedure_notices n WHERE n.record_id = ANY (told) AND n.receiver_id = organ
      AND NOT EXISTS (SELECT FROM procedure_notice_receipts x WHERE x.notice_id = n.id)) $$;
-- The log took it down before that instant: its term is counted, and its removal will be told from one by hand.
CREATE FUNCTION log_had(source_name text, row_key text, before timestamptz) RETURNS boolean LANGUAGE sql STABLE
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM log_rows l JOIN journal_positions p ON p.position = l.position JOIN journal j ON j.id = p.entry_id
    WHERE l.source = source_name AND l.key = row_key AND j.at < before) $$;

-- Of the rows that were written from `since` and before `until`: which outlived the term that ended with `before`, and rest on nothing.
CREATE FUNCTION outlived_uses(source_name text, since timestamptz, until timestamptz, before timestamptz, most integer)
  RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF breach_is_open() THEN RETURN; END IF;
  CASE source_name
  WHEN 'check_uses' THEN RETURN QUERY SELECT u.id::text FROM check_uses u
    WHERE u.at >= since AND u.at < least(until, before) AND log_had(source_name, u.id::text, before)
      AND NOT recall_rests(u.organ_id, u.record_ids, u.at)
      AND NOT dispute_is_open(u.candidate_ids || coalesce(subject_kin(u.subject_id), '{}')) LIMIT most;
  WHEN 'screening_uses' THEN RETURN QUERY SELECT u.id::text FROM screening_uses u
    WHERE u.at >= since AND u.at < least(until, before) AND log_had(source_name, u.id::text, before)
      AND NOT dispute_is_open(u.candidate_ids) LIMIT most;
  WHEN 'program_uses' THEN RETURN QUERY SELECT u.id::text FROM program_uses u
    WHERE u.at >= since AND u.at < least(until, before) AND log_had(source_name, u.id::text, before) LIMIT most;
  WHEN 'sealed_looks' THEN RETURN QUERY SELECT u.id::text FROM sealed_looks u
    WHERE u.at >= since AND u.at < least(until, before) AND log_had(source_name, u.id::text, before)
      AND NOT awaits_archive(u.object_id) LIMIT most;
  END CASE;
END $$;

-- Takes some of them away and writes down which, and that it ran, in one step of the act whose entry tells of it.
CREATE FUNCTION remove_outlived_uses(removal uuid, source_name text, since timestamptz, until timestamptz, before timestamptz, most integer,
    removed_at timestamptz, basis text[], edition text)
  RETURNS TABLE (removed bigint, oldest timestamptz, newest timestamptz, keys_sha256 text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone text[];
BEGIN
  IF before > removed_at - interval '6 months' THEN
    RAISE EXCEPTION 'logs are kept for six months at least' USING ERRCODE = 'check_violation', CONSTRAINT = 'uses_six_months';
  END IF;
  gone := array(SELECT k FROM outlived_uses(source_name, since, until, before, most) AS k ORDER BY k);
  IF cardinality(gone) = 0 THEN
    RETURN QUERY SELECT 0::bigint, NULL::timestamptz, NULL::timestamptz, NULL::text;
    RETURN;
  END IF;
  INSERT INTO log_removals (id, source, keys, taken_before, removed_at, basis, edition)
    VALUES (removal, source_name, gone, before, removed_at, remove_outlived_uses.basis, remove_outlived_uses.edition);
  INSERT INTO retention_runs AS x (ran_on, sealed_values, sealed_files, uses, last_at)
    VALUES ((removed_at AT TIME ZONE 'Asia/Shanghai')::date, 0, 0, cardinality(gone), removed_at)
    ON CONFLICT (ran_on) DO UPDATE SET uses = x.uses + excluded.uses, last_at = excluded.last_at;
  RETURN QUERY EXECUTE format(
    'WITH away AS (DELETE FROM %1$I WHERE id = ANY ($1::%2$s[]) RETURNING at)
     SELECT count(*), min(at), max(at), encode(sha256(convert_to(array_to_string($1, '' ''), ''UTF8'')), ''hex'') FROM away',
    source_name, CASE source_name WHEN 'program_uses' THEN 'bigint' ELSE 'uuid' END) USING gone;
END $$;
REVOKE EXECUTE ON FUNCTION breach_is_open, dispute_is_open, recall_rests, log_had, outlived_uses, remove_outlived_uses FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outlived_uses, remove_outlived_uses TO zhengming_intake;

-- Nobody else takes one away: not the owner by mistake, and no role has the right to delete.
CREATE FUNCTION refuse_removal_by_hand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM log_removals x WHERE x.source = TG_TABLE_NAME AND x.xmin = pg_current_xact_id()::xid
      AND OLD.id::text = ANY (x.keys)) THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['check_uses', 'screening_uses', 'program_uses', 'sealed_looks'] LOOP
    EXECUTE format('DROP TRIGGER IF EXISTS %I ON %I', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_removal_by_hand()',
      name || '_removal', name);
  END LOOP;
END $$;
CREATE FUNCTION oldest_use(source_name text) RETURNS timestamptz LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found timestamptz;
BEGIN
  IF source_name NOT IN ('check_uses', 'screening_uses', 'program_uses', 'sealed_looks') THEN RAISE EXCEPTION 'no such log'; END IF;
  EXECUTE format('SELECT min(at) FROM %I', source_name) INTO found;
  RETURN found;
END $$;
REVOKE EXECUTE ON FUNCTION oldest_use FROM PUBLIC;
GRANT EXECUTE ON FUNCTION oldest_use TO zhengming_intake;

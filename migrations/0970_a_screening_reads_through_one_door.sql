-- Whom a spelling or a code may mean depends on nobody who asks: for the purpose `work` each policy of these tables says yes to every row.
-- A group of questions took nine statements, three of which the planner thought over anew each time for longer than they ran. Now one
-- function reads, as checks read (0560), through a door that only the application's role may pass, and tells what an answer needs and
-- nothing else; another writes the uses, under their policies as before, each in the name of its own account.

-- Three kinds of row: `asked` says which key led to which party (its place in the list), `judgement` what somebody found about a spelling
-- and a party and what still holds today, and all other rows tell the parties themselves: those asked for by id, by key, or judged.
CREATE FUNCTION screening_read(kinds text[], keys text[], spellings text[], ids uuid[], today date)
  RETURNS TABLE (asked integer, judgement jsonb, id uuid, kind text, name text, code text, ended boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH named AS MATERIALIZED (
    SELECT q.asked::integer AS asked,
      coalesce((SELECT m.successor_id FROM merged_subjects m WHERE m.merged_id = k.subject_id), k.subject_id) AS id
    FROM unnest(kinds, keys) WITH ORDINALITY AS q (kind, key, asked) JOIN subject_keys k ON k.kind = q.kind AND k.key = q.key),
  judged AS MATERIALIZED (
    SELECT j.*, coalesce((SELECT m.successor_id FROM merged_subjects m WHERE m.merged_id = j.subject_id), j.subject_id) AS goes_on
    FROM (SELECT DISTINCT ON (x.folded, x.subject_id) x.* FROM match_judgements x WHERE x.folded = ANY (spellings)
      ORDER BY x.folded, x.subject_id, x.decided_at DESC, x.id DESC) AS j
    WHERE j.until >= today AND NOT EXISTS (SELECT FROM match_objections o WHERE o.judgement_id = j.id)),
  wanted AS MATERIALIZED (
    SELECT u.id FROM unnest(ids) AS u (id) UNION SELECT n.id FROM named n UNION SELECT j.goes_on FROM judged j)
  SELECT NULL::integer, NULL::jsonb, s.id, s.kind,
    coalesce((SELECT x.name FROM subject_names x WHERE x.subject_id = s.id ORDER BY x.known_at DESC, x.folded LIMIT 1), ''),
    (SELECT x.key FROM subject_keys x WHERE x.subject_id = s.id AND x.kind <> 'person' ORDER BY x.kind = 'uscc' DESC, x.key LIMIT 1),
    subject_has_ended(s.id)
  FROM wanted w JOIN subjects s ON s.id = w.id
  UNION ALL
  SELECT n.asked, NULL, n.id, NULL, NULL, NULL, NULL FROM named n
  UNION ALL
  SELECT NULL, jsonb_build_object('id', j.id, 'subjectId', j.goes_on, 'folded', j.folded, 'verdict', j.verdict, 'reason', j.reason,
      'until', j.until, 'by', a.display_name, 'on', (j.decided_at AT TIME ZONE 'Asia/Shanghai')::date), j.goes_on, NULL, NULL, NULL, NULL
  FROM judged j JOIN accounts a ON a.id = j.decided_by;
END $$;
REVOKE EXECUTE ON FUNCTION screening_read FROM PUBLIC;
GRANT EXECUTE ON FUNCTION screening_read TO zhengming_app;

-- The uses of `accounts[n]` at `organs[n]`, asker by asker. Answers the ids that were new.
CREATE FUNCTION screening_log(organs text[], accounts uuid[], uses jsonb) RETURNS SETOF uuid
  LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('zhengming.purpose', 'work', true);
  FOR n IN 1 .. cardinality(organs) LOOP
    PERFORM set_config('zhengming.organ_path', organs[n], true), set_config('zhengming.account', accounts[n]::text, true);
    RETURN QUERY
    INSERT INTO screening_uses (id, way, at, organ_id, organ_path, account_id, post_id, asked_hash, asked, matter, purpose, edition,
      candidate_ids)
    SELECT u.id, u.way, u.at, u.organ_id, u.organ_path, u.account_id, u.post_id, decode(u.asked_hash, 'hex'), u.asked, u.matter,
      u.purpose, u.edition, u.candidate_ids
    FROM jsonb_to_recordset(uses) AS u (id uuid, way text, at timestamptz, organ_id uuid, organ_path text, account_id uuid,
      post_id uuid, asked_hash text, asked integer, matter text, purpose text, edition text, candidate_ids uuid[])
    WHERE u.organ_path = organs[n] AND u.account_id = accounts[n]
    ON CONFLICT (id) DO NOTHING RETURNING id;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION screening_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION screening_log TO zhengming_app;

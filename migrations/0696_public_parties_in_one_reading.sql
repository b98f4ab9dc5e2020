-- What is public of a party was read under the policies of five tables, each of which asked for every row anew whether the record is
-- public: five times the same question, a millisecond and more a party. Here it is put once for each publication, by the same function
-- that the policies ask (is_public, 0030). As the owner, for the application alone: what anybody may read on the portal, and nothing else.
CREATE FUNCTION public_parties(ids uuid[], today date)
  RETURNS TABLE (id uuid, names text[], code text, decisions json)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT s.id,
    ARRAY(SELECT n.name FROM subject_names n WHERE n.subject_id = ANY (s.kin)
      ORDER BY n.subject_id = s.id DESC, n.known_at DESC, n.folded),
    (SELECT k.key FROM subject_keys k WHERE k.subject_id = s.id AND k.kind <> 'person' ORDER BY k.kind = 'uscc' DESC, k.key LIMIT 1),
    d.decisions
  FROM (SELECT x.id, ARRAY[x.id] || ARRAY(SELECT m.merged_id FROM merged_subjects m WHERE m.successor_id = x.id) AS kin
    FROM subjects x WHERE x.id = ANY (ids) AND x.kind = 'organisation') AS s
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('item', r.item, 'documentNumber', r.document_number, 'decidedOn', r.decided_on,
      'address', p.address) ORDER BY r.decided_on DESC, r.id) AS decisions
    FROM publications p JOIN records r ON r.subject_id = p.subject_id AND r.id = p.record_id
    WHERE p.subject_id = ANY (s.kin) AND is_public(p.id, p.begins_on, today)) AS d
  WHERE d.decisions IS NOT NULL;
END $$;
REVOKE EXECUTE ON FUNCTION public_parties FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public_parties TO zhengming_app;

-- An erasure (个人信息保护法 art. 47) is proposed and decided with a reason, and not decided while the law keeps what it would destroy.
ALTER TABLE erasures ADD COLUMN note text CHECK (length(note) BETWEEN 4 AND 2000);
ALTER TABLE erasure_decisions ADD COLUMN note text CHECK (length(note) BETWEEN 4 AND 2000);

-- What stands against an erasure today, whichever organ holds it; the codes are all that leaves. `organ` is who decides.
CREATE FUNCTION erasure_hindrances(subject uuid, file uuid, erasing_ground text, organ text, today date) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT v.organ_path, v.retain_until FROM sealed_values v JOIN vault_scopes s ON s.id = v.scope_id
      WHERE s.id = coalesce(subject, file) OR s.subject_id = subject
    UNION ALL SELECT f.organ_path, f.retain_until FROM sealed_files f WHERE f.id = file)
  SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT FROM publications p WHERE p.subject_id = subject AND is_public(p.id, p.begins_on, today)) THEN 'public' END,
    CASE WHEN EXISTS (SELECT FROM procedure_cases c WHERE c.subject_id = subject AND NOT EXISTS (SELECT FROM procedure_steps t
      JOIN procedure_states f ON f.procedure = c.procedure AND f.state = t.to_state AND f.is_final WHERE t.case_id = c.id)) THEN 'case_open' END,
    CASE WHEN awaits_archive(file) OR EXISTS (SELECT FROM procedure_cases c WHERE c.subject_id = subject
      AND NOT EXISTS (SELECT FROM archive_handover_cases h JOIN archive_receipts r ON r.handover_id = h.handover_id WHERE h.case_id = c.id))
      THEN 'archive' END,
    CASE WHEN EXISTS (SELECT FROM held WHERE NOT held.organ_path ^@ organ) THEN 'other_organ' END,
    CASE WHEN erasing_ground = 'term_ended' AND EXISTS (SELECT FROM held WHERE held.retain_until >= today) THEN 'term_runs' END], NULL)
$$;
REVOKE EXECUTE ON FUNCTION erasure_hindrances FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erasure_hindrances TO zhengming_app;

CREATE FUNCTION refuse_erasure_that_law_hinders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wish erasures;
  against text[];
BEGIN
  IF NEW.outcome <> 'erase' THEN RETURN NEW; END IF;
  SELECT * INTO wish FROM erasures e WHERE e.id = NEW.erasure_id;
  against := erasure_hindrances(wish.subject_id, wish.file_id, wish.ground, NEW.organ_path,
    (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date);
  IF cardinality(against) > 0 THEN
    RAISE EXCEPTION 'the law keeps what this would erase: %', against
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasure_decisions_hindered';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasure_decisions_hindered BEFORE INSERT ON erasure_decisions
  FOR EACH ROW EXECUTE FUNCTION refuse_erasure_that_law_hinders();

-- Art. 47 speaks of persons: what is held about an organisation stays, and its scope with it.
CREATE FUNCTION refuse_erasure_of_an_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM subjects s WHERE s.id = NEW.subject_id AND s.kind = 'organisation') THEN
    RAISE EXCEPTION 'an organisation has no personal information to erase'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'erasures_of_persons';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasures_of_persons BEFORE INSERT ON erasures FOR EACH ROW EXECUTE FUNCTION refuse_erasure_of_an_organisation();

-- An erased person is not found by number any more either: the keyed hash goes with the rest.
CREATE POLICY subject_keys_erase ON subject_keys FOR DELETE USING ((SELECT in_purpose('system')) AND kind = 'person'
  AND EXISTS (SELECT FROM vault_erased_scopes e WHERE e.scope_id = subject_keys.subject_id));
GRANT DELETE ON subject_keys TO zhengming_intake;

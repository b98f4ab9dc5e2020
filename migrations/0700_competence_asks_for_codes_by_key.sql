-- The trigger on competence (0631) says what it said, and each row now costs it two look-ups by key, whatever the planner knows of the
-- tables. Without statistics it takes one kind of code for as rare as the codes of one party, and read all codes of that kind for each row:
-- OFFSET 0 leaves it the party's index alone.
CREATE OR REPLACE FUNCTION refuse_outside_competence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE refused uuid;
BEGIN
  WITH organs_said AS MATERIALIZED (
    SELECT v.subject_id, v.record_id, v.batch_id, v.row_number, v.facts, (v.known_at AT TIME ZONE 'Asia/Shanghai')::date AS known_on,
      justice_level(coalesce(v.facts ->> 'CF_CFJG', v.facts ->> 'XK_XKJG'), coalesce(v.facts ->> 'CF_CFJGDM', v.facts ->> 'XK_XKJGDM')) AS level
    FROM added v WHERE v.action <> 'withdraw'),
  parties AS MATERIALIZED (
    SELECT o.*, legal_service(o.facts ->> 'legal_service_kind', (SELECT min(k.key) FROM (
      SELECT k.kind, k.key FROM subject_keys k WHERE k.subject_id = o.subject_id OFFSET 0) AS k WHERE k.kind = 'uscc')) AS service
    FROM organs_said o WHERE o.level IS NOT NULL),
  decisions AS MATERIALIZED (
    SELECT p.record_id, p.batch_id, p.row_number, p.level, p.service, p.facts ->> 'licence_effect' AS effect, p.known_on, r.decided_on,
      decided_matter(r.item, p.facts) AS matter
    FROM parties p, LATERAL (SELECT r.item, r.decided_on FROM records r WHERE r.subject_id = p.subject_id AND r.id = p.record_id OFFSET 0) AS r
    WHERE p.service IS NOT NULL),
  -- Alike ones together: a million come in one act.
  outside AS MATERIALIZED (
    SELECT * FROM (SELECT DISTINCT d.level, d.service, d.matter, d.effect, d.decided_on, d.known_on FROM decisions d WHERE d.matter IS NOT NULL) AS d
    WHERE outside_competence(d.level, d.service, d.matter, d.effect, d.decided_on, d.known_on))
  SELECT d.record_id INTO refused FROM outside x JOIN decisions d ON d.level = x.level AND d.service = x.service AND d.matter = x.matter
    AND d.known_on = x.known_on AND d.effect IS NOT DISTINCT FROM x.effect AND d.decided_on IS NOT DISTINCT FROM x.decided_on
  WHERE NOT EXISTS (SELECT FROM quarantine q JOIN quarantine_decisions s ON s.quarantine_id = q.id
    WHERE q.batch_id = d.batch_id AND q.row_number = d.row_number AND q.kind = 'organ_not_competent' AND s.outcome = 'accepted')
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'record % is of a decision that another organ makes', refused
      USING ERRCODE = 'check_violation', CONSTRAINT = 'record_versions_organ_competent';
  END IF;
  RETURN NULL;
END $$;

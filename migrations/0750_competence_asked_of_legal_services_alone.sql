-- The trigger on competence (0631) worked out organ, code and matter of every row that came in, and the packs state competences for
-- legal-service parties alone. It now finds these few first, by an index that holds nobody else: a row about another party costs one
-- look into it. What is refused stays the same.
CREATE INDEX subject_keys_legal_service ON subject_keys (subject_id) WHERE kind = 'uscc' AND legal_service(NULL, key) IS NOT NULL;

CREATE OR REPLACE FUNCTION refuse_outside_competence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE refused uuid;
BEGIN
  WITH of_legal_services AS MATERIALIZED (
    SELECT v.subject_id, v.record_id, v.batch_id, v.row_number, v.facts, (v.known_at AT TIME ZONE 'Asia/Shanghai')::date AS known_on
    FROM added v WHERE v.action <> 'withdraw' AND (v.facts ? 'legal_service_kind' OR EXISTS (
      SELECT FROM subject_keys k WHERE k.subject_id = v.subject_id AND k.kind = 'uscc' AND legal_service(NULL, k.key) IS NOT NULL))),
  -- Whatever the planner knows of the tables, each row costs two look-ups by key: OFFSET 0 leaves it no other way.
  parties AS MATERIALIZED (
    SELECT v.*, justice_level(coalesce(v.facts ->> 'CF_CFJG', v.facts ->> 'XK_XKJG'), coalesce(v.facts ->> 'CF_CFJGDM', v.facts ->> 'XK_XKJGDM')) AS level,
      legal_service(v.facts ->> 'legal_service_kind', (SELECT min(k.key) FROM (
        SELECT k.kind, k.key FROM subject_keys k WHERE k.subject_id = v.subject_id OFFSET 0) AS k WHERE k.kind = 'uscc')) AS service
    FROM of_legal_services v),
  decisions AS MATERIALIZED (
    SELECT p.record_id, p.batch_id, p.row_number, p.level, p.service, p.facts ->> 'licence_effect' AS effect, p.known_on, r.decided_on,
      decided_matter(r.item, p.facts) AS matter
    FROM parties p, LATERAL (SELECT r.item, r.decided_on FROM records r WHERE r.subject_id = p.subject_id AND r.id = p.record_id OFFSET 0) AS r
    WHERE p.level IS NOT NULL AND p.service IS NOT NULL),
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

-- No basis, no act (design §1, line 3): a record of a decision that the organ was not competent for, where the packs state who is, is not
-- stored unless a second person let it in (src/intake/row-gate.ts judges the same; src/intake/competence-guard.test.ts compares them).

-- Who may decide what, as of an adoption: made by the database itself from the edition's text, which it holds to its hash.
CREATE TABLE law_competences (
  adoption integer NOT NULL REFERENCES law_adoptions (number),
  code text NOT NULL,
  matter text NOT NULL,
  subjects text[] NOT NULL,
  -- Null: every kind; every level.
  kinds text[],
  branch text NOT NULL,
  levels text[],
  -- A decision of before the newest text of its articles is not held to them; a rule whose articles have all ended binds nobody.
  since date NOT NULL,
  until date NOT NULL,
  PRIMARY KEY (adoption, code)
);
ALTER TABLE law_competences ENABLE ROW LEVEL SECURITY;
CREATE POLICY law_competences_read ON law_competences FOR SELECT USING ((SELECT in_context()));
GRANT SELECT ON law_competences TO zhengming_app, zhengming_intake;
CREATE TRIGGER law_competences_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_competences EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_competences(adopted integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH packs AS (
    SELECT p.pack, p.place FROM law_adoptions a JOIN law_editions e ON e.id = a.edition,
      jsonb_array_elements(e.content::jsonb) WITH ORDINALITY AS p (pack, place) WHERE a.number = adopted),
  texts AS (
    SELECT i.i ->> 'instrument' AS id, coalesce((i.i #>> '{inForce,from}')::date, '-infinity') AS since,
      coalesce((i.i #>> '{inForce,to}')::date, 'infinity') AS until
    FROM packs, jsonb_array_elements(packs.pack -> 'instruments') AS i (i)),
  articles AS (
    SELECT i.i ->> 'instrument' || ':' || (a.a ->> 'article') AS ref, coalesce((a.a #>> '{inForce,from}')::date, '-infinity') AS since
    FROM packs, jsonb_array_elements(packs.pack -> 'instruments') AS i (i), jsonb_array_elements(i.i -> 'articles') AS a (a)),
  rules AS (
    SELECT DISTINCT ON (c.c ->> 'code') c.c AS rule,
      (SELECT max(greatest(t.since, (SELECT max(x.since) FROM articles x WHERE x.ref = b.ref)))
        FROM jsonb_array_elements_text(c.c -> 'basis') AS b (ref) JOIN texts t ON t.id = split_part(b.ref, ':', 1)) AS since,
      (SELECT max(t.until)
        FROM jsonb_array_elements_text(c.c -> 'basis') AS b (ref) JOIN texts t ON t.id = split_part(b.ref, ':', 1)) AS until
    FROM packs, jsonb_array_elements(packs.pack -> 'competences') AS c (c)
    WHERE c.c ->> 'role' = 'decide' ORDER BY c.c ->> 'code', packs.place DESC)
  INSERT INTO law_competences (adoption, code, matter, subjects, kinds, branch, levels, since, until)
  SELECT adopted, rule ->> 'code', rule ->> 'matter', ARRAY (SELECT jsonb_array_elements_text(rule -> 'subjects')),
    CASE WHEN rule ? 'kinds' THEN ARRAY (SELECT jsonb_array_elements_text(rule -> 'kinds')) END,
    rule #>> '{organ,branch}',
    CASE WHEN rule -> 'organ' ? 'levels' THEN ARRAY (SELECT jsonb_array_elements_text(rule #> '{organ,levels}')) END,
    coalesce((rule #>> '{inForce,from}')::date, since, '-infinity'), coalesce((rule #>> '{inForce,to}')::date, until, 'infinity')
  FROM rules
$$;
CREATE FUNCTION adopt_competences() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM keep_competences(NEW.number);
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION keep_competences(integer), adopt_competences() FROM PUBLIC;
CREATE TRIGGER law_adoptions_competences AFTER INSERT ON law_adoptions FOR EACH ROW EXECUTE FUNCTION adopt_competences();
SELECT keep_competences(number) FROM law_adoptions ORDER BY number DESC LIMIT 1;

-- The level of a justice organ by its name and the division in its code (GB 32100); null: another organ, or of no level that can be said.
CREATE FUNCTION justice_level(name text, code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN name !~ '司法(部|厅|局|分局)$' OR code !~ '^11\d{6}' THEN NULL
    WHEN substr(code, 3, 6) = '100000' THEN 'state'
    WHEN substr(code, 5, 4) = '0000' THEN 'province'
    WHEN substr(code, 3, 2) IN ('11', '12', '31', '50') OR substr(code, 5, 2) = '90' THEN NULL
    WHEN substr(code, 7, 2) = '00' THEN 'prefecture' ELSE 'county' END
$$;
-- Which kind of legal-service party: as the sheet says, else as the department and class of its code do.
CREATE FUNCTION legal_service(told text, code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(told, CASE left(code, 2) WHEN '31' THEN 'law_firm' WHEN '32' THEN 'notary_office' WHEN '33' THEN 'grassroots_office'
    WHEN '34' THEN 'forensic_institute' WHEN '35' THEN 'arbitration_body' END)
$$;
-- What was decided, `penalty 警告;罚款` or `licence`; null: nothing that the packs name.
CREATE FUNCTION decided_matter(item text, facts jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN item = 'penalty' THEN 'penalty ' || nullif(facts ->> 'CF_CFLB', '') || coalesce(';' || nullif(facts ->> 'more_kinds', ''), '')
    WHEN facts ->> 'XK_XKZS' ~ '执业' THEN 'licence' END
$$;

-- Whether the packs in use say that another organ decides this. Several kinds in one decision: it must be competent for each.
CREATE FUNCTION outside_competence(level text, service text, matter text, licence_effect text, decided_on date, known_on date)
  RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM (SELECT CASE WHEN matter LIKE 'penalty %' THEN string_to_array(substr(matter, 9), ';') ELSE ARRAY[NULL::text] END) AS d (kinds),
      unnest(d.kinds) AS said (kind),
      LATERAL (SELECT CASE WHEN said.kind = '暂扣或者吊销许可证件' THEN
        CASE licence_effect WHEN 'suspended' THEN '暂扣许可证件' WHEN 'revoked' THEN '吊销许可证件' ELSE said.kind END ELSE said.kind END) AS k (kind),
      LATERAL (SELECT bool_or(c.branch = 'justice' AND (c.levels IS NULL OR level = ANY (c.levels))) AS own, max(c.since) AS since
        FROM law_competences c
        WHERE c.adoption = (SELECT max(a.adoption) FROM law_competences a) AND c.matter = split_part($3, ' ', 1)
          AND service = ANY (c.subjects) AND (c.kinds IS NULL OR k.kind = ANY (c.kinds)) AND c.until >= known_on) AS stated
    WHERE NOT stated.own AND (decided_on IS NULL OR decided_on >= stated.since))
$$;
REVOKE EXECUTE ON FUNCTION outside_competence(text, text, text, text, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outside_competence(text, text, text, text, date, date) TO zhengming_app, zhengming_intake;

-- Each row costs two look-ups by key, whatever the planner knows of the tables. Without statistics it takes one kind of code for as rare as
-- the codes of one party, and reads all codes of that kind for each row: OFFSET 0 leaves it the party's index alone.
CREATE FUNCTION refuse_outside_competence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
REVOKE EXECUTE ON FUNCTION refuse_outside_competence() FROM PUBLIC;
CREATE TRIGGER record_versions_organ_competent AFTER INSERT ON record_versions REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_outside_competence();

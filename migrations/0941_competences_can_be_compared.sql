-- What the database made of an edition's text can be made again and compared: `zhengming verify` does, so that a competence which somebody
-- changed, took away or put in is named. Every adoption has its rows from now on, those of before competences were kept as well.
CREATE FUNCTION competences_of(adopted integer) RETURNS SETOF law_competences LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
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
  SELECT adopted, rule ->> 'code', rule ->> 'matter', ARRAY (SELECT jsonb_array_elements_text(rule -> 'subjects')),
    CASE WHEN rule ? 'kinds' THEN ARRAY (SELECT jsonb_array_elements_text(rule -> 'kinds')) END,
    rule #>> '{organ,branch}',
    CASE WHEN rule -> 'organ' ? 'levels' THEN ARRAY (SELECT jsonb_array_elements_text(rule #> '{organ,levels}')) END,
    coalesce((rule #>> '{inForce,from}')::date, since, '-infinity'), coalesce((rule #>> '{inForce,to}')::date, until, 'infinity')
  FROM rules
$$;
REVOKE EXECUTE ON FUNCTION competences_of(integer) FROM PUBLIC;
CREATE OR REPLACE FUNCTION keep_competences(adopted integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO law_competences SELECT * FROM competences_of(adopted)
$$;
SELECT keep_competences(a.number) FROM law_adoptions AS a
WHERE NOT EXISTS (SELECT FROM law_competences AS c WHERE c.adoption = a.number) ORDER BY a.number;

-- Inspections under key supervision (重点监管, R25): who inspects and on which day is drawn by lot (双随机，国办发〔2015〕58号). What there is
-- to draw from is written down first; the lot is what the log signs afterwards, which nobody chose; and the database draws again by
-- itself and takes no other result. Nothing here says anything about a party but that it was inspected: no number, no mark, no record.

-- Who may be drawn (执法检查人员名录库): persons of the organ, with the number that they show (执法证号).
CREATE TABLE inspectors (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  account_kind text NOT NULL CHECK (account_kind = 'person'),
  service_number text NOT NULL CHECK (length(service_number) BETWEEN 2 AND 40),
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  CONSTRAINT inspectors_not_oneself CHECK (entered_by <> account_id),
  FOREIGN KEY (account_id, account_kind) REFERENCES accounts (id, kind),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE inspector_ends (
  inspector_id uuid PRIMARY KEY REFERENCES inspectors,
  ended_by uuid NOT NULL,
  ended_kind text NOT NULL CHECK (ended_kind = 'person'),
  ended_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (ended_by, ended_kind) REFERENCES accounts (id, kind)
);
-- From what is drawn: a plan of inspections with their days and inspectors, or one inspector in the place of another.
CREATE TABLE inspection_plans (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('plan', 'replacement')),
  -- What is drawn from, as text, so that anybody can make its digest.
  pools text NOT NULL CHECK (length(pools) BETWEEN 2 AND 4000000),
  inspection_id uuid,
  out_account uuid REFERENCES accounts,
  cause text CHECK (cause IN ('away', 'recused', 'interest', 'left')),
  reason text CHECK (length(reason) BETWEEN 4 AND 500),
  made_by uuid NOT NULL,
  made_kind text NOT NULL CHECK (made_kind = 'person'),
  made_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  organ_path text NOT NULL,
  UNIQUE (inspection_id, out_account),
  CHECK (num_nonnulls(inspection_id, out_account, cause, reason) = CASE kind WHEN 'plan' THEN 0 ELSE 4 END),
  FOREIGN KEY (made_by, made_kind) REFERENCES accounts (id, kind)
);
-- The turns of a key supervision that a plan takes up: each once and for good, so that nobody draws until the lot pleases.
CREATE TABLE inspections (
  id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES inspection_plans,
  case_id uuid NOT NULL REFERENCES procedure_cases,
  turn integer NOT NULL CHECK (turn > 0),
  from_on date NOT NULL,
  until_on date NOT NULL CHECK (until_on >= from_on),
  organ_path text NOT NULL,
  UNIQUE (case_id, turn)
);
CREATE INDEX inspections_plan ON inspections (plan_id);
ALTER TABLE inspection_plans ADD FOREIGN KEY (inspection_id) REFERENCES inspections;
CREATE TABLE inspection_draws (
  plan_id uuid NOT NULL REFERENCES inspection_plans,
  inspection_id uuid NOT NULL REFERENCES inspections,
  log_size bigint NOT NULL REFERENCES log_checkpoints,
  log_root bytea NOT NULL,
  on_day date,
  inspectors uuid[] NOT NULL CHECK (cardinality(inspectors) > 0),
  drawn_by uuid NOT NULL,
  drawn_kind text NOT NULL CHECK (drawn_kind = 'person'),
  drawn_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (plan_id, inspection_id),
  FOREIGN KEY (drawn_by, drawn_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX inspection_draws_inspection ON inspection_draws (inspection_id);
-- What became of it. `handed_on`: something was found, and whoever is competent looks into it in an ordinary procedure of its own.
CREATE TABLE inspection_outcomes (
  inspection_id uuid PRIMARY KEY REFERENCES inspections,
  outcome text NOT NULL CHECK (outcome IN ('nothing_found', 'handed_on', 'not_held', 'fell_away')),
  on_day date NOT NULL,
  -- To whom it was handed on; why it was not held.
  note text CHECK (length(note) BETWEEN 4 AND 500),
  recorded_by uuid,
  recorded_kind text,
  recorded_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  CHECK ((outcome IN ('handed_on', 'not_held')) = (note IS NOT NULL)),
  -- That it falls away with the supervision the program itself writes down, and nothing else.
  CHECK ((outcome = 'fell_away') = (recorded_by IS NULL)),
  CHECK ((recorded_by IS NULL) = (recorded_kind IS NULL)),
  CHECK (recorded_kind = 'person'),
  FOREIGN KEY (recorded_by, recorded_kind) REFERENCES accounts (id, kind)
);

-- The days within which a turn falls: the year from the service on, in as many parts as there are inspections a year.
CREATE FUNCTION inspection_window(effective_on date, yearly integer, turn integer) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT daterange(y.a + (y.b - y.a) * ((turn - 1) % yearly) / yearly, y.a + (y.b - y.a) * ((turn - 1) % yearly + 1) / yearly)
  FROM (SELECT (effective_on + make_interval(months => 12 * ((turn - 1) / yearly)))::date AS a,
    (effective_on + make_interval(months => 12 * ((turn - 1) / yearly + 1)))::date AS b) AS y $$;
-- `stands`, `rests` (its record is under objection), or `over`: ended, undone, or broken off since, be it resumed or not.
CREATE FUNCTION supervision_standing(wanted uuid, since timestamptz, day date) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN d.case_id IS NULL OR EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = wanted AND s.taken_at > since AND NOT is_in_effect(s.to_state))
      OR NOT is_in_effect((SELECT s.to_state FROM procedure_steps s WHERE s.case_id = wanted ORDER BY s.number DESC LIMIT 1)) THEN 'over'
    WHEN d.resting THEN 'rests' ELSE 'stands' END
  FROM (SELECT wanted AS id) AS w
  LEFT JOIN determinations_standing(day, 'infinity') AS d ON d.case_id = w.id AND d.use = 'key_supervision' $$;
-- One lot: the lowest is drawn. By hand: printf '%s %s %s' SEED INSPECTION CANDIDATE | sha256sum
CREATE FUNCTION inspection_lot(seed text, inspection uuid, candidate text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(seed || ' ' || inspection || ' ' || candidate, 'UTF8')), 'hex') $$;
-- Why somebody is not drawn for a case: stays out of it (回避), or declared an interest in its party.
CREATE FUNCTION kept_from_inspecting(account uuid, wanted uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM procedure_recusals r WHERE r.case_id = wanted AND r.account_id = account) THEN 'recused'
    WHEN EXISTS (SELECT FROM interest_declarations i JOIN procedure_cases c ON c.id = wanted
      WHERE i.account_id = account AND i.subject_id = ANY (subject_group(coalesce(c.party_id, c.subject_id)))) THEN 'interest' END $$;
-- Who inspects as it stands: whoever was drawn, without those in whose place another was drawn.
CREATE FUNCTION inspection_crew(wanted uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT array(SELECT a.id FROM inspection_draws d, unnest(d.inspectors) AS a(id) WHERE d.inspection_id = wanted
    AND NOT EXISTS (SELECT FROM inspection_plans p WHERE p.inspection_id = wanted AND p.out_account = a.id) ORDER BY a.id) $$;
GRANT EXECUTE ON FUNCTION inspection_window, supervision_standing, inspection_lot, kept_from_inspecting, inspection_crew TO zhengming_app;
REVOKE EXECUTE ON FUNCTION inspection_window, supervision_standing, inspection_lot, kept_from_inspecting, inspection_crew FROM PUBLIC;

-- Whoever is in the pool of an inspection is on the register, and nothing keeps him or her from that party.
CREATE FUNCTION refuse_unfit_pool(plan uuid, inspection uuid, wanted uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE item jsonb := (SELECT e FROM inspection_plans p, jsonb_array_elements(p.pools::jsonb -> 'items') AS e
  WHERE p.id = plan AND e ->> 'inspection' = inspection::text);
DECLARE organ text := (SELECT p.organ_path FROM inspection_plans p WHERE p.id = plan);
BEGIN
  IF item IS NULL OR item ->> 'case' <> wanted::text OR EXISTS (SELECT FROM jsonb_array_elements_text(item -> 'inspectors') AS a(id)
      WHERE kept_from_inspecting(a.id::uuid, wanted) IS NOT NULL OR NOT EXISTS (SELECT FROM inspectors r WHERE r.account_id = a.id::uuid
        AND r.organ_path = organ AND NOT EXISTS (SELECT FROM inspector_ends x WHERE x.inspector_id = r.id))) THEN
    RAISE EXCEPTION 'the pool is not that of the register' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspections_pool';
  END IF;
END $$;
CREATE FUNCTION inspection_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_unfit_pool(NEW.plan_id, NEW.id, NEW.case_id);
  IF NOT EXISTS (SELECT FROM determination_terms t JOIN inspection_plans p ON p.id = NEW.plan_id
      JOIN LATERAL (SELECT x.inspections_during FROM determination_contents x WHERE x.case_id = t.case_id ORDER BY x.version DESC LIMIT 1) AS k
        ON k.inspections_during IS NOT NULL
      WHERE t.case_id = NEW.case_id AND NEW.until_on < t.until_on
        AND daterange(NEW.from_on, NEW.until_on, '[]') = inspection_window(t.effective_on, k.inspections_during, NEW.turn)
        AND supervision_standing(NEW.case_id, p.made_at, (p.made_at AT TIME ZONE 'Asia/Shanghai')::date) = 'stands') THEN
    RAISE EXCEPTION 'there are no more inspections than the decision told, each in its time' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'inspections_told';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspections_told BEFORE INSERT ON inspections FOR EACH ROW EXECUTE FUNCTION inspection_is_told();
CREATE FUNCTION replacement_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted uuid := (SELECT i.case_id FROM inspections i WHERE i.id = NEW.inspection_id);
BEGIN
  IF NOT EXISTS (SELECT FROM inspection_draws d WHERE d.inspection_id = NEW.inspection_id AND NEW.out_account = ANY (d.inspectors)) THEN
    RAISE EXCEPTION 'only who was drawn is replaced' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_plans_replaced';
  END IF;
  PERFORM refuse_unfit_pool(NEW.id, NEW.inspection_id, wanted);
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_plans_replacement AFTER INSERT ON inspection_plans FOR EACH ROW WHEN (NEW.kind = 'replacement')
  EXECUTE FUNCTION replacement_is_lawful();

-- The draw is made once more: from the pools as they were written down, and the first head that the log signed over them.
CREATE FUNCTION inspection_draw_is_the_lot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  plan inspection_plans;
  item jsonb;
  seed text;
BEGIN
  SELECT * INTO STRICT plan FROM inspection_plans p WHERE p.id = NEW.plan_id;
  IF NOT EXISTS (SELECT FROM (SELECT c.size, c.root FROM log_checkpoints c
      WHERE c.size >= (SELECT min(p.position) FROM journal j JOIN journal_positions p ON p.entry_id = j.id
        WHERE j.object_id = plan.id AND j.deed IN ('inspection.plan', 'inspection.replace'))
      ORDER BY c.size LIMIT 1) AS h WHERE h.size = NEW.log_size AND h.root = NEW.log_root) THEN
    RAISE EXCEPTION 'the lot is the first head of the log over the plan' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_draws_head';
  END IF;
  item := (SELECT e FROM jsonb_array_elements(plan.pools::jsonb -> 'items') AS e WHERE e ->> 'inspection' = NEW.inspection_id::text);
  seed := encode(sha256(convert_to(concat_ws(E'\n', 'zhengming inspection draw v1', encode(NEW.log_root, 'hex'),
    encode(sha256(convert_to(plan.pools, 'UTF8')), 'hex')), 'UTF8')), 'hex');
  IF item IS NULL
    OR NEW.on_day IS DISTINCT FROM (SELECT d.day::date FROM jsonb_array_elements_text(item -> 'days') AS d(day)
      ORDER BY inspection_lot(seed, NEW.inspection_id, d.day) COLLATE "C" LIMIT 1)
    OR NEW.inspectors <> array(SELECT a.id::uuid FROM jsonb_array_elements_text(item -> 'inspectors') AS a(id)
      ORDER BY inspection_lot(seed, NEW.inspection_id, a.id) COLLATE "C" LIMIT (plan.pools::jsonb ->> 'crew')::integer) THEN
    RAISE EXCEPTION 'that is not what the lot says' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_draws_lot';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_draws_lot BEFORE INSERT ON inspection_draws FOR EACH ROW EXECUTE FUNCTION inspection_draw_is_the_lot();

-- Held on the day that was drawn, by who was drawn, while the supervision stands; fallen away only with it.
CREATE FUNCTION inspection_outcome_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  inspection inspections;
  drawn date := (SELECT min(d.on_day) FROM inspection_draws d WHERE d.inspection_id = NEW.inspection_id);
  standing text;
BEGIN
  SELECT * INTO STRICT inspection FROM inspections i WHERE i.id = NEW.inspection_id;
  standing := (SELECT supervision_standing(inspection.case_id, p.made_at, NEW.on_day) FROM inspection_plans p WHERE p.id = inspection.plan_id);
  IF (NEW.outcome = 'fell_away') <> (standing = 'over') OR (NEW.outcome IN ('nothing_found', 'handed_on') AND standing <> 'stands') THEN
    RAISE EXCEPTION 'an inspection stands and falls with the supervision' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_outcomes_standing';
  END IF;
  IF NEW.outcome <> 'fell_away' AND NEW.on_day IS DISTINCT FROM drawn THEN
    RAISE EXCEPTION 'it is held on the day that was drawn' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_outcomes_day';
  END IF;
  IF NEW.outcome IN ('nothing_found', 'handed_on') AND (NOT NEW.recorded_by = ANY (inspection_crew(inspection.id))
      OR EXISTS (SELECT FROM unnest(inspection_crew(inspection.id)) AS a(id) WHERE kept_from_inspecting(a.id, inspection.case_id) IS NOT NULL)) THEN
    RAISE EXCEPTION 'whoever was drawn inspects, and nobody who is kept from it' USING ERRCODE = 'check_violation', CONSTRAINT = 'inspection_outcomes_crew';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_outcomes_lawful BEFORE INSERT ON inspection_outcomes FOR EACH ROW EXECUTE FUNCTION inspection_outcome_is_lawful();

-- What a party reads of its own: how many and when in general; the day, the names and the outcome once it was held. Nothing before.
CREATE FUNCTION inspections_told(wanted uuid, today date)
  RETURNS TABLE (turn integer, from_on date, until_on date, outcome text, held_on date, inspectors text[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(context_purpose(), '') <> 'party' OR NOT is_case_to_party(wanted) THEN RETURN; END IF;
  RETURN QUERY SELECT i.turn, i.from_on, i.until_on,
    coalesce(o.outcome, CASE WHEN supervision_standing(i.case_id, p.made_at, today) = 'over' THEN 'fell_away' END), h.on_day,
    array(SELECT a.display_name FROM unnest(inspection_crew(i.id)) AS c(id) JOIN accounts a ON a.id = c.id
      WHERE h.on_day IS NOT NULL ORDER BY a.display_name)
  FROM inspections i JOIN inspection_plans p ON p.id = i.plan_id LEFT JOIN inspection_outcomes o ON o.inspection_id = i.id
  LEFT JOIN inspection_outcomes h ON h.inspection_id = i.id AND h.outcome IN ('nothing_found', 'handed_on')
  WHERE i.case_id = wanted ORDER BY i.turn;
END $$;
REVOKE EXECUTE ON FUNCTION inspections_told FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inspections_told TO zhengming_app;

DO $$
DECLARE
  name text;
  author text;
  own constant text := '((SELECT in_purpose(''work'')) AND organ_path ^@ (SELECT context_organ_path()))';
BEGIN
  FOR name, author IN VALUES ('inspectors', 'entered_by'), ('inspector_ends', 'ended_by'), ('inspection_plans', 'made_by'), ('inspections', NULL),
    ('inspection_draws', 'drawn_by'), ('inspection_outcomes', 'coalesce(recorded_by, (SELECT context_account()))') LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''system'')) OR %s)', name || '_read', name, own);
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK (%s%s)', name || '_add', name, own,
      coalesce(' AND ' || author || ' = (SELECT context_account())', ''));
    EXECUTE format('GRANT SELECT, INSERT ON %I TO zhengming_app', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
  END LOOP;
END $$;

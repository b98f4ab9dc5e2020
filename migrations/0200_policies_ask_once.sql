-- Row-level security that a planner can reckon with. A bare context function is called for every row, and its comparison
-- passes for a rare value: joins of a million rows were planned as if a handful came, and nested. In a sub-select it is asked
-- once a statement, and the planner takes such a condition as likely. Same meaning, policy by policy; a test holds later ones
-- to the same form.
CREATE FUNCTION in_purpose(VARIADIC purposes text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(context_purpose() = ANY (purposes), false) $$;
CREATE FUNCTION in_context() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT context_purpose() IS NOT NULL $$;
GRANT EXECUTE ON FUNCTION in_purpose, in_context TO zhengming_app, zhengming_intake;

CREATE FUNCTION pg_temp.asked_once(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE told text := expression;
BEGIN
  told := regexp_replace(told, '\mcontext_(account|organ_path|today)\(\)', '(SELECT context_\1())', 'g');
  told := regexp_replace(told, '\mcontext_purpose\(\) IS NOT NULL', '(SELECT in_context())', 'g');
  told := regexp_replace(told, '\mcontext_purpose\(\) = ANY \((ARRAY\[[^]]*\])\)', '(SELECT in_purpose(VARIADIC \1))', 'g');
  told := regexp_replace(told, '\mcontext_purpose\(\) = (''[a-z]+''::text)', '(SELECT in_purpose(\1))', 'g');
  RETURN regexp_replace(told, '\mwithin_context\(([a-z_.]+)\)',
    '((SELECT in_purpose(''system'')) OR ((SELECT in_purpose(''work'')) AND \1 ^@ (SELECT context_organ_path())))', 'g');
END $$;

DO $$
DECLARE policy record;
BEGIN
  FOR policy IN
    SELECT format('%I', p.polname) AS name, p.polrelid::regclass AS on_table,
      pg_get_expr(p.polqual, p.polrelid) AS reads, pg_get_expr(p.polwithcheck, p.polrelid) AS writes
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'public'::regnamespace
  LOOP
    IF policy.reads IS NOT NULL THEN
      EXECUTE format('ALTER POLICY %s ON %s USING (%s)', policy.name, policy.on_table, pg_temp.asked_once(policy.reads));
    END IF;
    IF policy.writes IS NOT NULL THEN
      EXECUTE format('ALTER POLICY %s ON %s WITH CHECK (%s)', policy.name, policy.on_table, pg_temp.asked_once(policy.writes));
    END IF;
  END LOOP;
END $$;

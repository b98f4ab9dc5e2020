-- Three roles. The owner (whoever runs the migrations) defines; the application and the intake worker only use.
-- The application serves people; the intake role moves staged rows and may not decide anything.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhengming_app') THEN CREATE ROLE zhengming_app LOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhengming_intake') THEN CREATE ROLE zhengming_intake LOGIN; END IF;
END $$;
-- The owner hands tables over to the intake role (COPY does not work under row-level security for anybody but the owner).
GRANT zhengming_intake TO CURRENT_USER;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO zhengming_app, zhengming_intake;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO zhengming_app, zhengming_intake;

-- The context of the running transaction: who asks, from which organ, what for. Set by the program with set_config(…, true);
-- without it every policy below answers "nothing".
CREATE FUNCTION context_organ_path() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('zhengming.organ_path', true), '') $$;
CREATE FUNCTION context_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('zhengming.account', true), '')::uuid $$;
-- work: an officer at the own organ and below. check: facts in force for another organ's question. portal: what is public.
-- system: the program's own reading (sequencer, sign-in), never of a request.
CREATE FUNCTION context_purpose() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('zhengming.purpose', true), '') $$;
CREATE FUNCTION within_context(organ_path text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT context_purpose() = 'system' OR (context_purpose() = 'work' AND organ_path ^@ context_organ_path()) $$;

-- The day of the question. No policy and no constraint reads the server's clock.
CREATE FUNCTION context_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('zhengming.today', true), '')::date $$;

-- For what is only ever added to. The owner could change it; a program running as the owner by mistake should not either.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

-- Accounts of parties (信用主体的账号): whoever the law gives a right to see the own file (河南省社会信用条例 art. 40; 个人信息保护法 arts.
-- 44–47). A kind of account of its own: it holds no post, opens no console, and every constraint that wants a person who
-- decides refuses it. What it may see is what is about its subject and nothing else.
ALTER TABLE accounts DROP CONSTRAINT accounts_kind_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_kind_check CHECK (kind IN ('person', 'program', 'party'));
ALTER TABLE procedure_cases DROP CONSTRAINT procedure_cases_opened_kind_check;
ALTER TABLE procedure_cases ADD CONSTRAINT procedure_cases_opened_kind_check CHECK (opened_kind IN ('person', 'program', 'party'));
ALTER TABLE procedure_steps DROP CONSTRAINT procedure_steps_taken_kind_check;
ALTER TABLE procedure_steps ADD CONSTRAINT procedure_steps_taken_kind_check CHECK (taken_kind IN ('person', 'program', 'party'));

CREATE FUNCTION refuse_post_of_party() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM accounts a WHERE a.id = NEW.account_id AND a.kind = 'party') THEN
    RAISE EXCEPTION 'a party holds no post' USING ERRCODE = 'check_violation', CONSTRAINT = 'parties_hold_no_post';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_post_of_party() FROM PUBLIC;
CREATE TRIGGER post_holdings_no_party BEFORE INSERT OR UPDATE ON post_holdings FOR EACH ROW EXECUTE FUNCTION refuse_post_of_party();

-- Whose party the running transaction speaks for; set with purpose `party` and with no other.
CREATE FUNCTION context_subject() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('zhengming.subject', true), '')::uuid $$;
GRANT EXECUTE ON FUNCTION context_subject TO zhengming_app, zhengming_intake;

-- An account of a party: for whom it speaks, in what capacity, what was shown at the counter, who opened it.
CREATE TABLE party_accounts (
  account_id uuid PRIMARY KEY,
  account_kind text NOT NULL CHECK (account_kind = 'party'),
  subject_id uuid NOT NULL REFERENCES subjects,
  capacity text NOT NULL CHECK (capacity IN ('representative', 'agent', 'self')),
  -- The last day of an agent's mandate.
  until date,
  -- Name of the holder and the papers that were shown; sealed.
  shown_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  CHECK ((capacity = 'agent') = (until IS NOT NULL)),
  FOREIGN KEY (account_id, account_kind) REFERENCES accounts (id, kind),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX party_accounts_subject ON party_accounts (subject_id);
CREATE INDEX party_accounts_organ ON party_accounts (organ_path text_pattern_ops, entered_at);
CREATE TABLE party_account_ends (
  account_id uuid PRIMARY KEY REFERENCES party_accounts,
  reason_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);

-- What a party had typed when it saved, or when its session ended under its hands. Null: handed in, nothing is kept.
CREATE TABLE party_drafts (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES party_accounts,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  form text NOT NULL CHECK (form IN ('objection', 'repair', 'statement')),
  sealed_id uuid,
  saved_at timestamptz NOT NULL,
  FOREIGN KEY (subject_id, record_id) REFERENCES records
);
CREATE INDEX party_drafts_of ON party_drafts (account_id, form, record_id, saved_at DESC);
-- Files that a party handed in with a point, an exhibit or a material; the file itself is sealed.
CREATE TABLE procedure_files (
  case_id uuid NOT NULL,
  number integer NOT NULL,
  file_id uuid NOT NULL UNIQUE,
  media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  handed_in_by uuid NOT NULL REFERENCES accounts,
  handed_in_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, number),
  FOREIGN KEY (case_id, number) REFERENCES procedure_points
);

ALTER TABLE party_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE party_account_ends ENABLE ROW LEVEL SECURITY;
ALTER TABLE party_drafts ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_files ENABLE ROW LEVEL SECURITY;
CREATE POLICY party_accounts_read ON party_accounts FOR SELECT
  USING (((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())))
    OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject())));
CREATE POLICY party_accounts_add ON party_accounts FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND entered_by = (SELECT context_account()));
CREATE POLICY party_account_ends_read ON party_account_ends FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY party_account_ends_add ON party_account_ends FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND entered_by = (SELECT context_account()));
-- A draft is its author's alone: no officer reads what nobody has handed in.
CREATE POLICY party_drafts_own ON party_drafts FOR SELECT
  USING ((SELECT in_purpose('party')) AND account_id = (SELECT context_account()) AND subject_id = (SELECT context_subject()));
CREATE POLICY party_drafts_add ON party_drafts FOR INSERT
  WITH CHECK ((SELECT in_purpose('party')) AND account_id = (SELECT context_account()) AND subject_id = (SELECT context_subject()));
CREATE POLICY procedure_files_read ON procedure_files FOR SELECT
  USING (((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())))
    OR ((SELECT in_purpose('party')) AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject()))));
CREATE POLICY procedure_files_add ON procedure_files FOR INSERT WITH CHECK (handed_in_by = (SELECT context_account())
  AND organ_path = (SELECT context_organ_path()) AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id));
GRANT SELECT, INSERT ON party_accounts, party_account_ends, party_drafts, procedure_files TO zhengming_app;
GRANT SELECT ON party_accounts, party_account_ends TO zhengming_intake;
CREATE TRIGGER party_accounts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_accounts EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_account_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_account_ends EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_drafts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_drafts EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_files EXECUTE FUNCTION refuse_change();

-- The party's own reading. Each policy adds to those that are there; none of them lets anything be seen of another subject.
CREATE POLICY records_party ON records FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY record_keys_party ON record_keys FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY record_versions_party ON record_versions FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY record_classifications_party ON record_classifications FOR SELECT
  USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY publications_party ON publications FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY publication_terms_party ON publication_terms FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM publications p WHERE p.id = publication_id AND p.subject_id = (SELECT context_subject())));
CREATE POLICY publication_withdrawals_party ON publication_withdrawals FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM publications p WHERE p.id = publication_id AND p.subject_id = (SELECT context_subject())));
CREATE POLICY publication_releases_party ON publication_releases FOR SELECT
  USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY subject_keys_party ON subject_keys FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
-- Whose delivery a version came in with: the separations ask it. A batch holds no value of any row.
CREATE POLICY batches_party ON batches FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM record_versions v WHERE v.batch_id = batches.id AND v.subject_id = (SELECT context_subject())));
-- Who asked about the party and for what (河南省社会信用条例 art. 40). A name that merely resembled is told to nobody.
CREATE POLICY check_uses_party ON check_uses FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY procedure_cases_party ON procedure_cases FOR SELECT USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY procedure_steps_party ON procedure_steps FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_points_party ON procedure_points FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_dispositions_party ON procedure_dispositions FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_timers_party ON procedure_timers FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_notices_party ON procedure_notices FOR SELECT
  USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY procedure_notice_receipts_party ON procedure_notice_receipts FOR SELECT USING ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_notices n WHERE n.id = notice_id AND n.subject_id = (SELECT context_subject())));

-- Of sealed texts: what the party said itself, what it was answered, and why a step was taken that decides or asks something of
-- it. Notes between officers (why somebody stays out, why somebody looked) are not among them.
CREATE FUNCTION is_told_to_party(value uuid, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM procedure_cases c JOIN procedure_points p ON p.case_id = c.id WHERE c.subject_id = subject AND p.sealed_id = value)
    OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_dispositions d ON d.case_id = c.id
      WHERE c.subject_id = subject AND d.reason_id = value
        AND EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = c.id AND s.decides))
    OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_steps s ON s.case_id = c.id
      WHERE c.subject_id = subject AND s.reason_id = value AND (s.decides OR s.step = 'return_for_supplement'))
    OR EXISTS (SELECT FROM party_drafts d WHERE d.subject_id = subject AND d.sealed_id = value AND d.account_id = context_account());
END $$;
REVOKE EXECUTE ON FUNCTION is_told_to_party FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_told_to_party TO zhengming_app, zhengming_intake;
CREATE POLICY sealed_values_party ON sealed_values FOR SELECT USING ((SELECT in_purpose('party')) AND kind = 'text'
  AND scope_id = (SELECT context_subject()) AND is_told_to_party(id, (SELECT context_subject())));

-- The party's own acts. Each is about its subject, in the name of its account, at the organ that keeps the record.
CREATE POLICY procedure_cases_party_add ON procedure_cases FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND subject_id = (SELECT context_subject()) AND opened_by = (SELECT context_account()) AND opened_kind = 'party'
  AND organ_path = (SELECT context_organ_path()));
CREATE POLICY procedure_steps_party_add ON procedure_steps FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND taken_by = (SELECT context_account()) AND taken_kind = 'party'
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_points_party_add ON procedure_points FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_timers_party_add ON procedure_timers FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND EXISTS (SELECT FROM procedure_cases c WHERE c.id = case_id AND c.subject_id = (SELECT context_subject())));
CREATE POLICY procedure_notices_party_add ON procedure_notices FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND subject_id = (SELECT context_subject()));
CREATE POLICY vault_scopes_party ON vault_scopes FOR ALL USING ((SELECT in_purpose('party')));
CREATE POLICY sealed_values_party_add ON sealed_values FOR INSERT WITH CHECK ((SELECT in_purpose('party')) AND kind = 'text'
  AND scope_id = (SELECT context_subject()) AND organ_path = (SELECT context_organ_path()));
CREATE POLICY sealed_files_party_add ON sealed_files FOR INSERT WITH CHECK ((SELECT in_purpose('party')) AND kind = 'attachment'
  AND organ_path = (SELECT context_organ_path()));
CREATE POLICY sealed_file_chunks_party_add ON sealed_file_chunks FOR INSERT WITH CHECK ((SELECT in_purpose('party')));

CREATE OR REPLACE FUNCTION receivers_of_record(subject uuid, record uuid)
  RETURNS TABLE (organ_id uuid, organ_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE u.subject_id = subject AND record = ANY (u.record_ids)
    AND EXISTS (SELECT FROM records r WHERE r.subject_id = subject AND r.id = record
      AND (within_context(r.organ_path) OR (context_purpose() = 'party' AND r.subject_id = context_subject())))
  GROUP BY u.organ_id, u.organ_path ORDER BY u.organ_path $$;

-- Who stands behind a party's session, asked without a context, as auth.actor_of_session is. A session of an officer answers
-- nothing here, and one of a party nothing there: the kind of the account decides, not the cookie's name.
CREATE FUNCTION auth.party_of_session(session_token text, day date)
RETURNS TABLE (session_id text, account_id uuid, display_name text, stale boolean, subject_id uuid, capacity text,
  organ_id uuid, organ_path text, organ_kind text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
  SELECT s.id, a.id, a.display_name, s.updated_at < now() - interval '60 seconds', p.subject_id, p.capacity, o.id, o.path, o.kind
  FROM auth.sessions s JOIN accounts a ON a.id = s.user_id JOIN party_accounts p ON p.account_id = a.id JOIN organs o ON o.id = p.organ_id
  WHERE s.token = session_token AND s.expires_at > now() AND s.created_at > now() - interval '12 hours'
    AND a.state = 'active' AND a.kind = 'party' AND (p.until IS NULL OR p.until >= day)
    AND NOT EXISTS (SELECT FROM party_account_ends e WHERE e.account_id = a.id);
END $$;
CREATE FUNCTION auth.party_may_sign_in(sign_in_name text, demonstrating boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM auth.users u JOIN accounts a ON a.id = u.id
    WHERE u.username = sign_in_name AND a.state = 'active' AND a.kind = 'party' AND (demonstrating OR NOT u.demonstration))
$$;
REVOKE ALL ON FUNCTION auth.party_of_session(text, date), auth.party_may_sign_in(text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.party_of_session(text, date), auth.party_may_sign_in(text, boolean) TO zhengming_app;

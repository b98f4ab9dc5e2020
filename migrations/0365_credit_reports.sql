-- The free credit report (公共信用信息报告; 河南省社会信用条例 art. 40, 个人信息保护法 art. 45): what a check would tell of a party on one day,
-- made by the party, or by whomever it authorised. What it says is sealed; here stand number, digest, day, and which records it told.
CREATE TABLE report_grants (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  account_id uuid NOT NULL REFERENCES party_accounts,
  -- Only the hash of the code: whoever was given it is the only one who has it.
  code_hash bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  -- Who is authorised, in the party's words; sealed.
  holder_id uuid NOT NULL,
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 2 AND 60),
  -- whole: what a check would tell; public: what everybody may read today.
  scope text NOT NULL CHECK (scope IN ('whole', 'public')),
  until date NOT NULL,
  made_at timestamptz NOT NULL,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL
);
CREATE INDEX report_grants_subject ON report_grants (subject_id, made_at DESC);
CREATE TABLE report_grant_ends (
  grant_id uuid PRIMARY KEY REFERENCES report_grants,
  ended_by uuid NOT NULL REFERENCES party_accounts,
  ended_at timestamptz NOT NULL
);
CREATE TABLE credit_reports (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  number text NOT NULL UNIQUE CHECK (number ~ '^R[0-9]{8}-[0-9A-HJKMNP-TV-Z]{6}$'),
  -- On the paper; random, and the only name under which the public can ask for it.
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  as_of date NOT NULL,
  verified_until date NOT NULL,
  content_id uuid NOT NULL,
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  pages integer NOT NULL CHECK (pages > 0),
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  -- What it told: whoever holds the report hears when one of these ends or changes.
  record_ids uuid[] NOT NULL,
  -- Fetched by somebody who was authorised; null: by the party itself.
  grant_id uuid REFERENCES report_grants,
  account_id uuid NOT NULL REFERENCES party_accounts,
  made_at timestamptz NOT NULL,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL
);
CREATE INDEX credit_reports_subject ON credit_reports (subject_id, made_at DESC);
CREATE INDEX credit_reports_grant ON credit_reports (grant_id, made_at DESC) WHERE grant_id IS NOT NULL;

ALTER TABLE report_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_grant_ends ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY report_grants_read ON report_grants FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject())));
CREATE POLICY report_grants_add ON report_grants FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND subject_id = (SELECT context_subject()) AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
CREATE POLICY report_grant_ends_read ON report_grant_ends FOR SELECT
  USING ((SELECT in_purpose('system')) OR EXISTS (SELECT FROM report_grants g WHERE g.id = grant_id));
CREATE POLICY report_grant_ends_add ON report_grant_ends FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND ended_by = (SELECT context_account()) AND EXISTS (SELECT FROM report_grants g WHERE g.id = grant_id));
CREATE POLICY credit_reports_read ON credit_reports FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject())));
CREATE POLICY credit_reports_add ON credit_reports FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND subject_id = (SELECT context_subject()) AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
-- The party reads back its own report, and to whom it gave leave.
CREATE POLICY sealed_values_report ON sealed_values FOR SELECT USING ((SELECT in_purpose('party')) AND kind = 'text'
  AND scope_id = (SELECT context_subject())
  AND (EXISTS (SELECT FROM credit_reports r WHERE r.content_id = sealed_values.id)
    OR EXISTS (SELECT FROM report_grants g WHERE g.holder_id = sealed_values.id)));
GRANT SELECT, INSERT ON report_grants, report_grant_ends, credit_reports TO zhengming_app;
CREATE TRIGGER report_grants_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_grants EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_grant_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_grant_ends EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_reports_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_reports EXECUTE FUNCTION refuse_change();

-- For whom a code speaks, asked without a context, as auth.party_of_session is. It ends with its day, by the party's word, and with the
-- account that gave it.
CREATE FUNCTION auth.grant_of_code(hash bytea, day date)
RETURNS TABLE (grant_id uuid, account_id uuid, subject_id uuid, purpose text, scope text, until date, holder_id uuid,
  organ_id uuid, organ_path text, organ_kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT g.id, g.account_id, g.subject_id, g.purpose, g.scope, g.until, g.holder_id, o.id, o.path, o.kind
  FROM report_grants g JOIN organs o ON o.id = g.organ_id JOIN party_accounts p ON p.account_id = g.account_id
  WHERE g.code_hash = hash AND g.until >= day AND (p.until IS NULL OR p.until >= day)
    AND NOT EXISTS (SELECT FROM report_grant_ends e WHERE e.grant_id = g.id)
    AND NOT EXISTS (SELECT FROM party_account_ends e WHERE e.account_id = g.account_id) $$;
REVOKE ALL ON FUNCTION auth.grant_of_code(bytea, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.grant_of_code(bytea, date) TO zhengming_app;

-- What anybody who holds a report may verify by its code: number, day, organ, digest, and whether something of it has changed since.
CREATE FUNCTION report_of_code(asked text, today date)
RETURNS TABLE (number text, as_of date, made_at timestamptz, verified_until date, sha256 bytea, pages integer, organ text, organ_en text,
  subject_kind text, subject_name text, changed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.number, r.as_of, r.made_at, r.verified_until, r.sha256, r.pages, o.name, o.name_en, s.kind,
    (SELECT n.name FROM subject_names n WHERE n.subject_id = s.id ORDER BY n.known_at DESC, n.folded LIMIT 1),
    EXISTS (SELECT FROM record_versions v WHERE v.subject_id = r.subject_id AND v.known_at > r.made_at)
      OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_steps x ON x.case_id = c.id
        WHERE c.subject_id = r.subject_id AND c.record_id = ANY (r.record_ids) AND x.taken_at > r.made_at)
      OR EXISTS (SELECT FROM publications p WHERE p.subject_id = r.subject_id AND p.record_id = ANY (r.record_ids)
        AND (EXISTS (SELECT FROM publication_withdrawals w WHERE w.publication_id = p.id AND w.decided_at > r.made_at)
          OR (SELECT t.last_day FROM publication_terms t WHERE t.publication_id = p.id ORDER BY t.version DESC LIMIT 1) < today))
  FROM credit_reports r JOIN organs o ON o.id = r.organ_id JOIN subjects s ON s.id = r.subject_id
  WHERE r.code = asked AND r.verified_until >= today $$;
REVOKE ALL ON FUNCTION report_of_code(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_of_code(text, date) TO zhengming_app;

-- A report that somebody else fetched makes a receiver, as a check does. The party itself hears by its mailbox.
CREATE OR REPLACE FUNCTION everybody_who_got(subject uuid, record uuid)
  RETURNS TABLE (kind text, receiver_id uuid, receiver_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'organ', u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE context_purpose() = 'system' AND u.subject_id = subject AND record = ANY (u.record_ids)
  GROUP BY u.organ_id, u.organ_path
  UNION ALL SELECT 'report', r.id, NULL, r.made_at FROM credit_reports r
  WHERE context_purpose() = 'system' AND r.subject_id = subject AND record = ANY (r.record_ids) AND r.grant_id IS NOT NULL $$;
-- Marks and ends of cases go by the table of the procedure to organs; to whoever holds a report they go by the record.
ALTER TABLE record_notices DROP CONSTRAINT record_notices_cause_check;
ALTER TABLE record_notices ADD CONSTRAINT record_notices_cause_check
  CHECK (cause IN ('corrected', 'withdrawn', 'taken_down', 'shortened', 'classified', 'expired', 'case'));
ALTER TABLE record_notices ADD CHECK (cause <> 'case' OR receiver_kind = 'report');
-- The holder of the code acknowledges at the page for it: only notices of reports that this code fetched.
CREATE POLICY record_notice_receipts_of_report ON record_notice_receipts FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND received_by IS NULL AND organ_path IS NULL AND EXISTS (SELECT FROM record_notices n JOIN credit_reports r ON r.id = n.receiver_id
    WHERE n.id = notice_id AND n.receiver_kind = 'report' AND r.grant_id IS NOT NULL));

-- Acknowledged recall (撤回通知; 河南省社会信用条例 arts. 19, 41, 42): whoever ever got a record hears when it ends, changes or is taken
-- down, and says that it has acted on it. Steps of a case tell by procedure_notices; what happens to a record outside a case, and an
-- end that merely comes, tells here. Made from the journal and the day by a follower, so that no command can forget one.
CREATE TABLE record_notices (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  cause text NOT NULL CHECK (cause IN ('corrected', 'withdrawn', 'taken_down', 'shortened', 'classified', 'expired')),
  -- What told of it; an end that comes by itself has no entry.
  entry_id uuid,
  happened_on date NOT NULL,
  receiver_kind text NOT NULL CHECK (receiver_kind IN ('organ', 'report')),
  -- An organ; or, of a report that somebody fetched, the fetching.
  receiver_id uuid NOT NULL,
  receiver_path text,
  last_got_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  due_on date NOT NULL,
  provisional boolean NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  organ_path text NOT NULL,
  CHECK ((receiver_kind = 'organ') = (receiver_path IS NOT NULL)),
  CHECK ((cause = 'expired') = (entry_id IS NULL)),
  FOREIGN KEY (subject_id, record_id) REFERENCES records
);
-- The same entry, or the same end, tells each receiver once, however often it is read.
CREATE UNIQUE INDEX record_notices_once ON record_notices (record_id, receiver_id, entry_id) WHERE entry_id IS NOT NULL;
CREATE UNIQUE INDEX record_notices_end_once ON record_notices (record_id, receiver_id) WHERE cause = 'expired';
CREATE INDEX record_notices_receiver ON record_notices (receiver_path text_pattern_ops, made_at);
CREATE INDEX record_notices_fetched ON record_notices (receiver_id) WHERE receiver_kind = 'report';
CREATE INDEX record_notices_organ ON record_notices (organ_path text_pattern_ops, made_at);
CREATE TABLE record_notice_receipts (
  notice_id uuid PRIMARY KEY REFERENCES record_notices,
  -- Null: whoever holds the code of the fetched report, at the page for it.
  received_by uuid REFERENCES accounts,
  received_at timestamptz NOT NULL,
  organ_path text
);

-- Who is asked when a receiver keeps silent (督办人), organ by organ; the newest counts.
CREATE TABLE recall_officers (
  id uuid PRIMARY KEY,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  account_id uuid NOT NULL,
  account_kind text NOT NULL CHECK (account_kind = 'person'),
  appointed_by uuid NOT NULL,
  appointed_kind text NOT NULL CHECK (appointed_kind = 'person'),
  appointed_at timestamptz NOT NULL,
  FOREIGN KEY (account_id, account_kind) REFERENCES accounts (id, kind),
  FOREIGN KEY (appointed_by, appointed_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX recall_officers_organ ON recall_officers (organ_path text_pattern_ops, appointed_at DESC);
-- A notice past its day, put to a named person: by an officer, or by the program to the person appointed. It only asks.
CREATE TABLE recall_escalations (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  account_id uuid NOT NULL,
  account_kind text NOT NULL CHECK (account_kind = 'person'),
  -- Null: the program, when the day was over.
  escalated_by uuid REFERENCES accounts,
  escalated_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (notice_id, account_id),
  FOREIGN KEY (account_id, account_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX recall_escalations_account ON recall_escalations (account_id);

-- How far ends that come by themselves were told: the last day that was looked at.
CREATE TABLE recall_end_runs (
  through date PRIMARY KEY,
  ran_at timestamptz NOT NULL
);
-- The nightly proof that what is over is seen nowhere: how many were asked for, and how many answered. Never anything but nought.
CREATE TABLE visibility_audits (
  id uuid PRIMARY KEY,
  day date NOT NULL UNIQUE,
  ran_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  over integer NOT NULL CHECK (over >= 0),
  seen_in_portal uuid[] NOT NULL,
  seen_in_checks uuid[] NOT NULL
);

-- Whoever got a record: organs by the use log. The program's own reading; nobody else may ask it.
CREATE FUNCTION everybody_who_got(subject uuid, record uuid)
  RETURNS TABLE (kind text, receiver_id uuid, receiver_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'organ', u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE context_purpose() = 'system' AND u.subject_id = subject AND record = ANY (u.record_ids)
  GROUP BY u.organ_id, u.organ_path $$;
REVOKE EXECUTE ON FUNCTION everybody_who_got FROM PUBLIC;
GRANT EXECUTE ON FUNCTION everybody_who_got TO zhengming_intake;

-- Every notice to a receiver, of a case or of a record, with its receipt.
CREATE VIEW receiver_notices WITH (security_invoker = true) AS
  SELECT n.id, n.subject_id, n.record_id, n.case_id, n.procedure || '.' || n.state AS cause, n.made_at, 'organ'::text AS receiver_kind,
    n.receiver_id, n.receiver_path, n.last_got_at, n.due_on, n.provisional, n.organ_path, r.received_at, r.received_by
  FROM procedure_notices n LEFT JOIN procedure_notice_receipts r ON r.notice_id = n.id
  UNION ALL
  SELECT n.id, n.subject_id, n.record_id, NULL, 'record.' || n.cause, n.made_at, n.receiver_kind,
    n.receiver_id, n.receiver_path, n.last_got_at, n.due_on, n.provisional, n.organ_path, r.received_at, r.received_by
  FROM record_notices n LEFT JOIN record_notice_receipts r ON r.notice_id = n.id;

ALTER TABLE record_notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_notice_receipts ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_officers ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_escalations ENABLE ROW LEVEL SECURITY;
ALTER TABLE recall_end_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE visibility_audits ENABLE ROW LEVEL SECURITY;
CREATE POLICY record_notices_read ON record_notices FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work'))
      AND (organ_path ^@ (SELECT context_organ_path()) OR receiver_path ^@ (SELECT context_organ_path())))
    OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject())));
CREATE POLICY record_notices_add ON record_notices FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY record_notice_receipts_read ON record_notice_receipts FOR SELECT
  USING ((SELECT in_purpose('system')) OR EXISTS (SELECT FROM record_notices n WHERE n.id = notice_id));
CREATE POLICY record_notice_receipts_add ON record_notice_receipts FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND received_by = (SELECT context_account())
  AND EXISTS (SELECT FROM record_notices n WHERE n.id = notice_id AND n.receiver_path = record_notice_receipts.organ_path));
CREATE POLICY recall_officers_read ON recall_officers FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work'))
    AND (organ_path ^@ (SELECT context_organ_path()) OR (SELECT context_organ_path()) ^@ organ_path)));
CREATE POLICY recall_officers_add ON recall_officers FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND appointed_by = (SELECT context_account()));
CREATE POLICY recall_escalations_read ON recall_escalations FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY recall_escalations_add ON recall_escalations FOR INSERT WITH CHECK (
  EXISTS (SELECT FROM receiver_notices n WHERE n.id = notice_id AND n.organ_path = recall_escalations.organ_path)
  AND (((SELECT in_purpose('system')) AND escalated_by IS NULL)
    OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND escalated_by = (SELECT context_account()))));
CREATE POLICY recall_end_runs_system ON recall_end_runs FOR ALL USING ((SELECT in_purpose('system'))) WITH CHECK ((SELECT in_purpose('system')));
-- Counts and ids of records: whoever may see who has acknowledged may see them.
CREATE POLICY visibility_audits_read ON visibility_audits FOR SELECT USING ((SELECT in_purpose('system', 'work')));
CREATE POLICY visibility_audits_add ON visibility_audits FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
GRANT SELECT ON receiver_notices TO zhengming_app, zhengming_intake;
GRANT SELECT ON procedure_notices, procedure_notice_receipts TO zhengming_intake;
GRANT SELECT ON record_notices, record_notice_receipts, recall_officers, recall_escalations, visibility_audits TO zhengming_app;
GRANT INSERT ON record_notice_receipts, recall_officers, recall_escalations TO zhengming_app;
GRANT SELECT, INSERT ON record_notices, recall_escalations, recall_end_runs, visibility_audits TO zhengming_intake;
GRANT SELECT ON record_notice_receipts, recall_officers TO zhengming_intake;
CREATE TRIGGER record_notices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_notices EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_notice_receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_notice_receipts EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recall_officers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recall_officers EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recall_escalations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recall_escalations EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recall_end_runs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON recall_end_runs EXECUTE FUNCTION refuse_change();
CREATE TRIGGER visibility_audits_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON visibility_audits EXECUTE FUNCTION refuse_change();
-- Which publications ended in a stretch of days, without looking at every one that ever did.
CREATE INDEX publication_terms_last_day ON publication_terms (last_day);

-- When the system itself stood still (系统中断). A day on which a party could not act here does not count against it (行政复议法 art. 20:
-- where something hindered, the term goes on when it is gone; for the other terms of parties our reading, the kinder). One officer
-- records an outage, another confirms it, and only then does it count. It moves terms of parties and no duty of an organ.
CREATE TABLE outages (
  id uuid PRIMARY KEY,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL CHECK (ended_at > began_at),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 500),
  recorded_by uuid NOT NULL,
  recorded_kind text NOT NULL CHECK (recorded_kind = 'person'),
  recorded_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (id, recorded_by),
  CHECK (recorded_at >= ended_at),
  FOREIGN KEY (recorded_by, recorded_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE outage_confirmations (
  outage_id uuid PRIMARY KEY,
  recorded_by uuid NOT NULL,
  confirmed_by uuid NOT NULL,
  confirmed_kind text NOT NULL CHECK (confirmed_kind = 'person'),
  confirmed_at timestamptz NOT NULL,
  CHECK (confirmed_by <> recorded_by),
  FOREIGN KEY (outage_id, recorded_by) REFERENCES outages (id, recorded_by),
  FOREIGN KEY (confirmed_by, confirmed_kind) REFERENCES accounts (id, kind)
);
ALTER TABLE outages ENABLE ROW LEVEL SECURITY;
ALTER TABLE outage_confirmations ENABLE ROW LEVEL SECURITY;
-- That the system stood still concerns everybody whose term runs.
CREATE POLICY outages_read ON outages FOR SELECT USING ((SELECT in_context()));
CREATE POLICY outages_add ON outages FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path = (SELECT context_organ_path()) AND recorded_by = (SELECT context_account()));
CREATE POLICY outage_confirmations_read ON outage_confirmations FOR SELECT USING ((SELECT in_context()));
CREATE POLICY outage_confirmations_add ON outage_confirmations FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND confirmed_by = (SELECT context_account()));
GRANT SELECT, INSERT ON outages, outage_confirmations TO zhengming_app;
GRANT SELECT ON outages, outage_confirmations TO zhengming_intake;
CREATE TRIGGER outages_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outages EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outage_confirmations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outage_confirmations EXECUTE FUNCTION refuse_change();

-- Who is reminded of what is due, and how: by mail once a day, by a calendar that reads itself anew; who stands in while somebody is
-- away. A mail and a calendar say kinds, days and articles, and never whom a matter is about.
CREATE TABLE reminder_wishes (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  -- The address, sealed; null: no mail any more. The newest row counts.
  mailbox_id uuid,
  made_at timestamptz NOT NULL
);
CREATE INDEX reminder_wishes_account ON reminder_wishes (account_id, made_at DESC, id DESC);
CREATE TABLE reminder_mails (
  account_id uuid NOT NULL REFERENCES accounts,
  day date NOT NULL,
  -- Zero: nothing was due, and nothing was sent.
  late integer NOT NULL CHECK (late >= 0),
  today integer NOT NULL CHECK (today >= 0),
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, day)
);
CREATE TABLE calendar_feeds (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  made_at timestamptz NOT NULL
);
CREATE INDEX calendar_feeds_account ON calendar_feeds (account_id);
CREATE TABLE calendar_feed_ends (
  feed_id uuid PRIMARY KEY REFERENCES calendar_feeds,
  ended_at timestamptz NOT NULL
);
-- Somebody stands in (代管) for somebody in the same post while that one is away. It hands over what lies on the desk and no right: the
-- separations are asked of whoever acts.
CREATE TABLE duty_handovers (
  id uuid PRIMARY KEY,
  from_account uuid NOT NULL,
  from_kind text NOT NULL CHECK (from_kind = 'person'),
  to_account uuid NOT NULL,
  to_kind text NOT NULL CHECK (to_kind = 'person'),
  post_id uuid NOT NULL REFERENCES posts,
  since date NOT NULL,
  until date NOT NULL CHECK (until >= since),
  made_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  CHECK (from_account <> to_account),
  FOREIGN KEY (from_account, from_kind) REFERENCES accounts (id, kind),
  FOREIGN KEY (to_account, to_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX duty_handovers_to ON duty_handovers (to_account, until);
CREATE TABLE duty_handover_ends (
  handover_id uuid PRIMARY KEY REFERENCES duty_handovers,
  ended_by uuid NOT NULL REFERENCES accounts,
  ended_at timestamptz NOT NULL
);

ALTER TABLE reminder_wishes ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder_mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_feed_ends ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty_handovers ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty_handover_ends ENABLE ROW LEVEL SECURITY;
CREATE POLICY reminder_wishes_own ON reminder_wishes FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND account_id = (SELECT context_account())));
CREATE POLICY reminder_wishes_add ON reminder_wishes FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND account_id = (SELECT context_account()));
CREATE POLICY reminder_mails_system ON reminder_mails FOR ALL USING ((SELECT in_purpose('system'))) WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY calendar_feeds_own ON calendar_feeds FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND account_id = (SELECT context_account())));
CREATE POLICY calendar_feeds_add ON calendar_feeds FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND account_id = (SELECT context_account()));
CREATE POLICY calendar_feed_ends_read ON calendar_feed_ends FOR SELECT
  USING ((SELECT in_purpose('system')) OR EXISTS (SELECT FROM calendar_feeds f WHERE f.id = feed_id));
CREATE POLICY calendar_feed_ends_add ON calendar_feed_ends FOR INSERT
  WITH CHECK (EXISTS (SELECT FROM calendar_feeds f WHERE f.id = feed_id AND f.account_id = (SELECT context_account())));
CREATE POLICY duty_handovers_read ON duty_handovers FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work'))
    AND (organ_path ^@ (SELECT context_organ_path()) OR from_account = (SELECT context_account()) OR to_account = (SELECT context_account()))));
CREATE POLICY duty_handovers_add ON duty_handovers FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND from_account = (SELECT context_account()) AND organ_path ^@ (SELECT context_organ_path()));
CREATE POLICY duty_handover_ends_read ON duty_handover_ends FOR SELECT
  USING ((SELECT in_purpose('system')) OR EXISTS (SELECT FROM duty_handovers h WHERE h.id = handover_id));
CREATE POLICY duty_handover_ends_add ON duty_handover_ends FOR INSERT WITH CHECK (ended_by = (SELECT context_account())
  AND EXISTS (SELECT FROM duty_handovers h WHERE h.id = handover_id AND h.from_account = (SELECT context_account())));
GRANT SELECT, INSERT ON reminder_wishes, calendar_feeds, calendar_feed_ends, duty_handovers, duty_handover_ends TO zhengming_app;
GRANT SELECT ON reminder_wishes, calendar_feeds, calendar_feed_ends TO zhengming_intake;
GRANT SELECT, INSERT ON reminder_mails TO zhengming_intake;
CREATE TRIGGER reminder_wishes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reminder_wishes EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reminder_mails_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reminder_mails EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_feeds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_feeds EXECUTE FUNCTION refuse_change();
CREATE TRIGGER calendar_feed_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_feed_ends EXECUTE FUNCTION refuse_change();
CREATE TRIGGER duty_handovers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_handovers EXECUTE FUNCTION refuse_change();
CREATE TRIGGER duty_handover_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_handover_ends EXECUTE FUNCTION refuse_change();

-- Whose calendar a secret address is, asked without a context, as auth.actor_of_key is.
CREATE FUNCTION auth.account_of_calendar(hash bytea) RETURNS TABLE (account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT f.account_id FROM calendar_feeds f JOIN accounts a ON a.id = f.account_id
  WHERE f.token_hash = hash AND a.state = 'active' AND NOT EXISTS (SELECT FROM calendar_feed_ends e WHERE e.feed_id = f.id) $$;
REVOKE ALL ON FUNCTION auth.account_of_calendar(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth.account_of_calendar(bytea) TO zhengming_app;

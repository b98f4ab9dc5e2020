-- The feed (变更推送): to partners the public facts about organisations, position by position: begun, changed, ended. A row says only
-- that something became different; what is told is read anew under the portal's row-level security, so that no row can outlive an end.
-- Natural persons and individual businesses are not in it: they are told to whoever asks for the one (个人信息保护法 arts. 6, 25).
CREATE TABLE feed_entries (
  position bigint PRIMARY KEY CHECK (position > 0),
  item text NOT NULL CHECK (length(item) <= 40),
  publication_id uuid NOT NULL REFERENCES publications,
  subject_id uuid NOT NULL,
  -- By what the partner knows it: the public address, which tells nothing.
  reference uuid NOT NULL,
  change text NOT NULL CHECK (change IN ('begun', 'changed', 'ended')),
  -- Of what was to be told then; the next entry is written when it differs.
  digest bytea CHECK (length(digest) = 32),
  -- The last day that was told, so that an end which merely comes is found again.
  until date,
  known_at timestamptz NOT NULL,
  CHECK ((change = 'ended') = (digest IS NULL) AND (digest IS NULL) = (until IS NULL))
);
CREATE INDEX feed_entries_item ON feed_entries (item, position);
CREATE INDEX feed_entries_publication ON feed_entries (publication_id, position DESC);
CREATE INDEX feed_entries_until ON feed_entries (until) WHERE until IS NOT NULL;
CREATE TRIGGER feed_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON feed_entries EXECUTE FUNCTION refuse_change();

-- How far each account has read: by asking for what comes after a position it says that it has acted on all before.
CREATE TABLE feed_readings (
  account_id uuid NOT NULL REFERENCES accounts,
  item text NOT NULL CHECK (length(item) <= 40),
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  done_to bigint NOT NULL CHECK (done_to >= 0),
  read_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, item)
);

ALTER TABLE feed_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed_readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY feed_entries_read ON feed_entries FOR SELECT USING ((SELECT in_purpose('system', 'portal', 'work')));
CREATE POLICY feed_entries_add ON feed_entries FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
-- The own organ's, and for the justice authorities, who answer for the recall (河南省社会信用条例 art. 42), everybody's.
CREATE POLICY feed_readings_read ON feed_readings FOR SELECT USING ((SELECT in_purpose('work'))
  AND (organ_path ^@ (SELECT context_organ_path()) OR (SELECT o.kind FROM organs o WHERE o.path = context_organ_path())
    IN ('province_department', 'city_bureau', 'section', 'county_bureau')));
CREATE POLICY feed_readings_add ON feed_readings FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
CREATE POLICY feed_readings_move ON feed_readings FOR UPDATE
  USING ((SELECT in_purpose('work')) AND account_id = (SELECT context_account()))
  WITH CHECK ((SELECT in_purpose('work')) AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
GRANT SELECT ON feed_entries TO zhengming_app;
GRANT SELECT, INSERT ON feed_entries TO zhengming_intake;
GRANT SELECT, INSERT, UPDATE ON feed_readings TO zhengming_app;

-- What the log answers for may be taken away by an act (a second factor that its owner gives up, later a row whose term is over). The
-- act writes down which: so zhengming verify tells it from a row that was removed behind the program's back. Keys, and nothing of what the
-- rows held.
CREATE TABLE log_removals (
  id uuid PRIMARY KEY,
  source text NOT NULL CHECK (source ~ '^[a-z_]+$'),
  keys text[] NOT NULL CHECK (cardinality(keys) BETWEEN 1 AND 1000),
  -- Of what outlived its term: the log had taken each of them down before this. Null: taken away for another reason, at any time.
  taken_before timestamptz,
  removed_at timestamptz NOT NULL,
  basis text[] NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$')
);
CREATE INDEX log_removals_source ON log_removals (source);
ALTER TABLE log_removals ENABLE ROW LEVEL SECURITY;
CREATE POLICY log_removals_read ON log_removals FOR SELECT USING ((SELECT in_purpose('system')));
CREATE POLICY log_removals_add ON log_removals FOR INSERT
  WITH CHECK ((SELECT in_purpose('work')) AND source IN ('passkeys', 'totp_secrets') AND taken_before IS NULL);
GRANT SELECT, INSERT ON log_removals TO zhengming_app;
CREATE TRIGGER log_removals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_removals EXECUTE FUNCTION refuse_change();

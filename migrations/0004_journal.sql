-- The one journal: audit trail, outbox of every consumer, source of the verifiable log. One entry per changed object.
CREATE TABLE journal (
  id uuid PRIMARY KEY,
  -- Which transaction wrote it: how the sequencer finds what has become visible since it last looked.
  tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  -- No foreign keys: an account of what was done outlives what it names, and a million entries should not look it up.
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  organ_id uuid NOT NULL,
  organ_path text NOT NULL,
  deed text NOT NULL CHECK (deed ~ '^[a-z_]+[.][a-z_]+$'),
  object_kind text NOT NULL CHECK (object_kind ~ '^[a-z_]+$'),
  object_id uuid NOT NULL,
  version integer,
  subject_id uuid,
  basis text[] NOT NULL,
  edition text NOT NULL,
  reason_code text,
  -- sha256(salt || entry id || content); the salt is that of the vault scope, so that erasing it leaves every proof valid.
  reason_digest bytea CHECK (length(reason_digest) = 32),
  before_digest bytea CHECK (length(before_digest) = 32),
  after_digest bytea CHECK (length(after_digest) = 32)
);
CREATE INDEX journal_tx ON journal (tx);
CREATE INDEX journal_object ON journal (object_id);
CREATE INDEX journal_subject ON journal (subject_id) WHERE subject_id IS NOT NULL;

-- Positions come after commit, since a later number can commit first. Gapless, complete, never changed.
CREATE TABLE journal_positions (
  position bigint PRIMARY KEY CHECK (position > 0),
  entry_id uuid NOT NULL UNIQUE
);
-- What the sequencer had seen when it last looked. The next look takes what is visible now and was not then.
CREATE TABLE journal_sequencings (
  last_position bigint PRIMARY KEY CHECK (last_position >= 0),
  seen pg_snapshot NOT NULL,
  at timestamptz NOT NULL
);
-- Many readers, each with its own cursor.
CREATE TABLE journal_cursors (
  consumer text PRIMARY KEY,
  position bigint NOT NULL CHECK (position >= 0),
  at timestamptz NOT NULL
);
-- The same request twice gives the first answer again.
CREATE TABLE requests (
  account_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 128),
  digest bytea NOT NULL CHECK (length(digest) = 32),
  answer jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account_id, key)
);

ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_positions ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_sequencings ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_cursors ENABLE ROW LEVEL SECURITY;
ALTER TABLE requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY journal_read ON journal FOR SELECT USING (within_context(organ_path));
CREATE POLICY journal_append ON journal FOR INSERT WITH CHECK (account_id = context_account() AND organ_path = context_organ_path());
CREATE POLICY journal_positions_read ON journal_positions FOR SELECT USING (context_purpose() IN ('work', 'system'));
CREATE POLICY journal_positions_append ON journal_positions FOR INSERT WITH CHECK (context_purpose() = 'system');
CREATE POLICY journal_sequencings_all ON journal_sequencings FOR ALL USING (context_purpose() = 'system');
CREATE POLICY journal_cursors_all ON journal_cursors FOR ALL USING (context_purpose() = 'system');
CREATE POLICY requests_own ON requests FOR ALL USING (account_id = context_account());

GRANT SELECT, INSERT ON journal, requests TO zhengming_app, zhengming_intake;
GRANT SELECT, INSERT ON journal_positions, journal_sequencings TO zhengming_app, zhengming_intake;
GRANT SELECT, INSERT, UPDATE ON journal_cursors TO zhengming_app, zhengming_intake;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_positions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_positions EXECUTE FUNCTION refuse_change();
-- Nothing seen yet: every transaction is still to come.
INSERT INTO journal_sequencings (last_position, seen, at) VALUES (0, '3:3:', 'epoch');

-- A time-ordered identifier (RFC 9562, version 7) for rows that a statement makes by the thousand.
CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid $$;

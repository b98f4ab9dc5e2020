-- The verifiable log: a Merkle tree over the journal. Its leaves and tiles lie in files; what has to be agreed upon between
-- processes stands here.

-- Every head of the tree that was ever signed. Two heads of one size, or one that shrinks, would be a fork.
CREATE TABLE log_checkpoints (
  size bigint PRIMARY KEY CHECK (size > 0),
  root bytea NOT NULL CHECK (length(root) = 32),
  -- As signed: origin, size, root, signature of the log.
  note text NOT NULL CHECK (length(note) BETWEEN 50 AND 2000),
  at timestamptz NOT NULL
);
CREATE FUNCTION refuse_smaller_tree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM log_checkpoints c WHERE c.size >= NEW.size) THEN
    RAISE EXCEPTION 'the tree only grows' USING ERRCODE = 'check_violation', CONSTRAINT = 'log_checkpoints_grow';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER log_checkpoints_grow BEFORE INSERT ON log_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_smaller_tree();

-- Lines that witnesses put under a checkpoint.
CREATE TABLE log_cosignatures (
  size bigint NOT NULL REFERENCES log_checkpoints,
  witness text NOT NULL CHECK (length(witness) BETWEEN 1 AND 200),
  line text NOT NULL CHECK (length(line) BETWEEN 50 AND 500),
  at timestamptz NOT NULL,
  PRIMARY KEY (size, witness)
);

-- Which rows an entry tells of, as the log found them within a second of their commit: sha256(entry salt || content), where
-- the entry salt is sha256(salt of the scope || entry id). The digests stand in the leaf, so that neither the row nor the
-- digest can change unseen; destroying the scope's salt makes the digest say nothing, and the leaf stays valid.
CREATE TABLE log_rows (
  position bigint NOT NULL CHECK (position > 0),
  source text NOT NULL CHECK (source ~ '^[a-z_]+$'),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  digest bytea NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (source, key)
);
CREATE INDEX log_rows_position ON log_rows (position);

ALTER TABLE log_checkpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_cosignatures ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_rows ENABLE ROW LEVEL SECURITY;
-- Checkpoints are for everybody; only the worker adds to them.
CREATE POLICY log_checkpoints_read ON log_checkpoints FOR SELECT USING ((SELECT context_purpose()) IS NOT NULL);
CREATE POLICY log_checkpoints_add ON log_checkpoints FOR INSERT WITH CHECK ((SELECT context_purpose()) = 'system');
CREATE POLICY log_cosignatures_read ON log_cosignatures FOR SELECT USING ((SELECT context_purpose()) IS NOT NULL);
CREATE POLICY log_cosignatures_add ON log_cosignatures FOR INSERT WITH CHECK ((SELECT context_purpose()) = 'system');
CREATE POLICY log_rows_read ON log_rows FOR SELECT USING ((SELECT context_purpose()) = 'system');
CREATE POLICY log_rows_add ON log_rows FOR INSERT WITH CHECK ((SELECT context_purpose()) = 'system');
-- The worker reads what the entries tell of, as the application may; the role that moves rows has no part in it.
GRANT SELECT, INSERT ON log_checkpoints, log_cosignatures, log_rows TO zhengming_app;
CREATE TRIGGER log_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoints EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_cosignatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_cosignatures EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_rows_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_rows EXECUTE FUNCTION refuse_change();

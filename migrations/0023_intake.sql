-- Batches (归集批次): a file or a stream that somebody sent, and what became of it.
CREATE TABLE batches (
  id uuid PRIMARY KEY,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  submitted_by uuid NOT NULL REFERENCES accounts,
  post_id uuid NOT NULL REFERENCES posts,
  item text NOT NULL,
  file_id uuid NOT NULL REFERENCES sealed_files,
  file_sha256 bytea NOT NULL,
  -- Old years: known now, nothing republished, nothing counted late.
  history boolean NOT NULL,
  received_at timestamptz NOT NULL,
  -- staging: being read. previewed: every row checked, nothing recorded. accepted, discarded, unreadable: ended.
  state text NOT NULL CHECK (state IN ('staging', 'previewed', 'accepted', 'discarded', 'unreadable')),
  -- Sheet, heading row, column → field; counts by outcome; for an unreadable file the refusal. No value of any row.
  layout jsonb,
  counts jsonb,
  ended_at timestamptz,
  -- Whether checked rows may still lie in the staging table.
  rows_kept boolean NOT NULL DEFAULT true,
  CHECK ((state IN ('accepted', 'discarded', 'unreadable')) = (ended_at IS NOT NULL))
);
CREATE INDEX batches_organ ON batches (organ_path text_pattern_ops, received_at DESC);
CREATE INDEX batches_open ON batches (state) WHERE state IN ('staging', 'previewed');
CREATE INDEX batches_swept ON batches (id) WHERE rows_kept AND ended_at IS NOT NULL;
CREATE INDEX batches_file ON batches (file_id);

-- Checked rows between reading and acceptance. Unlogged: after a crash of the server they are read again from the sealed file.
-- Owned by the intake role, since COPY does not work under row-level security for anybody else.
CREATE UNLOGGED TABLE staged_rows (
  batch_id uuid NOT NULL,
  row_number integer NOT NULL,
  -- good: to be recorded. same: recorded already, word for word. corrected, withdrawn: a later version of a record.
  outcome text NOT NULL CHECK (outcome IN ('good', 'refused', 'doubtful', 'duplicate', 'same', 'corrected', 'withdrawn')),
  late boolean NOT NULL,
  -- [{code, severity, field, cell, …}], no value of the row; null: none.
  problems jsonb,
  -- The rest is null where the row is refused.
  action text,
  subject_id uuid,
  subject_kind text,
  key_kind text,
  subject_key text,
  name text,
  folded text,
  record_id uuid,
  version integer,
  document_number text,
  decided_on date,
  publication_due_on date,
  class text,
  class_rule text,
  facts jsonb,
  -- Its personal values; of a doubtful row everything that it came to.
  sealed_id uuid,
  sealed_salt bytea,
  sealed bytea,
  sealed_whole boolean NOT NULL DEFAULT false,
  PRIMARY KEY (batch_id, row_number)
);

-- What a machine should not decide: with an owner and a clock.
CREATE TABLE quarantine (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batches,
  row_number integer NOT NULL,
  organ_path text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('name_contradicts_code', 'class_unknown', 'identifier_fault', 'several_parties', 'party_unclear')),
  problems jsonb NOT NULL,
  -- The row as it came, sealed until its retention day; for class_unknown the record itself.
  sealed_id uuid,
  subject_id uuid,
  record_id uuid,
  owner_account uuid NOT NULL REFERENCES accounts,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  UNIQUE (batch_id, row_number, kind)
);
CREATE INDEX quarantine_due ON quarantine (organ_path text_pattern_ops, due_on);
CREATE TABLE quarantine_decisions (
  quarantine_id uuid PRIMARY KEY REFERENCES quarantine,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'returned', 'classified')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);

ALTER TABLE batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged_rows ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine_decisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY batches_all ON batches FOR ALL USING (within_context(organ_path)) WITH CHECK (within_context(organ_path));
-- The application reads previews, and puts back the one row that a person has settled.
CREATE POLICY staged_rows_own ON staged_rows FOR ALL
  USING (EXISTS (SELECT FROM batches b WHERE b.id = batch_id AND within_context(b.organ_path)));
CREATE POLICY quarantine_read ON quarantine FOR SELECT USING (within_context(organ_path));
CREATE POLICY quarantine_add ON quarantine FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY quarantine_decisions_read ON quarantine_decisions FOR SELECT USING (within_context(organ_path));
CREATE POLICY quarantine_decisions_add ON quarantine_decisions FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
GRANT SELECT, INSERT ON batches TO zhengming_app, zhengming_intake;
GRANT UPDATE (state, layout, counts, ended_at, item, rows_kept) ON batches TO zhengming_app, zhengming_intake;
GRANT SELECT, INSERT, UPDATE, DELETE ON staged_rows TO zhengming_app;
GRANT SELECT, INSERT ON quarantine TO zhengming_app, zhengming_intake;
GRANT SELECT, INSERT ON quarantine_decisions TO zhengming_app;
GRANT SELECT ON quarantine_decisions TO zhengming_intake;
GRANT CREATE ON SCHEMA public TO zhengming_intake;
ALTER TABLE staged_rows OWNER TO zhengming_intake;
REVOKE CREATE ON SCHEMA public FROM zhengming_intake;

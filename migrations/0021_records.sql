-- The public credit record (公共信用信息) of one decision or registration. Keys begin with the subject, so that a province can
-- partition by it. A record is never overwritten: correction adds a version.
CREATE TABLE records (
  subject_id uuid NOT NULL REFERENCES subjects,
  id uuid NOT NULL,
  item text NOT NULL CHECK (item ~ '^[a-z_]+$'),
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  document_number text NOT NULL CHECK (length(document_number) BETWEEN 1 AND 128),
  decided_on date NOT NULL,
  known_at timestamptz NOT NULL,
  -- Last day to publish, when the law wants it published; unknown class or minor: null, and nothing is published.
  publication_due_on date,
  PRIMARY KEY (subject_id, id)
);
CREATE INDEX records_organ ON records (organ_path text_pattern_ops, decided_on DESC);
CREATE INDEX records_publication_due ON records (publication_due_on) WHERE publication_due_on IS NOT NULL;

-- Document number + party + day + organ (law file 5.1): the same decision is one record, however often it is sent.
-- So a record's id is made from them under a secret key, and this small table keeps it unique across all subjects.
CREATE TABLE record_keys (
  record_id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  FOREIGN KEY (subject_id, record_id) REFERENCES records
);

-- What we knew, since when. `facts` by field code of the item, without what is sealed.
CREATE TABLE record_versions (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  known_at timestamptz NOT NULL,
  action text NOT NULL CHECK (action IN ('add', 'correct', 'withdraw')),
  facts jsonb NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
  -- Class of severity and the row of the pack's table that gave it. Null: unknown, a person classifies.
  class text CHECK (class IN ('minor', 'general', 'serious')),
  class_rule text,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  -- Where it came from: file (by batch), sheet and row.
  batch_id uuid NOT NULL,
  row_number integer NOT NULL CHECK (row_number > 0),
  sealed_id uuid,
  PRIMARY KEY (subject_id, record_id, version),
  FOREIGN KEY (subject_id, record_id) REFERENCES records,
  CHECK ((class IS NULL) = (class_rule IS NULL))
);
CREATE INDEX record_versions_batch ON record_versions (batch_id, row_number);

-- Where the table could not tell the class: a named person did, with a reason (design §1.2). Never made by the intake role.
CREATE TABLE record_classifications (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  version integer NOT NULL,
  class text NOT NULL CHECK (class IN ('minor', 'general', 'serious')),
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (subject_id, record_id, version),
  FOREIGN KEY (subject_id, record_id, version) REFERENCES record_versions,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);

-- An objection (异议) received, on paper for now: the marker stands, and measures rest, from this instant until it is answered.
CREATE TABLE objection_marks (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  received_on date NOT NULL,
  -- What the party says is wrong, in the officer's words; sealed.
  sealed_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  organ_path text NOT NULL,
  FOREIGN KEY (subject_id, record_id) REFERENCES records,
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX objection_marks_record ON objection_marks (subject_id, record_id);

ALTER TABLE records ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_classifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE objection_marks ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON records, record_keys, record_versions TO zhengming_app, zhengming_intake;
-- Set when a person has settled the class.
GRANT UPDATE (publication_due_on) ON records TO zhengming_app;
GRANT SELECT, INSERT ON record_classifications, objection_marks TO zhengming_app;
GRANT SELECT ON record_classifications, objection_marks TO zhengming_intake;
CREATE TRIGGER record_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_versions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_classifications_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_classifications EXECUTE FUNCTION refuse_change();

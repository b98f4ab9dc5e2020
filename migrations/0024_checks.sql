-- The durable use log: every question put about a subject, by whom and for what. The subject will be able to read it.
CREATE TABLE check_uses (
  id uuid NOT NULL,
  subject_id uuid,
  at timestamptz NOT NULL,
  organ_id uuid NOT NULL,
  organ_path text NOT NULL,
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  -- Keyed hash of what was asked, so that an answer of nothing can be proved without the code standing here.
  asked_hash bytea NOT NULL CHECK (length(asked_hash) = 32),
  matter text NOT NULL CHECK (length(matter) BETWEEN 2 AND 200),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 2 AND 500),
  edition text NOT NULL,
  -- The record versions that the answer rested on: what was said then can be said again.
  record_ids uuid[] NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX check_uses_subject ON check_uses (subject_id, at) WHERE subject_id IS NOT NULL;
CREATE INDEX check_uses_organ ON check_uses (organ_path text_pattern_ops, at);
ALTER TABLE check_uses ENABLE ROW LEVEL SECURITY;
CREATE POLICY check_uses_read ON check_uses FOR SELECT USING (within_context(organ_path) OR (context_purpose() = 'check' AND organ_path = context_organ_path()));
CREATE POLICY check_uses_add ON check_uses FOR INSERT WITH CHECK (context_purpose() = 'check' AND organ_path = context_organ_path());
GRANT SELECT, INSERT ON check_uses TO zhengming_app;
CREATE TRIGGER check_uses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON check_uses EXECUTE FUNCTION refuse_change();

-- An edition is what we knew and used since when. YAML is the only source; here is which content was adopted, and by whom.
CREATE TABLE law_editions (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{64}$'),
  content jsonb NOT NULL,
  proposed_at timestamptz NOT NULL,
  drafted_by uuid NOT NULL REFERENCES accounts,
  reviewed_by uuid REFERENCES accounts,
  reviewed_at timestamptz,
  adopted_by uuid REFERENCES accounts,
  adopted_at timestamptz,
  -- Three different people (design §2).
  CHECK (reviewed_by <> drafted_by),
  CHECK (adopted_by <> drafted_by AND adopted_by <> reviewed_by),
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
  CHECK ((adopted_by IS NULL) = (adopted_at IS NULL)),
  CHECK (adopted_by IS NULL OR reviewed_by IS NOT NULL)
);
CREATE INDEX law_editions_adopted ON law_editions (adopted_at DESC) WHERE adopted_at IS NOT NULL;
ALTER TABLE law_editions ENABLE ROW LEVEL SECURITY;
CREATE POLICY law_editions_read ON law_editions FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY law_editions_write ON law_editions FOR ALL USING (context_purpose() IN ('work', 'system'));
GRANT SELECT, INSERT ON law_editions TO zhengming_app;
GRANT UPDATE (reviewed_by, reviewed_at, adopted_by, adopted_at) ON law_editions TO zhengming_app;
GRANT SELECT ON law_editions TO zhengming_intake;

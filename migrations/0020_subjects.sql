-- Whom records are about (信用主体). An individual business is an organisation for identity, a natural person for masking,
-- retention and publication. Nothing here counts, grades or orders anybody (design §1.1).
CREATE TABLE subjects (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('organisation', 'individual_business', 'person')),
  known_at timestamptz NOT NULL
);
-- How a subject is found. Small, and the one place where a code is unique across the whole system.
CREATE TABLE subject_keys (
  kind text NOT NULL CHECK (kind IN ('uscc', 'organisation_code', 'registration_number', 'person')),
  -- The code itself; for a person the keyed hash of the certificate's number in hexadecimal, never the number.
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 64),
  subject_id uuid NOT NULL REFERENCES subjects,
  known_at timestamptz NOT NULL,
  -- Set when a code that fails its check character was accepted by a second person, with a reason.
  accepted_by uuid,
  accepted_kind text CHECK (accepted_kind = 'person'),
  accepted_reason text CHECK (length(accepted_reason) BETWEEN 4 AND 500),
  PRIMARY KEY (kind, key),
  CHECK ((accepted_by IS NULL) = (accepted_reason IS NULL)),
  CHECK ((accepted_by IS NULL) = (accepted_kind IS NULL)),
  FOREIGN KEY (accepted_by, accepted_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX subject_keys_subject ON subject_keys (subject_id);
-- Names with history. `folded` is what two spellings share (width, case, brackets, blanks). A person's name is masked here.
CREATE TABLE subject_names (
  subject_id uuid NOT NULL REFERENCES subjects,
  folded text NOT NULL CHECK (length(folded) BETWEEN 1 AND 200),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- When it held in the world, as far as known; and when we learned of it.
  held_from date,
  held_until date CHECK (held_until >= held_from),
  known_at timestamptz NOT NULL,
  PRIMARY KEY (subject_id, folded)
);
-- The roster: a registered organisation as its registration organ reports it (登记注册基本信息); denominator of coverage.
CREATE INDEX subject_names_folded ON subject_names (folded text_pattern_ops);

ALTER TABLE subjects ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_names ENABLE ROW LEVEL SECURITY;
CREATE POLICY subjects_read ON subjects FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY subjects_add ON subjects FOR INSERT WITH CHECK (context_purpose() IN ('work', 'system'));
CREATE POLICY subject_keys_read ON subject_keys FOR SELECT
  USING (context_purpose() IN ('work', 'check', 'system') OR (context_purpose() = 'portal' AND kind <> 'person'));
CREATE POLICY subject_keys_add ON subject_keys FOR INSERT WITH CHECK (context_purpose() IN ('work', 'system'));
CREATE POLICY subject_names_read ON subject_names FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY subject_names_add ON subject_names FOR INSERT WITH CHECK (context_purpose() IN ('work', 'system'));
GRANT SELECT, INSERT ON subjects, subject_keys, subject_names TO zhengming_app, zhengming_intake;

-- Impact assessments of personal information (个人信息保护法 arts. 55, 56): written by one person, passed by another, kept for three
-- years at least. Their texts tell of a catalogue item, never of a person.
CREATE TABLE privacy_assessments (
  id uuid PRIMARY KEY,
  organ_path text NOT NULL,
  item text NOT NULL CHECK (item ~ '^[a-z_]{1,40}$'),
  -- Which cases of art. 55 it looks at.
  causes text[] NOT NULL CHECK (cardinality(causes) BETWEEN 1 AND 5
    AND causes <@ ARRAY['sensitive', 'automated', 'entrusted', 'provided', 'published']),
  -- The three matters of art. 56: purpose and necessity; influence and risk; whether what protects is lawful, effective and fit.
  necessity text NOT NULL CHECK (length(necessity) BETWEEN 10 AND 4000),
  influence text NOT NULL CHECK (length(influence) BETWEEN 10 AND 4000),
  protection text NOT NULL CHECK (length(protection) BETWEEN 10 AND 4000),
  drafted_by uuid NOT NULL,
  drafted_kind text NOT NULL CHECK (drafted_kind = 'person'),
  drafted_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (length(edition) = 64),
  keep_until date NOT NULL,
  CHECK (keep_until >= (drafted_at AT TIME ZONE 'Asia/Shanghai')::date + interval '3 years'),
  UNIQUE (id, drafted_by),
  FOREIGN KEY (drafted_by, drafted_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX privacy_assessments_item ON privacy_assessments (item, drafted_at);
CREATE TABLE privacy_assessment_reviews (
  assessment_id uuid PRIMARY KEY,
  drafted_by uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('passed', 'returned')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  reviewed_by uuid NOT NULL CHECK (reviewed_by <> drafted_by),
  reviewed_kind text NOT NULL CHECK (reviewed_kind = 'person'),
  reviewed_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (assessment_id, drafted_by) REFERENCES privacy_assessments (id, drafted_by),
  FOREIGN KEY (reviewed_by, reviewed_kind) REFERENCES accounts (id, kind)
);

ALTER TABLE privacy_assessments ENABLE ROW LEVEL SECURITY;
ALTER TABLE privacy_assessment_reviews ENABLE ROW LEVEL SECURITY;
-- An edition is one for the whole installation, and so is what was assessed for it: every officer may read it.
CREATE POLICY privacy_assessments_read ON privacy_assessments FOR SELECT USING ((SELECT context_purpose()) IN ('work', 'system'));
CREATE POLICY privacy_assessments_add ON privacy_assessments FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND drafted_by = (SELECT context_account()));
CREATE POLICY privacy_assessment_reviews_read ON privacy_assessment_reviews FOR SELECT
  USING ((SELECT context_purpose()) IN ('work', 'system'));
CREATE POLICY privacy_assessment_reviews_add ON privacy_assessment_reviews FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND reviewed_by = (SELECT context_account()));
GRANT SELECT, INSERT ON privacy_assessments, privacy_assessment_reviews TO zhengming_app;
CREATE TRIGGER privacy_assessments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy_assessments
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER privacy_assessment_reviews_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy_assessment_reviews
  EXECUTE FUNCTION refuse_change();

-- What the public may see (公示), since when and until when. A second person decided it, by name.
CREATE TABLE publications (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  -- The public address: tells nothing, not even how many there are.
  address uuid NOT NULL UNIQUE,
  begins_on date NOT NULL,
  -- 行政处罚法 art. 48: what makes the decision one of certain social influence. Demanded for a natural person.
  influence_finding text CHECK (length(influence_finding) BETWEEN 4 AND 2000),
  confidentiality_checked boolean NOT NULL CHECK (confidentiality_checked),
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  submitted_by uuid NOT NULL,
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (subject_id, record_id),
  CHECK (decided_by <> submitted_by),
  FOREIGN KEY (subject_id, record_id) REFERENCES records,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX publications_begins ON publications (begins_on);
-- Its last day, computed from the facts known; a new row when a fact arrives. The newest counts.
CREATE TABLE publication_terms (
  publication_id uuid NOT NULL REFERENCES publications,
  version integer NOT NULL CHECK (version > 0),
  last_day date NOT NULL,
  derivation jsonb NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  known_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (publication_id, version)
);
-- Taken down before its day, with the reason told to the public (行政处罚法 art. 48).
CREATE TABLE publication_withdrawals (
  publication_id uuid PRIMARY KEY REFERENCES publications,
  withdrawn_on date NOT NULL,
  ground text NOT NULL CHECK (ground IN ('changed', 'set_aside', 'unlawful', 'void', 'own_error')),
  public_reason text NOT NULL CHECK (length(public_reason) BETWEEN 4 AND 2000),
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
-- Reviewed and not published.
CREATE TABLE publication_refusals (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (subject_id, record_id),
  FOREIGN KEY (subject_id, record_id) REFERENCES records,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);

-- Public on the day of the question: begun, not over, not withdrawn. Derived at read time; no job has to run for an end to hold.
CREATE FUNCTION is_public(publication uuid, begins_on date, today date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT begins_on <= today
    AND (SELECT t.last_day FROM publication_terms t WHERE t.publication_id = publication ORDER BY t.version DESC LIMIT 1) >= today
    AND NOT EXISTS (SELECT FROM publication_withdrawals w WHERE w.publication_id = publication AND w.withdrawn_on <= today) $$;

ALTER TABLE publications ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_withdrawals ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_refusals ENABLE ROW LEVEL SECURITY;
CREATE POLICY publications_read ON publications FOR SELECT
  USING (within_context(organ_path) OR context_purpose() = 'check' OR (context_purpose() = 'portal' AND is_public(id, begins_on, context_today())));
CREATE POLICY publications_add ON publications FOR INSERT WITH CHECK (within_context(organ_path) AND decided_by = context_account());
-- The ends are dates and reasons that the public was told: needed to say that something is over, and no more.
CREATE POLICY publication_terms_read ON publication_terms FOR SELECT USING (within_context(organ_path) OR context_purpose() IN ('check', 'portal'));
CREATE POLICY publication_terms_add ON publication_terms FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY publication_withdrawals_read ON publication_withdrawals FOR SELECT
  USING (within_context(organ_path) OR context_purpose() IN ('check', 'portal'));
CREATE POLICY publication_withdrawals_add ON publication_withdrawals FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
CREATE POLICY publication_refusals_read ON publication_refusals FOR SELECT USING (within_context(organ_path));
CREATE POLICY publication_refusals_add ON publication_refusals FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
GRANT SELECT, INSERT ON publications, publication_terms, publication_withdrawals, publication_refusals TO zhengming_app;
-- The intake role recomputes ends when a fact arrives; it decides nothing.
GRANT SELECT ON publications, publication_withdrawals, publication_refusals TO zhengming_intake;
GRANT SELECT, INSERT ON publication_terms TO zhengming_intake;

-- Records: the own organ's; a check's (the command shows what the item's disclosure allows); the public's.
CREATE FUNCTION record_is_public(subject uuid, record uuid, today date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT FROM publications p WHERE p.subject_id = subject AND p.record_id = record AND is_public(p.id, p.begins_on, today)) $$;
CREATE POLICY records_read ON records FOR SELECT USING (within_context(organ_path) OR context_purpose() = 'check'
  OR (context_purpose() = 'portal' AND record_is_public(subject_id, id, context_today())));
CREATE POLICY records_add ON records FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY records_settle ON records FOR UPDATE USING (within_context(organ_path)) WITH CHECK (within_context(organ_path));
CREATE POLICY record_keys_read ON record_keys FOR SELECT USING (context_purpose() IN ('work', 'system'));
CREATE POLICY record_keys_add ON record_keys FOR INSERT WITH CHECK (context_purpose() IN ('work', 'system'));
CREATE POLICY record_versions_read ON record_versions FOR SELECT USING (context_purpose() IN ('check', 'system')
  OR (context_purpose() = 'work' AND EXISTS (SELECT FROM records r WHERE r.subject_id = record_versions.subject_id AND r.id = record_id))
  OR (context_purpose() = 'portal' AND record_is_public(subject_id, record_id, context_today())));
CREATE POLICY record_versions_add ON record_versions FOR INSERT WITH CHECK (context_purpose() IN ('work', 'system'));
CREATE POLICY record_classifications_read ON record_classifications FOR SELECT
  USING (within_context(organ_path) OR context_purpose() IN ('check', 'portal'));
CREATE POLICY record_classifications_add ON record_classifications FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
CREATE POLICY objection_marks_read ON objection_marks FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY objection_marks_add ON objection_marks FOR INSERT WITH CHECK (context_purpose() = 'work' AND entered_by = context_account());

-- Review before release: three people in one publication, and what a reader of the text may not see.

-- A reviewer read one version of a record, as a person, not the one who delivered it: confidentiality, the finding of certain
-- social influence (行政处罚法 art. 48), and every span of free text that looked like personal data.
CREATE TABLE publication_reviews (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  version integer NOT NULL,
  influence_finding text CHECK (length(influence_finding) BETWEEN 4 AND 2000),
  confidentiality_checked boolean NOT NULL CHECK (confidentiality_checked),
  submitted_by uuid NOT NULL,
  reviewed_by uuid NOT NULL,
  reviewed_kind text NOT NULL CHECK (reviewed_kind = 'person'),
  reviewed_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (id, subject_id, record_id, version, submitted_by, reviewed_by),
  CHECK (reviewed_by <> submitted_by),
  FOREIGN KEY (subject_id, record_id, version) REFERENCES record_versions,
  FOREIGN KEY (reviewed_by, reviewed_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX publication_reviews_record ON publication_reviews (subject_id, record_id, version);

-- Places in the free text of that version: UTF-16 indexes, end not included. Redacted: the public reads a mark in its place.
-- Released: a person looked at it and says why it is no personal data, or may be told.
CREATE TABLE publication_redactions (
  review_id uuid NOT NULL REFERENCES publication_reviews,
  field text NOT NULL CHECK (length(field) BETWEEN 1 AND 64),
  start_at integer NOT NULL CHECK (start_at >= 0),
  end_at integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('redacted', 'released')),
  reason text CHECK (length(reason) BETWEEN 4 AND 500),
  PRIMARY KEY (review_id, field, start_at, end_at),
  CHECK (end_at > start_at),
  CHECK ((outcome = 'released') = (reason IS NOT NULL))
);

-- Which reviewed version the public reads; the newest counts. A corrected record is reviewed and released anew.
CREATE TABLE publication_releases (
  publication_id uuid NOT NULL REFERENCES publications,
  review_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  version integer NOT NULL,
  submitted_by uuid NOT NULL,
  reviewed_by uuid NOT NULL,
  released_by uuid NOT NULL,
  released_kind text NOT NULL CHECK (released_kind = 'person'),
  released_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (publication_id, review_id),
  CHECK (released_by <> submitted_by AND released_by <> reviewed_by),
  FOREIGN KEY (review_id, subject_id, record_id, version, submitted_by, reviewed_by)
    REFERENCES publication_reviews (id, subject_id, record_id, version, submitted_by, reviewed_by),
  FOREIGN KEY (released_by, released_kind) REFERENCES accounts (id, kind)
);

-- An end that would come later than the public was told waits for a person (design §1.2); an earlier one needs none.
CREATE TABLE publication_term_proposals (
  publication_id uuid NOT NULL,
  -- The version of the term that it would replace: proposed against an older one, it is void.
  replaces integer NOT NULL,
  last_day date NOT NULL,
  derivation jsonb NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  known_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (publication_id, replaces, last_day),
  FOREIGN KEY (publication_id, replaces) REFERENCES publication_terms (publication_id, version)
);

-- Corrected records are few; the review queue asks for them among all.
CREATE INDEX record_versions_later ON record_versions (subject_id, record_id) WHERE version > 1;

-- What a withdrawal tells the public besides its reason: the document's number, never of a natural person's decision.
ALTER TABLE publication_withdrawals ADD COLUMN reference text CHECK (length(reference) BETWEEN 1 AND 128);
ALTER TABLE publication_withdrawals ADD COLUMN organ_id uuid REFERENCES organs;

-- Who delivered the version is read from its batch, not believed.
CREATE FUNCTION review_names_the_sender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM record_versions v JOIN batches b ON b.id = v.batch_id WHERE v.subject_id = NEW.subject_id
      AND v.record_id = NEW.record_id AND v.version = NEW.version AND b.submitted_by = NEW.submitted_by) THEN
    RAISE EXCEPTION 'the sender of this version is somebody else' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_reviews_sender BEFORE INSERT ON publication_reviews
  FOR EACH ROW EXECUTE FUNCTION review_names_the_sender();

-- 行政处罚法 art. 48: a penalty on a natural person or an individual business is public only with the finding.
CREATE FUNCTION publication_has_its_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.influence_finding IS NULL AND EXISTS (SELECT FROM records r JOIN subjects s ON s.id = r.subject_id
      WHERE r.subject_id = NEW.subject_id AND r.id = NEW.record_id AND r.item = 'penalty' AND s.kind <> 'organisation') THEN
    RAISE EXCEPTION 'a natural person''s penalty needs the finding of certain social influence' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publications_finding BEFORE INSERT ON publications FOR EACH ROW EXECUTE FUNCTION publication_has_its_finding();

-- Whether what is known now still lets the record be public: not withdrawn by its source, not altered, set aside or void
-- (行政处罚法 art. 48), a penalty of a class that is published. Read on every question: the three working
-- days of the law are for the public reason, not for showing what is known to be void. Runs as the owner, or the policies that
-- ask it would ask themselves; it answers yes or no and nothing else.
-- In plpgsql, whose plans are kept: the question is put once for each row that a policy looks at.
CREATE FUNCTION publication_stands(publication uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE stands boolean;
BEGIN
  SELECT v.action <> 'withdraw' AND coalesce(v.facts->>'decision_status', 'standing') = 'standing'
      AND (r.item <> 'penalty' OR coalesce(c.class, v.class) IN ('general', 'serious')) INTO stands
    FROM publications p
    JOIN records r ON r.subject_id = p.subject_id AND r.id = p.record_id
    JOIN record_versions v ON v.subject_id = p.subject_id AND v.record_id = p.record_id
    LEFT JOIN record_classifications c ON c.subject_id = v.subject_id AND c.record_id = v.record_id AND c.version = v.version
    WHERE p.id = publication ORDER BY v.version DESC LIMIT 1;
  RETURN coalesce(stands, false);
END $$;
-- Public on the day of the question: begun, not over, not withdrawn, and still standing.
CREATE OR REPLACE FUNCTION is_public(publication uuid, begins_on date, today date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT begins_on <= today
    AND (SELECT t.last_day FROM publication_terms t WHERE t.publication_id = publication ORDER BY t.version DESC LIMIT 1) >= today
    AND NOT EXISTS (SELECT FROM publication_withdrawals w WHERE w.publication_id = publication AND w.withdrawn_on <= today)
    AND publication_stands(publication) $$;

ALTER TABLE publication_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_redactions ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_releases ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_term_proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY publication_reviews_read ON publication_reviews FOR SELECT USING (within_context(organ_path));
CREATE POLICY publication_reviews_add ON publication_reviews FOR INSERT
  WITH CHECK (within_context(organ_path) AND reviewed_by = context_account());
-- The portal needs the places and the version, never who looked.
CREATE POLICY publication_redactions_read ON publication_redactions FOR SELECT USING (context_purpose() = 'portal'
  OR EXISTS (SELECT FROM publication_reviews v WHERE v.id = review_id));
CREATE POLICY publication_redactions_add ON publication_redactions FOR INSERT
  WITH CHECK (EXISTS (SELECT FROM publication_reviews v WHERE v.id = review_id AND v.reviewed_by = context_account()));
CREATE POLICY publication_releases_read ON publication_releases FOR SELECT USING (within_context(organ_path)
  OR (context_purpose() = 'portal' AND EXISTS (SELECT FROM publications p WHERE p.id = publication_id)));
CREATE POLICY publication_releases_add ON publication_releases FOR INSERT
  WITH CHECK (within_context(organ_path) AND released_by = context_account());
CREATE POLICY publication_term_proposals_read ON publication_term_proposals FOR SELECT USING (within_context(organ_path));
CREATE POLICY publication_term_proposals_add ON publication_term_proposals FOR INSERT WITH CHECK (within_context(organ_path));
GRANT SELECT, INSERT ON publication_reviews, publication_redactions, publication_releases, publication_term_proposals TO zhengming_app;
GRANT SELECT ON publication_reviews, publication_releases, publication_term_proposals TO zhengming_intake;
CREATE TRIGGER publication_reviews_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_reviews EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_redactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_redactions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_releases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_releases EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_terms_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_terms EXECUTE FUNCTION refuse_change();

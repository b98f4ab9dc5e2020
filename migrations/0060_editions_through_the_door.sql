-- Editions of the law through the door: what was adopted, by which three persons, and since when. Content and procedure are
-- apart, since one content may be adopted again after another. No release ever wrote to the columns that go.
DROP POLICY law_editions_write ON law_editions;
ALTER TABLE law_editions DROP COLUMN drafted_by, DROP COLUMN reviewed_by, DROP COLUMN reviewed_at, DROP COLUMN adopted_by,
  DROP COLUMN adopted_at;
ALTER TABLE law_editions RENAME COLUMN proposed_at TO kept_at;
-- The canonical text itself, so that the database can hold the name of an edition to its content.
ALTER TABLE law_editions ALTER COLUMN content TYPE text;
ALTER TABLE law_editions ADD CONSTRAINT law_editions_hash CHECK (id = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
CREATE POLICY law_editions_add ON law_editions FOR INSERT WITH CHECK (context_purpose() = 'work');
CREATE TRIGGER law_editions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_editions EXECUTE FUNCTION refuse_change();

-- What is in use since when: the highest number. The first start of an installation puts into use what came with the program,
-- and says so; everything after it is adopted by persons.
CREATE TABLE law_adoptions (
  number integer PRIMARY KEY CHECK (number > 0),
  id uuid NOT NULL UNIQUE,
  edition text NOT NULL REFERENCES law_editions,
  replaces integer REFERENCES law_adoptions,
  adopted_at timestamptz NOT NULL,
  -- Program and version, where nobody decided.
  installed_by text CHECK (length(installed_by) BETWEEN 1 AND 100),
  proposal_id uuid UNIQUE,
  drafted_by uuid,
  reviewed_by uuid,
  outcome text CHECK (outcome = 'passed'),
  adopted_by uuid,
  adopted_kind text CHECK (adopted_kind = 'person'),
  reason text CHECK (length(reason) BETWEEN 4 AND 2000),
  CONSTRAINT law_adoptions_in_order CHECK (replaces IS NOT DISTINCT FROM nullif(number - 1, 0)),
  CONSTRAINT law_adoptions_by_persons CHECK (
    (number = 1 AND installed_by IS NOT NULL
      AND num_nonnulls(proposal_id, drafted_by, reviewed_by, outcome, adopted_by, adopted_kind, reason) = 0)
    OR (installed_by IS NULL
      AND num_nulls(proposal_id, drafted_by, reviewed_by, outcome, adopted_by, adopted_kind, reason) = 0)),
  CONSTRAINT law_adoptions_third_person CHECK (adopted_by <> drafted_by AND adopted_by <> reviewed_by),
  FOREIGN KEY (adopted_by, adopted_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX law_adoptions_edition ON law_adoptions (edition);

-- A stack of packs laid before the reviewer, compared with what was in use then.
CREATE TABLE law_proposals (
  id uuid PRIMARY KEY,
  edition text NOT NULL REFERENCES law_editions,
  against integer NOT NULL REFERENCES law_adoptions,
  -- Cases beside the packs, all of which it passed.
  cases_passed integer NOT NULL CHECK (cases_passed >= 0),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  drafted_by uuid NOT NULL,
  drafted_kind text NOT NULL CHECK (drafted_kind = 'person'),
  drafted_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (id, edition, against, drafted_by),
  UNIQUE (id, drafted_by),
  FOREIGN KEY (drafted_by, drafted_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX law_proposals_edition ON law_proposals (edition);

CREATE TABLE law_reviews (
  proposal_id uuid PRIMARY KEY,
  drafted_by uuid NOT NULL,
  reviewed_by uuid NOT NULL,
  reviewed_kind text NOT NULL CHECK (reviewed_kind = 'person'),
  outcome text NOT NULL CHECK (outcome IN ('passed', 'returned')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  reviewed_at timestamptz NOT NULL,
  UNIQUE (proposal_id, drafted_by, reviewed_by, outcome),
  CONSTRAINT law_reviews_second_person CHECK (reviewed_by <> drafted_by),
  FOREIGN KEY (proposal_id, drafted_by) REFERENCES law_proposals (id, drafted_by),
  FOREIGN KEY (reviewed_by, reviewed_kind) REFERENCES accounts (id, kind)
);
-- Adopted is what was proposed, against what is replaced, and passed.
ALTER TABLE law_adoptions
  ADD FOREIGN KEY (proposal_id, edition, replaces, drafted_by) REFERENCES law_proposals (id, edition, against, drafted_by),
  ADD FOREIGN KEY (proposal_id, drafted_by, reviewed_by, outcome)
    REFERENCES law_reviews (proposal_id, drafted_by, reviewed_by, outcome);

-- For which adoption every end of publication has been computed anew: a restart knows what is still to do.
CREATE TABLE publication_term_runs (
  adoption integer PRIMARY KEY REFERENCES law_adoptions,
  done_at timestamptz NOT NULL
);

ALTER TABLE law_adoptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE law_proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE law_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE publication_term_runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY law_adoptions_read ON law_adoptions FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY law_adoptions_add ON law_adoptions FOR INSERT
  WITH CHECK (context_purpose() = 'work' AND (adopted_by = context_account() OR installed_by IS NOT NULL));
CREATE POLICY law_proposals_read ON law_proposals FOR SELECT USING (context_purpose() IN ('work', 'system'));
CREATE POLICY law_proposals_add ON law_proposals FOR INSERT
  WITH CHECK (within_context(organ_path) AND drafted_by = context_account());
CREATE POLICY law_reviews_read ON law_reviews FOR SELECT USING (context_purpose() IN ('work', 'system'));
CREATE POLICY law_reviews_add ON law_reviews FOR INSERT
  WITH CHECK (context_purpose() = 'work' AND reviewed_by = context_account());
CREATE POLICY publication_term_runs_read ON publication_term_runs FOR SELECT USING (context_purpose() = 'system');
CREATE POLICY publication_term_runs_add ON publication_term_runs FOR INSERT WITH CHECK (context_purpose() = 'system');
GRANT SELECT, INSERT ON law_adoptions, law_proposals, law_reviews TO zhengming_app;
-- The worker that computes ends anew must know which edition is in use.
GRANT SELECT ON law_adoptions TO zhengming_intake;
GRANT SELECT, INSERT ON publication_term_runs TO zhengming_intake;
CREATE TRIGGER law_adoptions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_adoptions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER law_proposals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_proposals EXECUTE FUNCTION refuse_change();
CREATE TRIGGER law_reviews_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON law_reviews EXECUTE FUNCTION refuse_change();

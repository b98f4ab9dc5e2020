-- What a party says about an entry (当事人说明; 河南省社会信用条例 art. 40, 民法典 art. 1029): it travels with every answer that tells the
-- entry. Sealed until somebody has read it for personal data; what is told then is the reviewed text and nothing else.
CREATE TABLE party_statements (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  sealed_id uuid NOT NULL,
  made_by uuid NOT NULL,
  made_kind text NOT NULL CHECK (made_kind IN ('person', 'party')),
  made_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (id, subject_id, record_id),
  FOREIGN KEY (subject_id, record_id) REFERENCES records,
  FOREIGN KEY (made_by, made_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX party_statements_record ON party_statements (subject_id, record_id, made_at DESC);
CREATE TABLE party_statement_reviews (
  statement_id uuid PRIMARY KEY,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('released', 'refused')),
  -- The text as everybody may read it; personal data replaced by a mark.
  told text CHECK (length(told) BETWEEN 2 AND 600),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 500),
  reviewed_by uuid NOT NULL,
  reviewed_kind text NOT NULL CHECK (reviewed_kind = 'person'),
  reviewed_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  CHECK ((outcome = 'released') = (told IS NOT NULL)),
  FOREIGN KEY (statement_id, subject_id, record_id) REFERENCES party_statements (id, subject_id, record_id),
  FOREIGN KEY (reviewed_by, reviewed_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX party_statement_reviews_told ON party_statement_reviews (record_id, reviewed_at DESC) WHERE outcome = 'released';
CREATE INDEX party_statement_reviews_organ ON party_statement_reviews (organ_path text_pattern_ops, reviewed_at);
-- Taken back by the party, whenever it likes.
CREATE TABLE party_statement_ends (
  statement_id uuid PRIMARY KEY REFERENCES party_statements,
  made_by uuid NOT NULL,
  made_kind text NOT NULL CHECK (made_kind IN ('person', 'party')),
  made_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (made_by, made_kind) REFERENCES accounts (id, kind)
);
-- What waits for a reviewer, found without looking at everything that was ever said.
CREATE INDEX party_statements_organ ON party_statements (organ_path text_pattern_ops, made_at);

ALTER TABLE party_statements ENABLE ROW LEVEL SECURITY;
ALTER TABLE party_statement_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE party_statement_ends ENABLE ROW LEVEL SECURITY;
CREATE POLICY party_statements_read ON party_statements FOR SELECT
  USING (((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())))
    OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject())));
CREATE POLICY party_statements_add ON party_statements FOR INSERT WITH CHECK (made_by = (SELECT context_account())
  AND (((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()))
    OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()) AND organ_path = (SELECT context_organ_path()))));
-- Told wherever the record is told: reviewed text only.
CREATE POLICY party_statement_reviews_read ON party_statement_reviews FOR SELECT
  USING (((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())))
    OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()))
    OR ((SELECT in_purpose('check', 'portal')) AND outcome = 'released'));
CREATE POLICY party_statement_reviews_add ON party_statement_reviews FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND reviewed_by = (SELECT context_account()));
CREATE POLICY party_statement_ends_read ON party_statement_ends FOR SELECT
  USING ((SELECT in_purpose('check', 'portal', 'system')) OR EXISTS (SELECT FROM party_statements s WHERE s.id = statement_id));
CREATE POLICY party_statement_ends_add ON party_statement_ends FOR INSERT
  WITH CHECK (made_by = (SELECT context_account()) AND EXISTS (SELECT FROM party_statements s WHERE s.id = statement_id));
GRANT SELECT, INSERT ON party_statements, party_statement_reviews, party_statement_ends TO zhengming_app;
CREATE TRIGGER party_statements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_statements EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_statement_reviews_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_statement_reviews
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_statement_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_statement_ends EXECUTE FUNCTION refuse_change();

-- The party reads back what it said; whoever it is that asks in its name.
CREATE OR REPLACE FUNCTION is_told_to_party(value uuid, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM procedure_cases c JOIN procedure_points p ON p.case_id = c.id WHERE c.subject_id = subject AND p.sealed_id = value)
    OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_dispositions d ON d.case_id = c.id
      WHERE c.subject_id = subject AND d.reason_id = value
        AND EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = c.id AND s.decides))
    OR EXISTS (SELECT FROM procedure_cases c JOIN procedure_steps s ON s.case_id = c.id
      WHERE c.subject_id = subject AND s.reason_id = value AND (s.decides OR s.step = 'return_for_supplement'))
    OR EXISTS (SELECT FROM party_statements t WHERE t.subject_id = subject AND t.sealed_id = value)
    OR EXISTS (SELECT FROM party_drafts d WHERE d.subject_id = subject AND d.sealed_id = value AND d.account_id = context_account());
END $$;

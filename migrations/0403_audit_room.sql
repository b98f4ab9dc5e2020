-- What an officer says of their own nearness to a party (利害关系申报; 行政处罚法 art. 43 on recusal rests on it): added to, never
-- changed. Who looks at or acts on such a party is told to the audit administrator.
CREATE TABLE interest_declarations (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  account_kind text NOT NULL CHECK (account_kind = 'person'),
  subject_id uuid NOT NULL REFERENCES subjects,
  relation text NOT NULL CHECK (relation IN ('kin', 'employment', 'holding', 'close')),
  organ_path text NOT NULL,
  declared_at timestamptz NOT NULL,
  UNIQUE (account_id, subject_id, relation),
  FOREIGN KEY (account_id, account_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX interest_declarations_account ON interest_declarations (account_id, account_kind);
CREATE INDEX interest_declarations_subject ON interest_declarations (subject_id);
ALTER TABLE interest_declarations ENABLE ROW LEVEL SECURITY;
CREATE POLICY interest_declarations_read ON interest_declarations FOR SELECT USING (
  (SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY interest_declarations_add ON interest_declarations FOR INSERT WITH CHECK (
  (SELECT in_purpose('work')) AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
GRANT SELECT, INSERT ON interest_declarations TO zhengming_app;
CREATE TRIGGER interest_declarations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON interest_declarations
  EXECUTE FUNCTION refuse_change();

-- The journal is searched by day. It is written in the order of time, so that a summary of its pages is enough and costs the
-- intake of a million entries next to nothing.
CREATE INDEX journal_at ON journal USING brin (at);
CREATE INDEX sealed_looks_at ON sealed_looks (at);

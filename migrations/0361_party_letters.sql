-- The mailbox (通知) of a party: one letter for everything that was done about it and that it has a right to hear of. Made from the
-- journal by a follower, so that no command can forget one; what it says is read from the matter itself, never copied.
CREATE TABLE party_letters (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  entry_id uuid NOT NULL UNIQUE,
  deed text NOT NULL CHECK (deed ~ '^[a-z_]+[.][a-z_]+$'),
  object_id uuid NOT NULL,
  version integer,
  happened_at timestamptz NOT NULL,
  organ_path text NOT NULL
);
CREATE INDEX party_letters_subject ON party_letters (subject_id, happened_at DESC);
CREATE TABLE party_letter_receipts (
  letter_id uuid NOT NULL REFERENCES party_letters,
  account_id uuid NOT NULL REFERENCES party_accounts,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (letter_id, account_id)
);
ALTER TABLE party_letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE party_letter_receipts ENABLE ROW LEVEL SECURITY;
CREATE POLICY party_letters_read ON party_letters FOR SELECT
  USING (((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())))
    OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject())));
CREATE POLICY party_letters_add ON party_letters FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY party_letter_receipts_read ON party_letter_receipts FOR SELECT
  USING ((SELECT in_purpose('system')) OR EXISTS (SELECT FROM party_letters l WHERE l.id = letter_id));
CREATE POLICY party_letter_receipts_add ON party_letter_receipts FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND account_id = (SELECT context_account()) AND EXISTS (SELECT FROM party_letters l WHERE l.id = letter_id));
GRANT SELECT ON party_letters TO zhengming_app;
GRANT SELECT, INSERT ON party_letters TO zhengming_intake;
GRANT SELECT, INSERT ON party_letter_receipts TO zhengming_app;
CREATE TRIGGER party_letters_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_letters EXECUTE FUNCTION refuse_change();
CREATE TRIGGER party_letter_receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_letter_receipts
  EXECUTE FUNCTION refuse_change();

-- A credit report that an officer makes for a party that stands at the counter with its identity shown (河南省社会信用条例 art. 40):
-- one who has no account, or cannot use one. Who asked and which papers were shown is sealed; the party reads in its file that it was made.
ALTER TABLE credit_reports DROP CONSTRAINT credit_reports_account_id_fkey;
ALTER TABLE credit_reports ADD COLUMN made_kind text NOT NULL DEFAULT 'party' CHECK (made_kind IN ('party', 'person')),
  ADD COLUMN shown_id uuid,
  ADD FOREIGN KEY (account_id, made_kind) REFERENCES accounts (id, kind),
  ADD CONSTRAINT credit_reports_identity_shown CHECK ((made_kind = 'person') = (shown_id IS NOT NULL)),
  ADD CONSTRAINT credit_reports_counter_has_no_grant CHECK (made_kind = 'party' OR grant_id IS NULL);
-- Whoever made it prints it, and nobody else of the organ reads it.
CREATE POLICY credit_reports_counter_read ON credit_reports FOR SELECT
  USING ((SELECT in_purpose('work')) AND made_kind = 'person' AND account_id = (SELECT context_account()));
CREATE POLICY credit_reports_counter_add ON credit_reports FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND made_kind = 'person' AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
DROP POLICY credit_reports_add ON credit_reports;
CREATE POLICY credit_reports_add ON credit_reports FOR INSERT WITH CHECK ((SELECT in_purpose('party')) AND made_kind = 'party'
  AND subject_id = (SELECT context_subject()) AND account_id = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));

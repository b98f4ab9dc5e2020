-- Who writes an entry behind the program's back writes it in a transaction of their own. So the program vouches for each of its transactions,
-- under a key that never stands here: a seal over the number of the transaction, in that very transaction. An entry is genuine where
-- the row was written by the transaction that it names and that transaction has its seal; rows that an act wrote hang on the same number.
CREATE TABLE journal_seals (
  tx xid8 PRIMARY KEY,
  seal bytea NOT NULL CHECK (length(seal) = 32)
);
ALTER TABLE journal_seals ENABLE ROW LEVEL SECURITY;
CREATE POLICY journal_seals_read ON journal_seals FOR SELECT USING ((SELECT in_purpose('system')));
CREATE POLICY journal_seals_add ON journal_seals FOR INSERT
  WITH CHECK ((SELECT context_purpose()) IN ('work', 'party') AND tx = pg_current_xact_id());
GRANT SELECT, INSERT ON journal_seals TO zhengming_app, zhengming_intake;
CREATE TRIGGER journal_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seals EXECUTE FUNCTION refuse_change();

-- What the log's keeper met and did not know as the program's own: entries, and rows that it did not take down. In whose name they stand is
-- told to the audit administrator.
CREATE TABLE log_foreign_rows (
  id uuid PRIMARY KEY,
  source text NOT NULL CHECK (source ~ '^[a-z_]+$'),
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  position bigint CHECK (position > 0),
  account_id uuid,
  organ_path text NOT NULL,
  found_at timestamptz NOT NULL,
  UNIQUE (source, key)
);
ALTER TABLE log_foreign_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY log_foreign_rows_read ON log_foreign_rows FOR SELECT USING ((SELECT in_purpose('system'))
  OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
CREATE POLICY log_foreign_rows_add ON log_foreign_rows FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
GRANT SELECT, INSERT ON log_foreign_rows TO zhengming_app;
CREATE TRIGGER log_foreign_rows_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_foreign_rows EXECUTE FUNCTION refuse_change();

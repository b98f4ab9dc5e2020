-- Uses, looks, letters and notices have no entry of their own: the log's keeper takes them down some seconds later. Their transactions too
-- bear the program's seal (0722), and the keeper takes down no row without it. A row knows its transaction by 32 bits.
DROP POLICY journal_seals_add ON journal_seals;
CREATE POLICY journal_seals_add ON journal_seals FOR INSERT
  WITH CHECK ((SELECT context_purpose()) IN ('work', 'party', 'check', 'system') AND tx = pg_current_xact_id());
CREATE INDEX journal_seals_xid ON journal_seals USING hash ((tx::xid));

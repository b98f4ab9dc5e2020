-- What waits for a person, found without looking at everything that ever waited.

-- Open as long as nobody has decided. Kept by the decision itself: nobody can say open or settled of their own accord.
ALTER TABLE quarantine ADD COLUMN open boolean NOT NULL DEFAULT true;
UPDATE quarantine SET open = false WHERE id IN (SELECT quarantine_id FROM quarantine_decisions);
CREATE INDEX quarantine_open ON quarantine (due_on, id) WHERE open;
CREATE FUNCTION close_quarantine() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE quarantine SET open = false WHERE id = NEW.quarantine_id;
  RETURN NULL;
END $$;
CREATE TRIGGER quarantine_decisions_close AFTER INSERT ON quarantine_decisions
  FOR EACH ROW EXECUTE FUNCTION close_quarantine();

-- What a person decided about a later end that was proposed, with the reason. Declined, the end that the public was told stays.
CREATE TABLE publication_term_decisions (
  publication_id uuid NOT NULL,
  replaces integer NOT NULL,
  last_day date NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'declined')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (publication_id, replaces, last_day),
  FOREIGN KEY (publication_id, replaces, last_day) REFERENCES publication_term_proposals,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
ALTER TABLE publication_term_decisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY publication_term_decisions_read ON publication_term_decisions FOR SELECT USING (within_context(organ_path));
CREATE POLICY publication_term_decisions_add ON publication_term_decisions FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
GRANT SELECT, INSERT ON publication_term_decisions TO zhengming_app;
-- The worker that proposes anew must see what was declined.
GRANT SELECT ON publication_term_decisions TO zhengming_intake;
CREATE TRIGGER publication_term_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication_term_decisions
  EXECUTE FUNCTION refuse_change();

-- The record page and its search: by the beginning of a document's number, and an organ's own by day and id.
CREATE INDEX records_number ON records (document_number text_pattern_ops);

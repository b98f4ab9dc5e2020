-- Whom a waiting row is about, so that who settles it need not open each: of a natural person the masked name only, and nothing where a cell
-- holds several parties or nobody knows whose row it is. The rest of the row stays sealed.
ALTER TABLE quarantine ADD COLUMN party text CHECK (length(party) BETWEEN 1 AND 400);
ALTER TABLE quarantine ADD COLUMN document_number text CHECK (length(document_number) BETWEEN 1 AND 200);

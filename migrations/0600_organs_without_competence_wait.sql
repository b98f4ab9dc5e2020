-- A decision by an organ that was not competent for it waits for a second person (law file 3.1).
ALTER TABLE quarantine DROP CONSTRAINT quarantine_kind_check;
ALTER TABLE quarantine ADD CONSTRAINT quarantine_kind_check CHECK (kind IN ('name_contradicts_code', 'class_unknown', 'identifier_fault',
  'organ_not_competent', 'several_parties', 'party_unclear'));

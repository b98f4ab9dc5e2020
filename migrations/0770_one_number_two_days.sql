-- The number of a penalty names one decision: a second day under it waits for a person, or two records would stand for one.
ALTER TABLE quarantine DROP CONSTRAINT quarantine_kind_check;
ALTER TABLE quarantine ADD CONSTRAINT quarantine_kind_check CHECK (kind IN ('name_contradicts_code', 'number_on_another_day', 'class_unknown',
  'identifier_fault', 'organ_not_competent', 'several_parties', 'party_unclear'));

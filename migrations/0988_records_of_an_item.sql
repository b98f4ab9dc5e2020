-- Records of an item of which an organ has had none for long: compared in the index of the organ's records itself, without a look at each row.
DROP INDEX records_organ;
CREATE INDEX records_organ ON records (organ_path text_pattern_ops, decided_on DESC, id DESC, item);

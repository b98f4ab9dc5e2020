-- Records of an item of which an organ has had none for long: compared in the index of the organ's records itself, without a look at each row.
DROP INDEX records_organ;
CREATE INDEX records_organ ON records (organ_path text_pattern_ops, decided_on DESC, id DESC, item);

-- Publications that have not begun, which are few: the list of what is not shown asks for them among all.
CREATE INDEX publications_begin ON publications (begins_on);

-- Records whose publication is over, found in the order in which records are listed, the latest decision first: a publication lasts for months or years,
-- so that whoever asked for those that are over met every decision since, and looked up the end of each. Kept by each term as it is written; that an
-- end has come is asked of the day, as everywhere.
CREATE TABLE publication_ends (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  organ_path text NOT NULL,
  decided_on date NOT NULL,
  last_day date NOT NULL,
  PRIMARY KEY (subject_id, record_id),
  FOREIGN KEY (subject_id, record_id) REFERENCES records (subject_id, id)
);
INSERT INTO publication_ends (subject_id, record_id, organ_path, decided_on, last_day)
  SELECT r.subject_id, r.id, r.organ_path, r.decided_on, t.last_day FROM publication_terms AS t
  JOIN publications AS p ON p.id = t.publication_id
  JOIN records AS r ON r.subject_id = p.subject_id AND r.id = p.record_id
  WHERE NOT EXISTS (SELECT FROM publication_terms AS x WHERE x.publication_id = t.publication_id AND x.version > t.version);
-- The last column is compared in the index itself: what has not ended is passed over without a look at its row.
CREATE INDEX publication_ends_organ ON publication_ends (organ_path text_pattern_ops, decided_on DESC, record_id DESC, last_day);

-- Two terms of one publication have different numbers; whichever comes first, the one with the higher number counts.
CREATE FUNCTION publication_has_a_term() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO publication_ends AS e (subject_id, record_id, organ_path, decided_on, last_day)
    SELECT r.subject_id, r.id, r.organ_path, r.decided_on, NEW.last_day FROM publications AS p
    JOIN records AS r ON r.subject_id = p.subject_id AND r.id = p.record_id
    WHERE p.id = NEW.publication_id
  ON CONFLICT (subject_id, record_id) DO UPDATE SET last_day = EXCLUDED.last_day
    WHERE NOT EXISTS (SELECT FROM publication_terms AS x WHERE x.publication_id = NEW.publication_id AND x.version > NEW.version);
  RETURN NULL;
END $$;
CREATE TRIGGER publication_terms_end AFTER INSERT ON publication_terms FOR EACH ROW EXECUTE FUNCTION publication_has_a_term();

ALTER TABLE publication_ends ENABLE ROW LEVEL SECURITY;
CREATE POLICY publication_ends_read ON publication_ends FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
GRANT SELECT ON publication_ends TO zhengming_app, zhengming_intake;

-- A check asked of each record of a party, one after the other: which version is the newest, what class a person gave it, whether it was published,
-- until when, and whether that was withdrawn. Five walks through indexes a record, for what changes a few times in its life. Now one row tells it, kept
-- by each of these as it is written; a record without one is as it was recorded. The ends in the order of lists (0987) stand in it too, and what was
-- withdrawn likewise.
CREATE TABLE record_sequels (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  organ_path text NOT NULL,
  decided_on date NOT NULL,
  -- The newest version, and the class that a person gave that one.
  version integer NOT NULL DEFAULT 1,
  class text,
  begins_on date,
  last_day date,
  withdrawn_on date
);
INSERT INTO record_sequels (subject_id, record_id, organ_path, decided_on, version, class, begins_on, last_day, withdrawn_on)
  SELECT r.subject_id, r.id, r.organ_path, r.decided_on, CASE WHEN v.version IS NULL THEN 1 ELSE v.version END, c.class, p.begins_on, t.last_day,
    w.withdrawn_on
  FROM records AS r
  LEFT JOIN (SELECT x.subject_id, x.record_id, max(x.version) AS version FROM record_versions AS x WHERE x.version > 1
    GROUP BY x.subject_id, x.record_id) AS v ON v.subject_id = r.subject_id AND v.record_id = r.id
  LEFT JOIN record_classifications AS c ON c.subject_id = r.subject_id AND c.record_id = r.id
    AND c.version = CASE WHEN v.version IS NULL THEN 1 ELSE v.version END
  LEFT JOIN publications AS p ON p.subject_id = r.subject_id AND p.record_id = r.id
  LEFT JOIN (SELECT DISTINCT ON (x.publication_id) x.publication_id, x.last_day FROM publication_terms AS x
    ORDER BY x.publication_id, x.version DESC) AS t ON t.publication_id = p.id
  LEFT JOIN publication_withdrawals AS w ON w.publication_id = p.id
  WHERE v.version IS NOT NULL OR c.class IS NOT NULL OR p.id IS NOT NULL;
-- The key tells all of it, so that a check reads no page of the table.
ALTER TABLE record_sequels ADD PRIMARY KEY (subject_id, record_id) INCLUDE (version, class, begins_on, last_day, withdrawn_on),
  ADD FOREIGN KEY (subject_id, record_id) REFERENCES records (subject_id, id);
CREATE INDEX record_sequels_ends ON record_sequels (organ_path text_pattern_ops, decided_on DESC, record_id DESC, last_day) WHERE last_day IS NOT NULL;
CREATE INDEX record_sequels_withdrawn ON record_sequels (organ_path text_pattern_ops, decided_on DESC, record_id DESC)
  WHERE withdrawn_on IS NOT NULL;
DROP TRIGGER publication_terms_end ON publication_terms;
DROP FUNCTION publication_has_a_term;
DROP TABLE publication_ends;

-- Each of these writes its own columns, and who comes second waits for the row: none takes back what another told.

-- A class is one of a version. What came later is not known to have one, and what was found of an earlier one counts no longer.
CREATE OR REPLACE FUNCTION record_has_a_later_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE records SET undecided = true WHERE subject_id = NEW.subject_id AND id = NEW.record_id;
  DELETE FROM records_to_release WHERE subject_id = NEW.subject_id AND record_id = NEW.record_id;
  INSERT INTO record_sequels AS q (subject_id, record_id, organ_path, decided_on, version)
    SELECT r.subject_id, r.id, r.organ_path, r.decided_on, NEW.version FROM records AS r
    WHERE r.subject_id = NEW.subject_id AND r.id = NEW.record_id
  ON CONFLICT (subject_id, record_id) DO UPDATE SET version = EXCLUDED.version, class = NULL WHERE q.version < EXCLUDED.version;
  RETURN NULL;
END $$;

CREATE FUNCTION record_has_a_class() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO record_sequels AS q (subject_id, record_id, organ_path, decided_on, version, class)
    SELECT r.subject_id, r.id, r.organ_path, r.decided_on, NEW.version, NEW.class FROM records AS r
    WHERE r.subject_id = NEW.subject_id AND r.id = NEW.record_id
  ON CONFLICT (subject_id, record_id) DO UPDATE SET class = EXCLUDED.class WHERE q.version = EXCLUDED.version;
  RETURN NULL;
END $$;
CREATE TRIGGER record_classifications_sequel AFTER INSERT ON record_classifications FOR EACH ROW EXECUTE FUNCTION record_has_a_class();

CREATE FUNCTION record_is_published() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO record_sequels AS q (subject_id, record_id, organ_path, decided_on, begins_on)
    SELECT r.subject_id, r.id, r.organ_path, r.decided_on, NEW.begins_on FROM records AS r
    WHERE r.subject_id = NEW.subject_id AND r.id = NEW.record_id
  ON CONFLICT (subject_id, record_id) DO UPDATE SET begins_on = EXCLUDED.begins_on;
  RETURN NULL;
END $$;
CREATE TRIGGER publications_sequel AFTER INSERT ON publications FOR EACH ROW EXECUTE FUNCTION record_is_published();

-- Two terms of one publication have different numbers; whichever comes first, the one with the higher number counts.
CREATE FUNCTION publication_has_a_term() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE record_sequels AS q SET last_day = NEW.last_day FROM publications AS p
    WHERE p.id = NEW.publication_id AND q.subject_id = p.subject_id AND q.record_id = p.record_id
      AND NOT EXISTS (SELECT FROM publication_terms AS x WHERE x.publication_id = NEW.publication_id AND x.version > NEW.version);
  RETURN NULL;
END $$;
CREATE TRIGGER publication_terms_sequel AFTER INSERT ON publication_terms FOR EACH ROW EXECUTE FUNCTION publication_has_a_term();

CREATE FUNCTION publication_is_withdrawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE record_sequels AS q SET withdrawn_on = NEW.withdrawn_on FROM publications AS p
    WHERE p.id = NEW.publication_id AND q.subject_id = p.subject_id AND q.record_id = p.record_id;
  RETURN NULL;
END $$;
CREATE TRIGGER publication_withdrawals_sequel AFTER INSERT ON publication_withdrawals FOR EACH ROW EXECUTE FUNCTION publication_is_withdrawn();

ALTER TABLE record_sequels ENABLE ROW LEVEL SECURITY;
CREATE POLICY record_sequels_read ON record_sequels FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
GRANT SELECT ON record_sequels TO zhengming_app, zhengming_intake;

-- Records that were reviewed and wait for their release, found without asking each of those that wait for their review: whoever opens the work
-- list of a publisher met all of both. Kept by what happens itself, as the open cases are (0957): the newest version was reviewed, it was not
-- released, and the record was not refused.
CREATE TABLE records_to_release (
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (subject_id, record_id),
  FOREIGN KEY (subject_id, record_id) REFERENCES records (subject_id, id)
);
INSERT INTO records_to_release (subject_id, record_id, organ_path)
  SELECT DISTINCT r.subject_id, r.id, r.organ_path FROM publication_reviews AS w
  JOIN records AS r ON r.subject_id = w.subject_id AND r.id = w.record_id
  WHERE NOT EXISTS (SELECT FROM record_versions AS v
      WHERE v.subject_id = w.subject_id AND v.record_id = w.record_id AND v.version > w.version)
    AND NOT EXISTS (SELECT FROM publication_releases AS l
      WHERE l.subject_id = w.subject_id AND l.record_id = w.record_id AND l.version = w.version)
    AND NOT EXISTS (SELECT FROM publication_refusals AS f WHERE f.subject_id = w.subject_id AND f.record_id = w.record_id);

-- A correction, a release or a refusal may come at this moment. Whoever has the record's row writes first, and only then is it asked what else there
-- is: a statement sees what was committed before it began.
CREATE FUNCTION record_was_reviewed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM records WHERE subject_id = NEW.subject_id AND id = NEW.record_id FOR UPDATE;
  INSERT INTO records_to_release (subject_id, record_id, organ_path)
    SELECT r.subject_id, r.id, r.organ_path FROM records AS r WHERE r.subject_id = NEW.subject_id AND r.id = NEW.record_id
      AND NOT EXISTS (SELECT FROM record_versions AS v
        WHERE v.subject_id = NEW.subject_id AND v.record_id = NEW.record_id AND v.version > NEW.version)
      AND NOT EXISTS (SELECT FROM publication_releases AS l
        WHERE l.subject_id = NEW.subject_id AND l.record_id = NEW.record_id AND l.version = NEW.version)
      AND NOT EXISTS (SELECT FROM publication_refusals AS f WHERE f.subject_id = NEW.subject_id AND f.record_id = NEW.record_id)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER publication_reviews_wait AFTER INSERT ON publication_reviews FOR EACH ROW EXECUTE FUNCTION record_was_reviewed();

-- What was reviewed is no longer the newest.
CREATE FUNCTION record_has_a_later_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE records SET undecided = true WHERE subject_id = NEW.subject_id AND id = NEW.record_id;
  DELETE FROM records_to_release WHERE subject_id = NEW.subject_id AND record_id = NEW.record_id;
  RETURN NULL;
END $$;
DROP TRIGGER record_versions_undecided ON record_versions;
CREATE TRIGGER record_versions_undecided AFTER INSERT ON record_versions
  FOR EACH ROW WHEN (NEW.version > 1) EXECUTE FUNCTION record_has_a_later_version();

CREATE OR REPLACE FUNCTION record_is_refused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE records SET undecided = false WHERE subject_id = NEW.subject_id AND id = NEW.record_id;
  DELETE FROM records_to_release WHERE subject_id = NEW.subject_id AND record_id = NEW.record_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION record_is_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE is_newest boolean;
BEGIN
  PERFORM FROM records WHERE subject_id = NEW.subject_id AND id = NEW.record_id FOR UPDATE;
  SELECT NOT EXISTS (SELECT FROM record_versions AS v
    WHERE v.subject_id = NEW.subject_id AND v.record_id = NEW.record_id AND v.version > NEW.version) INTO is_newest;
  IF is_newest THEN
    UPDATE records SET undecided = false WHERE subject_id = NEW.subject_id AND id = NEW.record_id;
    DELETE FROM records_to_release WHERE subject_id = NEW.subject_id AND record_id = NEW.record_id;
  END IF;
  RETURN NULL;
END $$;

ALTER TABLE records_to_release ENABLE ROW LEVEL SECURITY;
CREATE POLICY records_to_release_read ON records_to_release FOR SELECT
  USING ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path())));
GRANT SELECT ON records_to_release TO zhengming_app, zhengming_intake;

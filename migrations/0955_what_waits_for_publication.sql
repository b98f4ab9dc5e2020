-- What waits for review or release, found without looking at every record that was ever published: the work list of reviewer and publisher is
-- opened all day, and nearly all records were decided on long ago.
--
-- Nothing yet: it waits if a day is set by which it has to be public. True: a person classified it, or a later version came, since; the queue
-- says whether that waits. False: its newest version was released, or it was refused. Kept by what happens itself, as the quarantine is
-- (0065): nobody can say so of their own accord.
ALTER TABLE records ADD COLUMN undecided boolean;
-- What the log has not taken yet is left alone: it must be as the program wrote it. That costs a second look and no more.
UPDATE records AS r SET undecided = false
  WHERE EXISTS (SELECT FROM log_rows AS l WHERE l.source = 'record_versions' AND l.key = r.id || '/1')
    AND (EXISTS (SELECT FROM publication_refusals AS f WHERE f.subject_id = r.subject_id AND f.record_id = r.id)
      OR EXISTS (SELECT FROM publication_releases AS l WHERE l.subject_id = r.subject_id AND l.record_id = r.id
        AND NOT EXISTS (SELECT FROM record_versions AS v
          WHERE v.subject_id = r.subject_id AND v.record_id = r.id AND v.version > l.version)));
UPDATE records AS r SET undecided = true
  WHERE undecided IS NULL AND (
    EXISTS (SELECT FROM record_versions AS v WHERE v.subject_id = r.subject_id AND v.record_id = r.id AND v.version > 1)
    OR EXISTS (SELECT FROM record_classifications AS c WHERE c.subject_id = r.subject_id AND c.record_id = r.id));

-- In the order of the queue, which says the same in the same words (src/publication/queue-queries.ts).
CREATE INDEX records_undecided ON records ((CASE WHEN publication_due_on IS NULL THEN decided_on ELSE publication_due_on END), id)
  WHERE undecided OR (undecided IS NULL AND publication_due_on IS NOT NULL);
DROP INDEX records_publication_due;

ALTER POLICY records_add ON records WITH CHECK (undecided IS NULL
  AND ((SELECT in_purpose('system')) OR ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()))));

CREATE FUNCTION record_is_undecided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE records SET undecided = true WHERE subject_id = NEW.subject_id AND id = NEW.record_id;
  RETURN NULL;
END $$;
CREATE TRIGGER record_versions_undecided AFTER INSERT ON record_versions
  FOR EACH ROW WHEN (NEW.version > 1) EXECUTE FUNCTION record_is_undecided();
CREATE TRIGGER record_classifications_undecided AFTER INSERT ON record_classifications
  FOR EACH ROW EXECUTE FUNCTION record_is_undecided();

CREATE FUNCTION record_is_refused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE records SET undecided = false WHERE subject_id = NEW.subject_id AND id = NEW.record_id;
  RETURN NULL;
END $$;
CREATE TRIGGER publication_refusals_decide AFTER INSERT ON publication_refusals FOR EACH ROW EXECUTE FUNCTION record_is_refused();

-- A correction may come at this moment. Whoever has the row writes first, and only then is it asked which version is the newest: a statement sees
-- what was committed before it began.
CREATE FUNCTION record_is_released() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM records WHERE subject_id = NEW.subject_id AND id = NEW.record_id FOR UPDATE;
  UPDATE records AS r SET undecided = false WHERE r.subject_id = NEW.subject_id AND r.id = NEW.record_id
    AND NOT EXISTS (SELECT FROM record_versions AS v
      WHERE v.subject_id = NEW.subject_id AND v.record_id = NEW.record_id AND v.version > NEW.version);
  RETURN NULL;
END $$;
CREATE TRIGGER publication_releases_decide AFTER INSERT ON publication_releases FOR EACH ROW EXECUTE FUNCTION record_is_released();

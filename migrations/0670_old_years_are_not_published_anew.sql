-- What came in a load of old years was public, repaired or left unpublished in its own time: it is not made public anew, by whomever and
-- however it is corrected later. Runs as the owner, or an organ that may not read the batch would find nothing against it.
CREATE FUNCTION is_of_old_years(subject uuid, record uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM record_versions v JOIN batches b ON b.id = v.batch_id
    WHERE v.subject_id = subject AND v.record_id = record AND v.version = 1 AND b.history) $$;

CREATE FUNCTION refuse_old_years() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_of_old_years(NEW.subject_id, NEW.record_id) THEN
    RAISE EXCEPTION 'a record of a load of old years is not published anew' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER publication_reviews_of_old_years BEFORE INSERT ON publication_reviews FOR EACH ROW EXECUTE FUNCTION refuse_old_years();
CREATE TRIGGER publications_of_old_years BEFORE INSERT ON publications FOR EACH ROW EXECUTE FUNCTION refuse_old_years();
REVOKE ALL ON FUNCTION is_of_old_years(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_of_old_years(uuid, uuid) TO zhengming_app, zhengming_intake;

-- Every check, page of the portal and list of records finds a party by its code, then its kind, name, codes and records. Each of these
-- lay on a page of its own in a table; now the indexes by which they are found tell it. A quarter of what reading costs a check.

-- A primary key cannot be given more columns in its place: what refers to it is taken off and put back as it was.
CREATE FUNCTION pg_temp.let_key_tell(told regclass, columns text, more text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  key pg_constraint;
  referring record;
  again text[] := '{}';
  statement text;
BEGIN
  SELECT * INTO STRICT key FROM pg_constraint WHERE conrelid = told AND contype = 'p';
  FOR referring IN
    SELECT conname, conrelid::regclass AS relation, pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE contype = 'f' AND confrelid = told AND conindid = key.conindid AND conparentid = 0
  LOOP
    again := again || format('ALTER TABLE %s ADD CONSTRAINT %I %s', referring.relation, referring.conname, referring.definition);
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', referring.relation, referring.conname);
  END LOOP;
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %2$I PRIMARY KEY (%s) INCLUDE (%s)', told, key.conname, columns, more);
  FOREACH statement IN ARRAY again LOOP
    EXECUTE statement;
  END LOOP;
END $$;

SELECT pg_temp.let_key_tell('subjects', 'id', 'kind');
SELECT pg_temp.let_key_tell('subject_keys', 'kind, key', 'subject_id, known_at');
SELECT pg_temp.let_key_tell('subject_names', 'subject_id, folded', 'name, known_at');
SELECT pg_temp.let_key_tell('records', 'subject_id, id', 'item, organ_id, document_number, decided_on, known_at');
DROP FUNCTION pg_temp.let_key_tell(regclass, text, text);

DROP INDEX subject_keys_subject;
CREATE INDEX subject_keys_subject ON subject_keys (subject_id) INCLUDE (kind, key, known_at);

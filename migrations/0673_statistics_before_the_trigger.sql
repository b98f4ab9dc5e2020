-- In the first large batch of an installation the trigger on competence (0631) asks for the code of each row's party while the planner knows
-- nothing of the codes that the same transaction brought: it looked through all of them for each row. Asked of the owner, as in 0671.
CREATE FUNCTION analyse_new_parties() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE subjects, subject_keys, subject_names;
END $$;
REVOKE ALL ON FUNCTION analyse_new_parties() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyse_new_parties() TO zhengming_intake;

-- That retention ran, day by day, and what it deleted (个人信息保护法 arts. 19, 47): numbers only. The worker adds to the row of its day.
CREATE TABLE retention_runs (
  ran_on date PRIMARY KEY,
  sealed_values bigint NOT NULL CHECK (sealed_values >= 0),
  sealed_files bigint NOT NULL CHECK (sealed_files >= 0),
  last_at timestamptz NOT NULL
);
ALTER TABLE retention_runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY retention_runs_read ON retention_runs FOR SELECT USING ((SELECT context_purpose()) IN ('work', 'system'));
CREATE POLICY retention_runs_add ON retention_runs FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY retention_runs_count ON retention_runs FOR UPDATE USING ((SELECT in_purpose('system')));
GRANT SELECT ON retention_runs TO zhengming_app;
GRANT SELECT, INSERT, UPDATE ON retention_runs TO zhengming_intake;
-- It only ever counts up.
CREATE FUNCTION retention_run_counts_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ran_on <> OLD.ran_on OR NEW.sealed_values < OLD.sealed_values OR NEW.sealed_files < OLD.sealed_files THEN
    RAISE EXCEPTION 'what a run deleted is not taken back' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER retention_runs_up BEFORE UPDATE ON retention_runs FOR EACH ROW EXECUTE FUNCTION retention_run_counts_up();

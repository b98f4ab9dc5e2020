-- One kit for every procedure with a party (异议, 信用修复): what may be stored is what the table of the procedure allows. The rows of
-- procedure_states and procedure_moves are those of the tables in the program; a test compares them, so that a step which is in
-- neither cannot be stored, and one that is in only one of them is found.
CREATE TABLE procedure_states (
  procedure text NOT NULL CHECK (procedure ~ '^[a-z_]+$'),
  state text NOT NULL CHECK (state ~ '^[a-z_]+$'),
  -- While a case is here its record is "under objection" (异议标注) in every view and is not used as untrustworthy information.
  marks_record boolean NOT NULL,
  -- While a case is here its record is neither shown nor used: repaired, or shielded while a plan runs.
  ends_use boolean NOT NULL,
  is_final boolean NOT NULL,
  PRIMARY KEY (procedure, state),
  CHECK (NOT (marks_record AND is_final))
);
CREATE TABLE procedure_moves (
  procedure text NOT NULL,
  step text NOT NULL CHECK (step ~ '^[a-z_]+$'),
  from_state text NOT NULL,
  to_state text NOT NULL CHECK (to_state <> 'none'),
  -- Lessens a right or settles one: by a person only (design §1.2), with a reason.
  decides boolean NOT NULL,
  once boolean NOT NULL,
  -- Not before each point, exhibit and material has its disposition.
  answers_all boolean NOT NULL,
  tells_remedies boolean NOT NULL,
  needs_documents text[] NOT NULL,
  -- Whoever took one of these steps in the case may not take this one.
  not_by text[] NOT NULL,
  PRIMARY KEY (procedure, step, from_state),
  UNIQUE (procedure, step, from_state, to_state, decides),
  FOREIGN KEY (procedure, from_state) REFERENCES procedure_states,
  FOREIGN KEY (procedure, to_state) REFERENCES procedure_states
);

CREATE TABLE procedure_cases (
  id uuid PRIMARY KEY,
  procedure text NOT NULL CHECK (procedure ~ '^[a-z_]+$'),
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  -- The newest version of the record when the case began: the one that it is about.
  record_version integer NOT NULL,
  channel text NOT NULL CHECK (channel IN ('paper', 'api', 'portal', 'credit_china')),
  ground text NOT NULL CHECK (ground ~ '^[a-z_]+$'),
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL,
  -- A program may bring in what a party says; it decides nothing.
  opened_kind text NOT NULL CHECK (opened_kind IN ('person', 'program')),
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  UNIQUE (id, procedure),
  FOREIGN KEY (subject_id, record_id, record_version) REFERENCES record_versions,
  FOREIGN KEY (opened_by, opened_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX procedure_cases_record ON procedure_cases (subject_id, record_id);
CREATE INDEX procedure_cases_organ ON procedure_cases (organ_path text_pattern_ops, opened_at);

-- What happened, in order, without a gap: each step begins where the one before it ended, and is one of the table.
CREATE TABLE procedure_steps (
  case_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  previous integer GENERATED ALWAYS AS (CASE WHEN number > 1 THEN number - 1 END) STORED,
  procedure text NOT NULL,
  step text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  decides boolean NOT NULL,
  -- The day in the world from which clocks count; the instant is when we knew.
  taken_on date NOT NULL,
  taken_at timestamptz NOT NULL,
  taken_by uuid NOT NULL,
  taken_kind text NOT NULL CHECK (taken_kind IN ('person', 'program')),
  -- Why the clock stands still from here on, where it does.
  cause text CHECK (cause ~ '^[a-z_]+$'),
  reason_id uuid,
  -- [{"kind", "sha256"}]: the exact documents on which the step rests.
  documents jsonb NOT NULL CHECK (jsonb_typeof(documents) = 'array'),
  -- Periods of the packs by which the party may go on, told with a decision.
  remedies text[] NOT NULL,
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, number),
  UNIQUE (case_id, number, to_state),
  CHECK ((number = 1) = (from_state = 'none')),
  CHECK (NOT decides OR (taken_kind = 'person' AND reason_id IS NOT NULL)),
  FOREIGN KEY (case_id, procedure) REFERENCES procedure_cases (id, procedure),
  FOREIGN KEY (procedure, step, from_state, to_state, decides)
    REFERENCES procedure_moves (procedure, step, from_state, to_state, decides),
  FOREIGN KEY (case_id, previous, from_state) REFERENCES procedure_steps (case_id, number, to_state),
  FOREIGN KEY (taken_by, taken_kind) REFERENCES accounts (id, kind)
);

-- What the party says, one by one: points, exhibits, and materials that come with an application. The text is sealed.
CREATE TABLE procedure_points (
  case_id uuid NOT NULL REFERENCES procedure_cases,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('point', 'exhibit', 'material')),
  sealed_id uuid NOT NULL,
  sha256 bytea CHECK (length(sha256) = 32),
  raised_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, number)
);
-- What a person found about each. The newest counts, the earlier stay.
CREATE TABLE procedure_dispositions (
  case_id uuid NOT NULL,
  number integer NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  outcome text NOT NULL CHECK (outcome IN ('upheld', 'partly_upheld', 'not_upheld', 'outside', 'sufficient', 'lacking')),
  reason_id uuid NOT NULL,
  disposed_by uuid NOT NULL,
  disposed_kind text NOT NULL CHECK (disposed_kind = 'person'),
  disposed_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, number, version),
  FOREIGN KEY (case_id, number) REFERENCES procedure_points,
  FOREIGN KEY (disposed_by, disposed_kind) REFERENCES accounts (id, kind)
);

-- Clocks as they stood after each change, with how the day was counted. No last day: it stands still. The newest version counts.
CREATE TABLE procedure_timers (
  case_id uuid NOT NULL REFERENCES procedure_cases,
  timer text NOT NULL CHECK (timer ~ '^[a-z_]+$'),
  version integer NOT NULL CHECK (version > 0),
  period text NOT NULL,
  from_on date NOT NULL,
  due_on date,
  ended_on date,
  provisional boolean NOT NULL,
  derivation jsonb NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  known_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, timer, version)
);
CREATE INDEX procedure_timers_due ON procedure_timers (due_on) WHERE ended_on IS NULL AND due_on IS NOT NULL;
-- The worker says that a clock has come to its last day or gone past it. That is all that a clock ever does.
CREATE TABLE procedure_timer_marks (
  case_id uuid NOT NULL,
  timer text NOT NULL,
  version integer NOT NULL,
  mark text NOT NULL CHECK (mark IN ('due', 'overdue')),
  marked_on date NOT NULL,
  marked_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, timer, version, mark),
  FOREIGN KEY (case_id, timer, version) REFERENCES procedure_timers
);

-- Who stays out of a case (回避), and why.
CREATE TABLE procedure_recusals (
  case_id uuid NOT NULL REFERENCES procedure_cases,
  account_id uuid NOT NULL REFERENCES accounts,
  reason_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (case_id, account_id),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);

-- Organs that ever got the record, told of the marker and of the result (R62). Each acknowledges for itself.
CREATE TABLE procedure_notices (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  step_number integer NOT NULL,
  subject_id uuid NOT NULL,
  record_id uuid NOT NULL,
  procedure text NOT NULL,
  state text NOT NULL,
  receiver_id uuid NOT NULL REFERENCES organs,
  receiver_path text NOT NULL,
  last_got_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  due_on date NOT NULL,
  provisional boolean NOT NULL,
  organ_path text NOT NULL,
  UNIQUE (case_id, step_number, receiver_id),
  FOREIGN KEY (case_id, step_number, state) REFERENCES procedure_steps (case_id, number, to_state)
);
CREATE INDEX procedure_notices_receiver ON procedure_notices (receiver_path text_pattern_ops, made_at);
CREATE TABLE procedure_notice_receipts (
  notice_id uuid PRIMARY KEY REFERENCES procedure_notices,
  received_by uuid NOT NULL REFERENCES accounts,
  received_at timestamptz NOT NULL,
  organ_path text NOT NULL
);

-- What constraints of one row cannot say: who stays out, who already had it in hand, what must lie on the table.
CREATE FUNCTION procedure_step_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE move procedure_moves;
BEGIN
  SELECT * INTO move FROM procedure_moves m
    WHERE m.procedure = NEW.procedure AND m.step = NEW.step AND m.from_state = NEW.from_state;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the table of % has no step % from %', NEW.procedure, NEW.step, NEW.from_state USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF EXISTS (SELECT FROM procedure_recusals r WHERE r.case_id = NEW.case_id AND r.account_id = NEW.taken_by) THEN
    RAISE EXCEPTION 'a recused person takes no step' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = NEW.case_id AND s.number < NEW.number
      AND s.step = ANY (move.not_by) AND s.taken_by = NEW.taken_by) THEN
    RAISE EXCEPTION 'the same person does not draft, review and decide' USING ERRCODE = 'check_violation';
  END IF;
  IF move.once AND EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = NEW.case_id AND s.number < NEW.number AND s.step = NEW.step) THEN
    RAISE EXCEPTION 'this step is taken once' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT (move.needs_documents <@ ARRAY(SELECT d->>'kind' FROM jsonb_array_elements(NEW.documents) d)) THEN
    RAISE EXCEPTION 'a document is missing' USING ERRCODE = 'check_violation';
  END IF;
  IF move.tells_remedies AND cardinality(NEW.remedies) = 0 THEN
    RAISE EXCEPTION 'a refusal tells its remedies' USING ERRCODE = 'check_violation';
  END IF;
  IF move.answers_all AND EXISTS (SELECT FROM procedure_points p WHERE p.case_id = NEW.case_id AND NOT EXISTS (
      SELECT FROM procedure_dispositions d WHERE d.case_id = p.case_id AND d.number = p.number)) THEN
    RAISE EXCEPTION 'a point or exhibit has no disposition' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_steps_lawful BEFORE INSERT ON procedure_steps FOR EACH ROW EXECUTE FUNCTION procedure_step_is_lawful();

-- Does a case leave the record in a state of that nature, as far as was known at that instant? Derived, never stored. As the owner:
-- it answers yes or no to whoever may see the record, and nothing of the case.
CREATE FUNCTION record_rests(subject uuid, record uuid, nature text, as_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM procedure_cases c WHERE c.subject_id = subject AND c.record_id = record
    AND (SELECT CASE nature WHEN 'marked' THEN t.marks_record WHEN 'ended' THEN t.ends_use END
      FROM procedure_steps s JOIN procedure_states t ON t.procedure = s.procedure AND t.state = s.to_state
      WHERE s.case_id = c.id AND s.taken_at <= as_at ORDER BY s.number DESC LIMIT 1));
END $$;
-- Asked for every record that is read, and few have a case: two looks at an index for all the others.
CREATE FUNCTION record_under_objection(subject uuid, record uuid, as_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_cases c WHERE c.subject_id = subject AND c.record_id = record)
      AND record_rests(subject, record, 'marked', as_at) THEN
    RETURN true;
  END IF;
  -- A marker that a program of the release before wrote in the minutes of the change-over has no case yet; it counts.
  RETURN EXISTS (SELECT FROM objection_marks m WHERE m.subject_id = subject AND m.record_id = record AND m.received_at <= as_at
    AND NOT EXISTS (SELECT FROM procedure_cases c WHERE c.id = m.id));
END $$;

-- Which organs got the record, by the use log of checks, and when last: organs and instants, nothing of who asked for what.
CREATE FUNCTION receivers_of_record(subject uuid, record uuid)
  RETURNS TABLE (organ_id uuid, organ_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE u.subject_id = subject AND record = ANY (u.record_ids)
    AND EXISTS (SELECT FROM records r WHERE r.subject_id = subject AND r.id = record AND within_context(r.organ_path))
  GROUP BY u.organ_id, u.organ_path ORDER BY u.organ_path $$;
GRANT EXECUTE ON FUNCTION record_rests, record_under_objection, receivers_of_record TO zhengming_app, zhengming_intake;
REVOKE EXECUTE ON FUNCTION record_rests, record_under_objection, receivers_of_record FROM PUBLIC;

ALTER TABLE procedure_states ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_cases ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_points ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_dispositions ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_timers ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_timer_marks ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_recusals ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE procedure_notice_receipts ENABLE ROW LEVEL SECURITY;
CREATE POLICY procedure_states_read ON procedure_states FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY procedure_moves_read ON procedure_moves FOR SELECT USING (context_purpose() IS NOT NULL);
-- That there is a case about a record must be seen wherever the record is, or nobody could tell its state; no step of it is.
CREATE POLICY procedure_cases_read ON procedure_cases FOR SELECT
  USING (within_context(organ_path) OR context_purpose() IN ('check', 'portal'));
CREATE POLICY procedure_cases_add ON procedure_cases FOR INSERT WITH CHECK (within_context(organ_path) AND opened_by = context_account());
CREATE POLICY procedure_steps_read ON procedure_steps FOR SELECT USING (within_context(organ_path));
CREATE POLICY procedure_steps_add ON procedure_steps FOR INSERT WITH CHECK (within_context(organ_path) AND taken_by = context_account());
CREATE POLICY procedure_points_read ON procedure_points FOR SELECT USING (within_context(organ_path));
CREATE POLICY procedure_points_add ON procedure_points FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY procedure_dispositions_read ON procedure_dispositions FOR SELECT USING (within_context(organ_path));
CREATE POLICY procedure_dispositions_add ON procedure_dispositions FOR INSERT
  WITH CHECK (within_context(organ_path) AND disposed_by = context_account());
CREATE POLICY procedure_timers_read ON procedure_timers FOR SELECT USING (within_context(organ_path));
CREATE POLICY procedure_timers_add ON procedure_timers FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY procedure_timer_marks_read ON procedure_timer_marks FOR SELECT USING (within_context(organ_path));
CREATE POLICY procedure_timer_marks_add ON procedure_timer_marks FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY procedure_recusals_read ON procedure_recusals FOR SELECT USING (within_context(organ_path));
CREATE POLICY procedure_recusals_add ON procedure_recusals FOR INSERT
  WITH CHECK (within_context(organ_path) AND entered_by = context_account());
CREATE POLICY procedure_notices_read ON procedure_notices FOR SELECT
  USING (within_context(organ_path) OR within_context(receiver_path));
CREATE POLICY procedure_notices_add ON procedure_notices FOR INSERT WITH CHECK (within_context(organ_path));
CREATE POLICY procedure_notice_receipts_read ON procedure_notice_receipts FOR SELECT
  USING (EXISTS (SELECT FROM procedure_notices n WHERE n.id = notice_id));
CREATE POLICY procedure_notice_receipts_add ON procedure_notice_receipts FOR INSERT
  WITH CHECK (within_context(organ_path) AND received_by = context_account()
    AND EXISTS (SELECT FROM procedure_notices n WHERE n.id = notice_id AND n.receiver_path = procedure_notice_receipts.organ_path));
GRANT SELECT ON procedure_states, procedure_moves TO zhengming_app, zhengming_intake;
GRANT SELECT, INSERT ON procedure_cases, procedure_steps, procedure_points, procedure_dispositions, procedure_timers,
  procedure_recusals, procedure_notices, procedure_notice_receipts TO zhengming_app;
GRANT SELECT ON procedure_timer_marks TO zhengming_app;
-- The worker reads cases, counts clocks anew and says what is due. It takes no step.
GRANT SELECT ON procedure_cases, procedure_steps TO zhengming_intake;
GRANT SELECT, INSERT ON procedure_timers, procedure_timer_marks TO zhengming_intake;
CREATE TRIGGER procedure_states_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_states EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_moves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_moves EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_cases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_cases EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_steps EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_points_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_points EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_dispositions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_dispositions EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_timers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_timers EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_timer_marks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_timer_marks EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_recusals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_recusals EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_notices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_notices EXECUTE FUNCTION refuse_change();
CREATE TRIGGER procedure_notice_receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON procedure_notice_receipts EXECUTE FUNCTION refuse_change();

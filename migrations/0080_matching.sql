-- Who is meant by a spelling. Nothing here says anything about a party but under which names it is known.

-- A person found that a spelling does, or does not, mean a subject: why, and until when that may be re-used. Adding only; of
-- several about one spelling and subject the newest counts. About natural persons there is none: they are never matched by name.
CREATE TABLE match_judgements (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  -- The spelling as it was written, and folded as in subject_names.
  spelling text NOT NULL CHECK (length(spelling) BETWEEN 1 AND 200),
  folded text NOT NULL CHECK (length(folded) BETWEEN 1 AND 200),
  verdict text NOT NULL CHECK (verdict IN ('same', 'not_same')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  -- Last day on which it is re-used.
  until date NOT NULL,
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  organ_path text NOT NULL,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX match_judgements_spelling ON match_judgements (folded, subject_id, decided_at DESC);
CREATE INDEX match_judgements_subject ON match_judgements (subject_id, decided_at DESC);

-- The party says that a judgement is wrong. From this instant it is not re-used; somebody else judges anew.
CREATE TABLE match_objections (
  id uuid PRIMARY KEY,
  judgement_id uuid NOT NULL REFERENCES match_judgements,
  received_on date NOT NULL,
  received_at timestamptz NOT NULL,
  -- What the party says, sealed under its own scope.
  sealed_id uuid NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  organ_path text NOT NULL,
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX match_objections_judgement ON match_objections (judgement_id);

-- Deregistered (注销), or entered by mistake: no longer found by name. Restored adds a row; the newest counts. Records stay.
CREATE TABLE subject_ends (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  outcome text NOT NULL CHECK (outcome IN ('ended', 'restored')),
  ended_on date,
  ground text NOT NULL CHECK (ground IN ('deregistered', 'entered_by_mistake')),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  CHECK ((outcome = 'ended') = (ended_on IS NOT NULL)),
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX subject_ends_subject ON subject_ends (subject_id, decided_at DESC);

-- What holds today about a spelling and a subject: the newest judgement, unless it is over or contested. Null: nobody judged.
CREATE FUNCTION judgement_in_use(subject uuid, spelled text, today date) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN j.until >= today AND NOT EXISTS (SELECT FROM match_objections o WHERE o.judgement_id = j.id) THEN j.verdict END
  FROM match_judgements j WHERE j.folded = spelled AND j.subject_id = subject ORDER BY j.decided_at DESC, j.id DESC LIMIT 1 $$;
CREATE FUNCTION subject_has_ended(subject uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce((SELECT e.outcome = 'ended' FROM subject_ends e WHERE e.subject_id = subject
    ORDER BY e.decided_at DESC, e.id DESC LIMIT 1), false) $$;
GRANT EXECUTE ON FUNCTION judgement_in_use, subject_has_ended TO zhengming_app, zhengming_intake;
REVOKE EXECUTE ON FUNCTION judgement_in_use, subject_has_ended FROM PUBLIC;

-- Who looked for whom: one row a request. Names that were asked stand in no column; whom they brought up does.
CREATE TABLE screening_uses (
  id uuid PRIMARY KEY,
  way text NOT NULL CHECK (way IN ('queries', 'file', 'prefixes')),
  at timestamptz NOT NULL,
  organ_id uuid NOT NULL,
  organ_path text NOT NULL,
  account_id uuid NOT NULL,
  post_id uuid NOT NULL,
  -- Keyed hash of all that was asked.
  asked_hash bytea NOT NULL CHECK (length(asked_hash) = 32),
  asked integer NOT NULL CHECK (asked > 0),
  matter text NOT NULL CHECK (length(matter) BETWEEN 2 AND 200),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 2 AND 500),
  edition text NOT NULL,
  candidate_ids uuid[] NOT NULL
);
CREATE INDEX screening_uses_organ ON screening_uses (organ_path text_pattern_ops, at);

-- A list that somebody sent to be screened, and how far it is. The file lies sealed; so does every answer.
CREATE TABLE screening_files (
  id uuid PRIMARY KEY,
  file_id uuid NOT NULL,
  organ_id uuid NOT NULL,
  organ_path text NOT NULL,
  submitted_by uuid NOT NULL,
  post_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  matter text NOT NULL CHECK (length(matter) BETWEEN 2 AND 200),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 2 AND 500),
  state text NOT NULL CHECK (state IN ('waiting', 'done', 'unreadable')),
  -- Where names and codes stand, how wide the sheet is; what was refused. No value of any row.
  layout jsonb,
  rows_done integer NOT NULL CHECK (rows_done >= 0),
  refusal jsonb,
  -- Everything about it is deleted after this day.
  retain_until date NOT NULL
);
CREATE INDEX screening_files_organ ON screening_files (organ_path text_pattern_ops, received_at DESC);
CREATE INDEX screening_files_waiting ON screening_files (received_at) WHERE state = 'waiting';
-- Answers in the order of the rows, some thousand to a piece: where a run was broken off the next one goes on.
CREATE TABLE screening_file_answers (
  list_id uuid NOT NULL REFERENCES screening_files ON DELETE CASCADE,
  piece integer NOT NULL CHECK (piece >= 0),
  sealed_id uuid NOT NULL,
  PRIMARY KEY (list_id, piece)
);

ALTER TABLE match_judgements ENABLE ROW LEVEL SECURITY;
ALTER TABLE match_objections ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_ends ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_uses ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_file_answers ENABLE ROW LEVEL SECURITY;
-- Whom a spelling means is one question for all organs; the portal has no part in it.
CREATE POLICY match_judgements_read ON match_judgements FOR SELECT USING (context_purpose() IN ('work', 'check', 'system'));
CREATE POLICY match_judgements_add ON match_judgements FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
CREATE POLICY match_objections_read ON match_objections FOR SELECT USING (context_purpose() IN ('work', 'check', 'system'));
CREATE POLICY match_objections_add ON match_objections FOR INSERT
  WITH CHECK (within_context(organ_path) AND entered_by = context_account());
CREATE POLICY subject_ends_read ON subject_ends FOR SELECT USING (context_purpose() IS NOT NULL);
CREATE POLICY subject_ends_add ON subject_ends FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
CREATE POLICY screening_uses_read ON screening_uses FOR SELECT USING (within_context(organ_path));
CREATE POLICY screening_uses_add ON screening_uses FOR INSERT
  WITH CHECK (context_purpose() = 'work' AND organ_path = context_organ_path() AND account_id = context_account());
CREATE POLICY screening_files_all ON screening_files FOR ALL USING (within_context(organ_path)) WITH CHECK (within_context(organ_path));
CREATE POLICY screening_file_answers_all ON screening_file_answers FOR ALL
  USING (EXISTS (SELECT FROM screening_files f WHERE f.id = list_id));
GRANT SELECT, INSERT ON match_judgements, match_objections, subject_ends, screening_uses TO zhengming_app;
GRANT SELECT ON match_judgements, match_objections, subject_ends TO zhengming_intake;
GRANT SELECT, INSERT ON screening_files, screening_file_answers TO zhengming_app;
GRANT UPDATE (state, rows_done, refusal, layout) ON screening_files TO zhengming_app;
GRANT SELECT, DELETE ON screening_files, screening_file_answers TO zhengming_intake;
CREATE TRIGGER match_judgements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON match_judgements EXECUTE FUNCTION refuse_change();
CREATE TRIGGER match_objections_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON match_objections EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subject_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON subject_ends EXECUTE FUNCTION refuse_change();
CREATE TRIGGER screening_uses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON screening_uses EXECUTE FUNCTION refuse_change();

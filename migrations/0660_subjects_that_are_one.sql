-- Two subjects that are one party (主体归并): the program proposes, a person finds that they are, or are not, and a second person
-- confirms. Nothing moves: each record stays where it was recorded, the one subject gets a link to the other, and the link can be
-- undone. Everything here is added to and never changed.

-- Pairs that seem one: a question to a person, and in what way they meet. No number about anybody.
CREATE TABLE subject_pairs (
  one_id uuid NOT NULL REFERENCES subjects,
  other_id uuid NOT NULL REFERENCES subjects,
  class text NOT NULL CHECK (class ~ '^[a-z_]{3,40}$'),
  found_at timestamptz NOT NULL,
  PRIMARY KEY (one_id, other_id),
  CHECK (one_id < other_id)
);
CREATE INDEX subject_pairs_found ON subject_pairs (found_at, one_id, other_id);

-- The newest about a pair counts. `until`: the last day on which it may be confirmed, or on which it keeps the pair from being proposed.
CREATE TABLE subject_pair_judgements (
  id uuid PRIMARY KEY,
  one_id uuid NOT NULL REFERENCES subjects,
  other_id uuid NOT NULL REFERENCES subjects,
  verdict text NOT NULL CHECK (verdict IN ('same', 'not_same')),
  -- Under which of the two the party goes on.
  successor_id uuid CHECK (successor_id IN (one_id, other_id)),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  until date NOT NULL,
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  organ_path text NOT NULL,
  CHECK (one_id < other_id),
  CHECK ((verdict = 'same') = (successor_id IS NOT NULL)),
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX subject_pair_judgements_pair ON subject_pair_judgements (one_id, other_id, decided_at DESC);

CREATE TABLE subject_merges (
  id uuid PRIMARY KEY,
  judgement_id uuid NOT NULL UNIQUE REFERENCES subject_pair_judgements,
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'refused')),
  merged_id uuid NOT NULL REFERENCES subjects,
  successor_id uuid NOT NULL REFERENCES subjects CHECK (successor_id <> merged_id),
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX subject_merges_merged ON subject_merges (merged_id) WHERE outcome = 'confirmed';
CREATE INDEX subject_merges_successor ON subject_merges (successor_id) WHERE outcome = 'confirmed';

CREATE TABLE subject_partings (
  merge_id uuid PRIMARY KEY REFERENCES subject_merges,
  reason text NOT NULL CHECK (length(reason) BETWEEN 4 AND 2000),
  decided_by uuid NOT NULL,
  decided_kind text NOT NULL CHECK (decided_kind = 'person'),
  decided_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (decided_by, decided_kind) REFERENCES accounts (id, kind)
);

-- The links that stand now.
CREATE VIEW merged_subjects WITH (security_invoker = true) AS
  SELECT m.id, m.merged_id, m.successor_id, m.decided_at FROM subject_merges m
  WHERE m.outcome = 'confirmed' AND NOT EXISTS (SELECT FROM subject_partings p WHERE p.merge_id = m.id);

-- All that are one party with this one now, itself among them; the one under which it goes on comes first.
CREATE FUNCTION subject_group(subject uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ARRAY[h.id] || ARRAY(SELECT m.merged_id FROM merged_subjects m WHERE m.successor_id = h.id ORDER BY m.merged_id)
  FROM (SELECT coalesce((SELECT m.successor_id FROM merged_subjects m WHERE m.merged_id = subject), subject) AS id) AS h $$;
-- All that ever were, so that whoever was answered for one of them is told of the others' records too.
CREATE FUNCTION subject_kin(subject uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT k.id) FROM (
    SELECT subject AS id
    UNION ALL SELECT m.successor_id FROM subject_merges m WHERE m.merged_id = subject AND m.outcome = 'confirmed'
    UNION ALL SELECT m.merged_id FROM subject_merges m WHERE m.successor_id = subject AND m.outcome = 'confirmed') AS k $$;
GRANT EXECUTE ON FUNCTION subject_group, subject_kin TO zhengming_app, zhengming_intake;
REVOKE EXECUTE ON FUNCTION subject_group, subject_kin FROM PUBLIC;

-- Two people, one link deep: what was judged is what is confirmed, by somebody else, and neither is led elsewhere already.
CREATE FUNCTION refuse_false_merge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE judged subject_pair_judgements;
BEGIN
  SELECT * INTO STRICT judged FROM subject_pair_judgements j WHERE j.id = NEW.judgement_id;
  IF judged.verdict <> 'same' OR NEW.successor_id <> judged.successor_id
    OR NEW.merged_id NOT IN (judged.one_id, judged.other_id) THEN
    RAISE EXCEPTION 'a merge is what somebody judged' USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_merges_judged';
  END IF;
  IF NEW.decided_by = judged.decided_by THEN
    RAISE EXCEPTION 'a merge takes a second person' USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_merges_second_person';
  END IF;
  IF NEW.outcome = 'confirmed' AND EXISTS (SELECT FROM merged_subjects m
    WHERE m.merged_id IN (NEW.merged_id, NEW.successor_id) OR m.successor_id = NEW.merged_id) THEN
    RAISE EXCEPTION 'one link leads to one successor' USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_merges_one_deep';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER subject_merges_judged BEFORE INSERT ON subject_merges FOR EACH ROW EXECUTE FUNCTION refuse_false_merge();
CREATE FUNCTION refuse_false_parting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM subject_merges m WHERE m.id = NEW.merge_id AND m.outcome = 'confirmed') THEN
    RAISE EXCEPTION 'only what was merged is parted' USING ERRCODE = 'check_violation', CONSTRAINT = 'subject_partings_merged';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER subject_partings_merged BEFORE INSERT ON subject_partings FOR EACH ROW EXECUTE FUNCTION refuse_false_parting();

-- The same organisation code in two codes (its nine characters stand in the eighteen): found without a likeness of names.
CREATE FUNCTION organisation_part(kind text, key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE kind WHEN 'uscc' THEN substr(key, 9, 9) WHEN 'organisation_code' THEN key END $$;
GRANT EXECUTE ON FUNCTION organisation_part TO zhengming_app, zhengming_intake;
REVOKE EXECUTE ON FUNCTION organisation_part FROM PUBLIC;
CREATE INDEX subject_keys_organisation ON subject_keys (organisation_part(kind, key)) WHERE kind IN ('uscc', 'organisation_code');

ALTER TABLE subject_pairs ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_pair_judgements ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_merges ENABLE ROW LEVEL SECURITY;
ALTER TABLE subject_partings ENABLE ROW LEVEL SECURITY;
-- Who is one party is one question for all organs, as whom a spelling means (0080); what leads where is known wherever names are.
CREATE POLICY subject_pairs_read ON subject_pairs FOR SELECT USING ((SELECT in_purpose('work', 'system')));
CREATE POLICY subject_pairs_add ON subject_pairs FOR INSERT WITH CHECK ((SELECT in_purpose('system')));
CREATE POLICY subject_pair_judgements_read ON subject_pair_judgements FOR SELECT USING ((SELECT in_purpose('work', 'system')));
CREATE POLICY subject_pair_judgements_add ON subject_pair_judgements FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
CREATE POLICY subject_merges_read ON subject_merges FOR SELECT USING ((SELECT in_context()));
CREATE POLICY subject_merges_add ON subject_merges FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
CREATE POLICY subject_partings_read ON subject_partings FOR SELECT USING ((SELECT in_context()));
CREATE POLICY subject_partings_add ON subject_partings FOR INSERT
  WITH CHECK (within_context(organ_path) AND decided_by = context_account());
GRANT SELECT, INSERT ON subject_pair_judgements, subject_merges, subject_partings TO zhengming_app;
GRANT SELECT ON subject_pair_judgements, subject_merges, subject_partings TO zhengming_intake;
GRANT SELECT ON subject_pairs TO zhengming_app;
GRANT SELECT, INSERT ON subject_pairs TO zhengming_intake;
GRANT SELECT ON merged_subjects TO zhengming_app, zhengming_intake;
CREATE TRIGGER subject_pairs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON subject_pairs EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subject_pair_judgements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON subject_pair_judgements EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subject_merges_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON subject_merges EXECUTE FUNCTION refuse_change();
CREATE TRIGGER subject_partings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON subject_partings EXECUTE FUNCTION refuse_change();

-- A use log names the party that was answered for; a record may be of a subject that was, at the time, led to it.
CREATE OR REPLACE FUNCTION receivers_of_record(subject uuid, record uuid)
  RETURNS TABLE (organ_id uuid, organ_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE u.subject_id = ANY (subject_kin(subject)) AND record = ANY (u.record_ids)
    AND EXISTS (SELECT FROM records r WHERE r.subject_id = subject AND r.id = record
      AND (within_context(r.organ_path) OR (context_purpose() = 'party' AND r.subject_id = context_subject())))
  GROUP BY u.organ_id, u.organ_path ORDER BY u.organ_path $$;
CREATE OR REPLACE FUNCTION everybody_who_got(subject uuid, record uuid)
  RETURNS TABLE (kind text, receiver_id uuid, receiver_path text, last_got_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'organ', u.organ_id, u.organ_path, max(u.at) FROM check_uses u
  WHERE context_purpose() = 'system' AND u.subject_id = ANY (subject_kin(subject)) AND record = ANY (u.record_ids)
  GROUP BY u.organ_id, u.organ_path
  UNION ALL SELECT 'report', r.id, NULL, r.made_at FROM credit_reports r
  WHERE context_purpose() = 'system' AND r.subject_id = subject AND record = ANY (r.record_ids) AND r.grant_id IS NOT NULL $$;
-- Whoever was answered for two that were taken for one hears of it when they are parted, and asks again.
ALTER TABLE record_notices DROP CONSTRAINT record_notices_cause_check;
ALTER TABLE record_notices ADD CONSTRAINT record_notices_cause_check
  CHECK (cause IN ('corrected', 'withdrawn', 'taken_down', 'shortened', 'classified', 'expired', 'case', 'parted'));

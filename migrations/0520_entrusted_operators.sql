-- Entrusted operators (委托处理; 个人信息保护法 art. 21, 网络数据安全管理条例 art. 15): with whom, for what, until when, which kinds of
-- data, which measures; that the bureau looked after it; that everything came back or was deleted in the end. No personal values.
CREATE TABLE privacy_entrustments (
  id uuid PRIMARY KEY,
  organ_path text NOT NULL,
  operator text NOT NULL CHECK (length(operator) BETWEEN 2 AND 200),
  operator_code text NOT NULL CHECK (operator_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  -- Catalogue items whose data the operator handles.
  items text[] NOT NULL CHECK (cardinality(items) BETWEEN 1 AND 50),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 4 AND 1000),
  manner text NOT NULL CHECK (length(manner) BETWEEN 4 AND 1000),
  data_kinds text NOT NULL CHECK (length(data_kinds) BETWEEN 2 AND 1000),
  measures text NOT NULL CHECK (length(measures) BETWEEN 4 AND 2000),
  duties text NOT NULL CHECK (length(duties) BETWEEN 4 AND 2000),
  since date NOT NULL,
  until date NOT NULL CHECK (until > since),
  -- The signed contract, by its digest; it lies in the registry of the organ.
  contract_sha256 bytea NOT NULL CHECK (length(contract_sha256) = 32),
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX privacy_entrustments_entered ON privacy_entrustments (entered_by, entered_kind);
CREATE TABLE privacy_entrustment_events (
  entrustment_id uuid NOT NULL REFERENCES privacy_entrustments,
  number integer NOT NULL CHECK (number > 0),
  -- checked: nothing to find fault with. wanting: the check found something, to be mended by a day. passed_on: to another operator, with
  -- our consent. ended: everything returned or deleted.
  what text NOT NULL CHECK (what IN ('checked', 'wanting', 'passed_on', 'ended')),
  happened_on date NOT NULL,
  note text NOT NULL CHECK (length(note) BETWEEN 4 AND 2000),
  mend_by date CHECK (mend_by > happened_on),
  disposal text CHECK (disposal IN ('returned', 'deleted')),
  proof_sha256 bytea CHECK (length(proof_sha256) = 32),
  organ_path text NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (entrustment_id, number),
  CHECK ((what = 'wanting') = (mend_by IS NOT NULL)),
  -- The operator's own word for it is not enough: with its paper.
  CHECK ((what = 'ended') = (disposal IS NOT NULL) AND (disposal IS NULL OR proof_sha256 IS NOT NULL)),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX privacy_entrustment_events_entered ON privacy_entrustment_events (entered_by, entered_kind);
CREATE UNIQUE INDEX privacy_entrustment_events_end ON privacy_entrustment_events (entrustment_id) WHERE what = 'ended';
-- After the end there is nothing to look after, and whatever happened before it was.
CREATE FUNCTION entrustment_event_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM privacy_entrustment_events e WHERE e.entrustment_id = NEW.entrustment_id
      AND (e.what = 'ended' OR e.happened_on > NEW.happened_on)) THEN
    RAISE EXCEPTION 'what is told of an entrustment follows what was told before, and nothing follows its end' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER privacy_entrustment_events_in_order BEFORE INSERT ON privacy_entrustment_events
  FOR EACH ROW EXECUTE FUNCTION entrustment_event_in_order();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['privacy_entrustments', 'privacy_entrustment_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''system'')) OR ((SELECT in_purpose(''work''))
      AND organ_path ^@ (SELECT context_organ_path())))', name || '_read', name);
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK ((SELECT in_purpose(''work''))
      AND organ_path ^@ (SELECT context_organ_path()) AND entered_by = (SELECT context_account()))', name || '_add', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO zhengming_app', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
  END LOOP;
END $$;

-- Handing closed cases over to the archive (归档移交; 行政处罚法 art. 47): one package, made by one person, acknowledged by the archive over
-- its digest, its receipt entered by another. What a case holds sealed stays here until then, whatever its retention day says.
CREATE TABLE archive_handovers (
  id uuid PRIMARY KEY,
  organ_path text NOT NULL,
  receiver text NOT NULL CHECK (length(receiver) BETWEEN 2 AND 200),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  made_by uuid NOT NULL,
  made_kind text NOT NULL CHECK (made_kind = 'person'),
  made_at timestamptz NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  UNIQUE (id, sha256, made_by),
  FOREIGN KEY (made_by, made_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX archive_handovers_made ON archive_handovers (made_by, made_kind);
CREATE TABLE archive_handover_cases (
  handover_id uuid NOT NULL REFERENCES archive_handovers,
  case_id uuid NOT NULL REFERENCES procedure_cases,
  organ_path text NOT NULL,
  PRIMARY KEY (handover_id, case_id)
);
CREATE INDEX archive_handover_cases_case ON archive_handover_cases (case_id);
CREATE TABLE archive_receipts (
  handover_id uuid PRIMARY KEY,
  -- The digest that the archive found: another than ours has no place here.
  sha256 bytea NOT NULL,
  made_by uuid NOT NULL,
  number text NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
  received_on date NOT NULL,
  entered_by uuid NOT NULL CHECK (entered_by <> made_by),
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (handover_id, sha256, made_by) REFERENCES archive_handovers (id, sha256, made_by),
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX archive_receipts_entered ON archive_receipts (entered_by, entered_kind);
-- Only what has ended goes to the archive.
CREATE FUNCTION archived_case_is_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM procedure_steps s JOIN procedure_cases c ON c.id = s.case_id
      JOIN procedure_states f ON f.procedure = c.procedure AND f.state = s.to_state AND f.is_final WHERE s.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'a case that is not closed is not handed over' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER archive_handover_cases_closed BEFORE INSERT ON archive_handover_cases
  FOR EACH ROW EXECUTE FUNCTION archived_case_is_closed();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['archive_handovers', 'archive_handover_cases', 'archive_receipts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''system'')) OR ((SELECT in_purpose(''work''))
      AND organ_path ^@ (SELECT context_organ_path())))', name || '_read', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO zhengming_app', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
  END LOOP;
END $$;
CREATE POLICY archive_handovers_add ON archive_handovers FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND made_by = (SELECT context_account()));
CREATE POLICY archive_handover_cases_add ON archive_handover_cases FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND EXISTS (SELECT FROM archive_handovers h WHERE h.id = handover_id
    AND h.made_by = (SELECT context_account())));
CREATE POLICY archive_receipts_add ON archive_receipts FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND entered_by = (SELECT context_account()));

-- Whether a sealed value or file belongs to a case that the archive has not acknowledged. Asked by the worker that deletes, which may
-- not read cases: the answer is all it gets.
CREATE FUNCTION awaits_archive(object uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM (
      SELECT case_id FROM procedure_points WHERE sealed_id = object
      UNION ALL SELECT case_id FROM procedure_dispositions WHERE reason_id = object
      UNION ALL SELECT case_id FROM procedure_steps WHERE reason_id = object
      UNION ALL SELECT case_id FROM procedure_recusals WHERE reason_id = object
      UNION ALL SELECT case_id FROM procedure_files WHERE file_id = object
      UNION ALL SELECT d.case_id FROM document_versions v JOIN case_documents d ON d.id = v.document_id WHERE v.content_id = object
      UNION ALL SELECT d.case_id FROM document_papers p JOIN case_documents d ON d.id = p.document_id WHERE p.file_id = object
      UNION ALL SELECT d.case_id FROM document_seals p JOIN case_documents d ON d.id = p.document_id WHERE p.file_id = object
      UNION ALL SELECT case_id FROM services WHERE object IN (recipient_id, why_id)
      UNION ALL SELECT s.case_id FROM service_events e JOIN services s ON s.id = e.service_id WHERE object IN (e.file_id, e.note_id)) AS c
    WHERE NOT EXISTS (SELECT FROM archive_handover_cases h JOIN archive_receipts r ON r.handover_id = h.handover_id
      WHERE h.case_id = c.case_id))
$$;
REVOKE EXECUTE ON FUNCTION awaits_archive FROM PUBLIC;
GRANT EXECUTE ON FUNCTION awaits_archive TO zhengming_intake;

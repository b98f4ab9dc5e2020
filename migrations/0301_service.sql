-- Service (送达) of documents on a party: ways, proofs, outcomes (行政处罚法 art. 61; 民事诉讼法 arts. 87–95). Only what was signed and
-- sealed is served, what belongs together goes together, and nothing that begins with a service begins before it.
CREATE TABLE service_consents (
  id uuid PRIMARY KEY,
  subject_id uuid NOT NULL REFERENCES subjects,
  -- 电子送达确认书, signed by the party.
  given_on date NOT NULL,
  form_file uuid NOT NULL UNIQUE,
  form_sha256 bytea NOT NULL CHECK (length(form_sha256) = 32),
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX service_consents_subject ON service_consents (subject_id);
CREATE TABLE service_consent_ends (
  consent_id uuid PRIMARY KEY REFERENCES service_consents,
  ended_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_kind text NOT NULL CHECK (entered_kind = 'person'),
  entered_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (entered_by, entered_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE services (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES procedure_cases,
  channel text NOT NULL CHECK (channel IN ('direct', 'leaving', 'post', 'electronic', 'public_notice')),
  -- Handed out, posted, sent or announced.
  begun_on date NOT NULL,
  consent_id uuid REFERENCES service_consents,
  -- A person states that the recipient cannot be found; why and how it was tried stands in the file.
  lost boolean NOT NULL,
  why_id uuid,
  -- Who is served, and where; sealed.
  recipient_id uuid NOT NULL,
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  begun_by uuid NOT NULL,
  begun_kind text NOT NULL CHECK (begun_kind = 'person'),
  begun_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  CHECK ((channel = 'electronic') = (consent_id IS NOT NULL)),
  CHECK ((channel = 'public_notice') = (why_id IS NOT NULL)),
  CHECK (NOT lost OR channel = 'public_notice'),
  FOREIGN KEY (begun_by, begun_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX services_case ON services (case_id, begun_at);
-- Without signature and seal there is nothing to serve: a document goes out as the paper that was sealed.
CREATE TABLE service_documents (
  service_id uuid NOT NULL REFERENCES services,
  document_id uuid NOT NULL,
  paper_sha256 bytea NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (service_id, document_id),
  FOREIGN KEY (document_id, paper_sha256) REFERENCES document_seals (document_id, paper_sha256)
);
CREATE INDEX service_documents_document ON service_documents (document_id);
CREATE TABLE service_events (
  service_id uuid NOT NULL REFERENCES services,
  number integer NOT NULL CHECK (number > 0),
  what text NOT NULL CHECK (what IN ('signed', 'refused', 'left', 'reached', 'returned')),
  happened_on date NOT NULL,
  -- Of a refusal or of leaving: by persons, photograph or film, and the receipt says so.
  witnessed boolean NOT NULL,
  note_id uuid,
  file_id uuid UNIQUE,
  file_sha256 bytea CHECK (length(file_sha256) = 32),
  noted_by uuid NOT NULL,
  noted_kind text NOT NULL CHECK (noted_kind = 'person'),
  noted_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (service_id, number),
  CHECK ((file_id IS NULL) = (file_sha256 IS NULL)),
  -- The receipt signed, the mail that came back, the documents left: each with its proof (民事诉讼法 arts. 87, 89, 91).
  CHECK (what IN ('reached', 'refused') OR file_id IS NOT NULL),
  FOREIGN KEY (noted_by, noted_kind) REFERENCES accounts (id, kind)
);
-- Served, on that day, by that derivation. The digest of all that it rests on is the receipt (送达回证) that a step of the case names.
CREATE TABLE service_outcomes (
  service_id uuid PRIMARY KEY REFERENCES services,
  served_on date NOT NULL,
  receipt_sha256 bytea NOT NULL UNIQUE CHECK (length(receipt_sha256) = 32),
  derivation jsonb NOT NULL,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  concluded_by uuid NOT NULL REFERENCES accounts,
  concluded_at timestamptz NOT NULL,
  organ_path text NOT NULL
);

-- What must go together goes together (两书同达; 国办发〔2025〕22号 (五)), and nothing that was withdrawn goes out.
CREATE FUNCTION service_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM service_documents s JOIN case_documents d ON d.id = s.document_id, unnest(d.served_with) AS w (kind)
      WHERE s.service_id = NEW.service_id AND NOT EXISTS (SELECT FROM service_documents o JOIN case_documents e ON e.id = o.document_id
        WHERE o.service_id = s.service_id AND e.kind = w.kind)) THEN
    RAISE EXCEPTION 'a document is served together with those that belong to it' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM document_withdrawals w WHERE w.document_id = NEW.document_id)
      OR EXISTS (SELECT FROM services s, case_documents d WHERE s.id = NEW.service_id AND d.id = NEW.document_id AND d.case_id <> s.case_id) THEN
    RAISE EXCEPTION 'served is what stands, in its own case' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER service_documents_whole AFTER INSERT ON service_documents
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION service_is_whole();
-- A step that rests on a service rests on one that has happened, on its day.
CREATE FUNCTION procedure_step_follows_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM services s WHERE s.case_id = NEW.case_id) AND EXISTS (
      SELECT FROM jsonb_array_elements(NEW.documents) d WHERE d->>'kind' = 'delivery_receipt' AND NOT EXISTS (
        SELECT FROM services s JOIN service_outcomes o ON o.service_id = s.id
        WHERE s.case_id = NEW.case_id AND encode(o.receipt_sha256, 'hex') = d->>'sha256' AND o.served_on = NEW.taken_on)) THEN
    RAISE EXCEPTION 'a step that rests on a service is taken on the day of that service' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_steps_service BEFORE INSERT ON procedure_steps
  FOR EACH ROW EXECUTE FUNCTION procedure_step_follows_service();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['service_consents', 'service_consent_ends', 'services', 'service_documents', 'service_events',
      'service_outcomes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''system'')) OR ((SELECT in_purpose(''work''))
      AND organ_path ^@ (SELECT context_organ_path())))', name || '_read', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO zhengming_app', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['service_consents entered_by', 'service_consent_ends entered_by', 'services begun_by',
      'service_events noted_by', 'service_outcomes concluded_by'] LOOP
    EXECUTE format('CREATE POLICY %I ON %I FOR INSERT WITH CHECK ((SELECT in_purpose(''work''))
      AND organ_path ^@ (SELECT context_organ_path()) AND %I = (SELECT context_account()))',
      split_part(name, ' ', 1) || '_add', split_part(name, ' ', 1), split_part(name, ' ', 2));
  END LOOP;
END $$;
CREATE POLICY service_documents_add ON service_documents FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND EXISTS (SELECT FROM services s WHERE s.id = service_id AND s.begun_by = (SELECT context_account())));

-- The party reads what was sent to its mailbox, and nothing before. The functions name what later migrations bring (accounts of
-- parties), which is found when they are called.
CREATE FUNCTION is_sent_to_party(document uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM service_documents d JOIN services s ON s.id = d.service_id JOIN procedure_cases c ON c.id = s.case_id
    WHERE d.document_id = document AND s.channel = 'electronic' AND coalesce(c.party_id, c.subject_id) = context_subject());
END $$;
CREATE FUNCTION file_sent_to_party(file uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM document_papers p JOIN document_signatures g ON g.document_id = p.document_id AND g.paper = p.paper
      WHERE p.file_id = file AND is_sent_to_party(p.document_id))
    OR EXISTS (SELECT FROM document_seals s WHERE s.file_id = file AND is_sent_to_party(s.document_id));
END $$;
CREATE FUNCTION service_sent_to_party(service uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM service_documents d WHERE d.service_id = service AND is_sent_to_party(d.document_id));
END $$;
-- The text that was signed, for a screen reader; no draft of it.
CREATE FUNCTION text_sent_to_party(value uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM document_versions v JOIN document_papers p ON p.document_id = v.document_id AND p.version = v.version
    JOIN document_signatures g ON g.document_id = p.document_id AND g.paper = p.paper
    WHERE v.content_id = value AND is_sent_to_party(v.document_id));
END $$;
REVOKE EXECUTE ON FUNCTION is_sent_to_party, file_sent_to_party, service_sent_to_party, text_sent_to_party FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_sent_to_party, file_sent_to_party, service_sent_to_party, text_sent_to_party TO zhengming_app, zhengming_intake;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document_numbers', 'document_papers', 'document_signatures', 'document_seals', 'document_withdrawals',
      'service_documents'] LOOP
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''party'')) AND is_sent_to_party(document_id))',
      name || '_party', name);
  END LOOP;
END $$;
CREATE POLICY case_documents_party ON case_documents FOR SELECT USING ((SELECT in_purpose('party')) AND is_sent_to_party(id));
CREATE POLICY services_party ON services FOR SELECT USING ((SELECT in_purpose('party')) AND channel = 'electronic'
  AND service_sent_to_party(id));
CREATE POLICY sealed_values_party_sent ON sealed_values FOR SELECT USING ((SELECT in_purpose('party')) AND kind = 'text'
  AND text_sent_to_party(id));
CREATE POLICY sealed_files_party_sent ON sealed_files FOR SELECT USING ((SELECT in_purpose('party')) AND kind = 'attachment'
  AND file_sent_to_party(id));
CREATE POLICY sealed_file_chunks_party_sent ON sealed_file_chunks FOR SELECT USING ((SELECT in_purpose('party'))
  AND file_sent_to_party(file_id));

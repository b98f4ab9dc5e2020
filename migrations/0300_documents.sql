-- Documents of a case (文书): what the bureau says to a party, from the first draft to the signed and sealed paper. What is said is
-- sealed; here stand digests, days and hands. A document is written (versions), becomes a paper with number and day, is signed over
-- the digest of that paper and sealed (电子签名法 arts. 13, 14; 行政处罚法 art. 59). Each step refers to the one before by its digest, so
-- that nothing is signed that is incomplete or was changed, and nothing is sealed that was not signed.
CREATE TABLE case_documents (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES procedure_cases,
  -- The kind by which the table of the procedure asks for it, and the template of the packs that it is made from.
  kind text NOT NULL CHECK (kind ~ '^[a-z_]+$'),
  template text NOT NULL CHECK (template ~ '^[a-z_.]+$'),
  title text NOT NULL CHECK (length(title) BETWEEN 2 AND 60),
  signed_by text NOT NULL CHECK (signed_by IN ('decider', 'officer', 'party', 'nobody')),
  needs_seal boolean NOT NULL,
  -- Kinds that go to the party together with it (两书同达).
  served_with text[] NOT NULL,
  -- How long its page of verification answers: always, whileRecordStands, or a period of the packs.
  verified text NOT NULL,
  -- On the paper; random, and the only name under which the public can ask for it.
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  made_by uuid NOT NULL,
  made_kind text NOT NULL CHECK (made_kind = 'person'),
  made_at timestamptz NOT NULL,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  FOREIGN KEY (made_by, made_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX case_documents_case ON case_documents (case_id, kind);
CREATE TABLE document_versions (
  document_id uuid NOT NULL REFERENCES case_documents,
  version integer NOT NULL CHECK (version > 0),
  -- Of what it says, without number and day: the digest by which steps of the case name it.
  text_sha256 bytea NOT NULL CHECK (length(text_sha256) = 32),
  content_id uuid NOT NULL,
  -- Parts that lack something: a draft may, a paper may not.
  lacks integer NOT NULL CHECK (lacks >= 0),
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  written_by uuid NOT NULL,
  written_kind text NOT NULL CHECK (written_kind = 'person'),
  written_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (document_id, version),
  UNIQUE (document_id, version, text_sha256, lacks),
  FOREIGN KEY (written_by, written_kind) REFERENCES accounts (id, kind)
);
-- The number (发文字号): by organ, sign and year, in the order in which papers are made. A document keeps its number through the year.
CREATE TABLE document_numbers (
  document_id uuid NOT NULL REFERENCES case_documents,
  organ_id uuid NOT NULL REFERENCES organs,
  serial text NOT NULL CHECK (length(serial) BETWEEN 1 AND 20),
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2200),
  number integer NOT NULL CHECK (number > 0),
  organ_path text NOT NULL,
  PRIMARY KEY (document_id, year),
  UNIQUE (organ_id, serial, year, number)
);
-- The exact paper, byte for byte in the vault. One that was not signed on its day is made anew for another day.
CREATE TABLE document_papers (
  document_id uuid NOT NULL,
  paper integer NOT NULL CHECK (paper > 0),
  version integer NOT NULL,
  text_sha256 bytea NOT NULL,
  lacks integer NOT NULL CHECK (lacks = 0),
  issued_on date NOT NULL,
  paper_sha256 bytea NOT NULL CHECK (length(paper_sha256) = 32),
  pages integer NOT NULL CHECK (pages > 0),
  file_id uuid NOT NULL UNIQUE,
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  made_by uuid NOT NULL REFERENCES accounts,
  made_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  PRIMARY KEY (document_id, paper),
  UNIQUE (document_id, paper, paper_sha256, issued_on, text_sha256),
  FOREIGN KEY (document_id, version, text_sha256, lacks) REFERENCES document_versions (document_id, version, text_sha256, lacks)
);
CREATE TABLE document_signatures (
  document_id uuid PRIMARY KEY,
  paper integer NOT NULL,
  paper_sha256 bytea NOT NULL,
  text_sha256 bytea NOT NULL,
  signed_on date NOT NULL,
  signed_by uuid NOT NULL,
  signed_kind text NOT NULL CHECK (signed_kind = 'person'),
  post_id uuid NOT NULL REFERENCES posts,
  role text NOT NULL CHECK (role ~ '^[a-z]+$'),
  -- The second factor that was shown for this signature and no other.
  factor text NOT NULL CHECK (factor IN ('totp', 'passkey')),
  signed_at timestamptz NOT NULL,
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  organ_path text NOT NULL,
  UNIQUE (document_id, paper_sha256),
  FOREIGN KEY (document_id, paper, paper_sha256, signed_on, text_sha256)
    REFERENCES document_papers (document_id, paper, paper_sha256, issued_on, text_sha256),
  FOREIGN KEY (signed_by, signed_kind) REFERENCES accounts (id, kind)
);
CREATE TABLE document_seals (
  document_id uuid PRIMARY KEY,
  paper_sha256 bytea NOT NULL,
  -- An electronic seal service, or the scan of the paper on which the seal was set by hand.
  way text NOT NULL CHECK (way IN ('service', 'scan')),
  file_id uuid NOT NULL UNIQUE,
  file_sha256 bytea NOT NULL CHECK (length(file_sha256) = 32),
  media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  -- Which seal, as the service or the keeper names it.
  seal text NOT NULL CHECK (length(seal) BETWEEN 1 AND 200),
  sealed_by uuid NOT NULL,
  sealed_kind text NOT NULL CHECK (sealed_kind = 'person'),
  sealed_at timestamptz NOT NULL,
  basis text[] NOT NULL CHECK (cardinality(basis) > 0),
  organ_path text NOT NULL,
  UNIQUE (document_id, paper_sha256),
  FOREIGN KEY (document_id, paper_sha256) REFERENCES document_signatures (document_id, paper_sha256),
  FOREIGN KEY (sealed_by, sealed_kind) REFERENCES accounts (id, kind)
);
-- A signed document that no longer counts: withdrawn by whoever may decide, with a reason.
CREATE TABLE document_withdrawals (
  document_id uuid PRIMARY KEY REFERENCES document_signatures,
  reason_id uuid NOT NULL,
  withdrawn_on date NOT NULL,
  withdrawn_by uuid NOT NULL,
  withdrawn_kind text NOT NULL CHECK (withdrawn_kind = 'person'),
  withdrawn_at timestamptz NOT NULL,
  organ_path text NOT NULL,
  FOREIGN KEY (withdrawn_by, withdrawn_kind) REFERENCES accounts (id, kind)
);

-- Who signs: the person who took the step of the case that rests on this very text; for a decision, the step that decides.
CREATE FUNCTION document_signature_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE document case_documents;
BEGIN
  SELECT * INTO document FROM case_documents d WHERE d.id = NEW.document_id;
  IF document.signed_by IN ('party', 'nobody') THEN
    RAISE EXCEPTION 'this document is not signed by the bureau' USING ERRCODE = 'check_violation';
  END IF;
  IF document.signed_by = 'decider' AND NOT EXISTS (SELECT FROM procedure_steps s, jsonb_array_elements(s.documents) d
      WHERE s.case_id = document.case_id AND s.decides AND s.taken_by = NEW.signed_by
        AND d->>'kind' = document.kind AND d->>'sha256' = encode(NEW.text_sha256, 'hex')) THEN
    RAISE EXCEPTION 'a decision is signed by whoever decided, on this text' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_signatures_lawful BEFORE INSERT ON document_signatures
  FOR EACH ROW EXECUTE FUNCTION document_signature_is_lawful();
CREATE FUNCTION document_seal_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM document_signatures s WHERE s.document_id = NEW.document_id AND s.signed_by = NEW.sealed_by) THEN
    RAISE EXCEPTION 'who signed does not keep the seal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_seals_lawful BEFORE INSERT ON document_seals FOR EACH ROW EXECUTE FUNCTION document_seal_is_lawful();
-- Once signed it is not written anew.
CREATE FUNCTION document_is_unsigned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM document_signatures s WHERE s.document_id = NEW.document_id) THEN
    RAISE EXCEPTION 'a signed document is not changed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_versions_unsigned BEFORE INSERT ON document_versions FOR EACH ROW EXECUTE FUNCTION document_is_unsigned();
CREATE TRIGGER document_papers_unsigned BEFORE INSERT ON document_papers FOR EACH ROW EXECUTE FUNCTION document_is_unsigned();

-- A step that rests on a document drafted here names its newest text, and that text is complete.
CREATE FUNCTION procedure_step_names_its_documents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW.documents) d
      JOIN LATERAL (SELECT v.text_sha256, v.lacks FROM case_documents c JOIN document_versions v ON v.document_id = c.id
        WHERE c.case_id = NEW.case_id AND c.kind = d->>'kind' ORDER BY c.made_at DESC, c.id DESC, v.version DESC LIMIT 1) AS n ON true
      WHERE n.lacks > 0 OR encode(n.text_sha256, 'hex') <> d->>'sha256') THEN
    RAISE EXCEPTION 'a step names the newest text of its document, and that is complete' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER procedure_steps_documents BEFORE INSERT ON procedure_steps
  FOR EACH ROW EXECUTE FUNCTION procedure_step_names_its_documents();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['case_documents', 'document_versions', 'document_numbers', 'document_papers',
      'document_signatures', 'document_seals', 'document_withdrawals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING ((SELECT in_purpose(''system'')) OR ((SELECT in_purpose(''work''))
      AND organ_path ^@ (SELECT context_organ_path())))', name || '_read', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO zhengming_app', name);
  END LOOP;
END $$;
CREATE POLICY case_documents_add ON case_documents FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND made_by = (SELECT context_account()));
CREATE POLICY document_versions_add ON document_versions FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND written_by = (SELECT context_account()));
CREATE POLICY document_numbers_add ON document_numbers FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()));
CREATE POLICY document_papers_add ON document_papers FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND made_by = (SELECT context_account()));
CREATE POLICY document_signatures_add ON document_signatures FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND signed_by = (SELECT context_account()));
CREATE POLICY document_seals_add ON document_seals FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND sealed_by = (SELECT context_account()));
CREATE POLICY document_withdrawals_add ON document_withdrawals FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND organ_path ^@ (SELECT context_organ_path()) AND withdrawn_by = (SELECT context_account()));

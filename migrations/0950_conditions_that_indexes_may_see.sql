-- Under row-level security an index is read only by a condition that is known to tell nothing about rows; COALESCE and functions of a column are not
-- (docs/decisions/0950-conditions-that-indexes-may-see.md). What cannot be said otherwise is asked by the owner here.

-- A party's cases are found by either column: a coalesce of both is in no index, and each page of the party's file read all cases.
CREATE INDEX procedure_cases_party ON procedure_cases (party_id) WHERE party_id IS NOT NULL;

CREATE OR REPLACE FUNCTION is_told_to_party(value uuid, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE cases uuid[] := ARRAY(SELECT c.id FROM procedure_cases c
  WHERE c.party_id = subject OR (c.party_id IS NULL AND c.subject_id = subject));
BEGIN
  RETURN EXISTS (SELECT FROM procedure_points p WHERE p.case_id = ANY (cases) AND p.sealed_id = value)
    OR EXISTS (SELECT FROM procedure_dispositions d WHERE d.case_id = ANY (cases) AND d.reason_id = value
        AND EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = d.case_id AND (s.decides OR s.step = 'answer_statement')))
    OR EXISTS (SELECT FROM procedure_steps s WHERE s.case_id = ANY (cases) AND s.reason_id = value
        AND (s.decides OR s.step = 'return_for_supplement'))
    OR EXISTS (SELECT FROM party_statements t WHERE t.subject_id = subject AND t.sealed_id = value)
    OR EXISTS (SELECT FROM party_drafts d WHERE d.subject_id = subject AND d.sealed_id = value AND d.account_id = context_account());
END $$;

CREATE OR REPLACE FUNCTION remedies_told_to_party() RETURNS TABLE (case_id uuid, document_number text, step integer, remedies text[],
    served_on date)
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE party uuid := context_subject();
BEGIN
  IF NOT in_purpose('party') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT s.case_id, r.document_number, s.number, s.remedies, min(o.served_on)
    FROM procedure_cases c
    JOIN records r ON r.subject_id = c.subject_id AND r.id = c.record_id
    JOIN procedure_steps s ON s.case_id = c.id AND cardinality(s.remedies) > 0
    JOIN procedure_moves m ON m.procedure = s.procedure AND m.step = s.step AND m.from_state = s.from_state
    CROSS JOIN LATERAL jsonb_array_elements(s.documents) AS d (document)
    JOIN case_documents k ON k.case_id = c.id AND k.kind = d.document->>'kind'
    JOIN document_signatures g ON g.document_id = k.id AND encode(g.text_sha256, 'hex') = d.document->>'sha256'
    JOIN service_documents x ON x.document_id = k.id
    JOIN service_outcomes o ON o.service_id = x.service_id
    -- The first that the table names is the decision; what lies beside it tells no remedy.
    WHERE (c.party_id = party OR (c.party_id IS NULL AND c.subject_id = party)) AND k.kind = m.drafted_documents[1]
    GROUP BY s.case_id, r.document_number, s.number, s.remedies;
END $$;

-- Parties whose organisation code is that of one of these, and their kind too: by the index of what a code says of its organisation.
CREATE FUNCTION same_organisations(ids uuid[]) RETURNS TABLE (one_id uuid, other_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT in_purpose('system') THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT DISTINCT least(k.subject_id, o.subject_id), greatest(k.subject_id, o.subject_id)
    FROM subject_keys k
    JOIN subject_keys o ON organisation_part(o.kind, o.key) = organisation_part(k.kind, k.key)
      AND o.kind IN ('uscc', 'organisation_code') AND o.subject_id <> k.subject_id
    JOIN subjects s ON s.id = k.subject_id JOIN subjects t ON t.id = o.subject_id AND t.kind = s.kind
    WHERE k.subject_id = ANY (ids) AND k.kind IN ('uscc', 'organisation_code') AND s.kind <> 'person';
END $$;
REVOKE EXECUTE ON FUNCTION same_organisations FROM PUBLIC;
GRANT EXECUTE ON FUNCTION same_organisations TO zhengming_intake;

CREATE OR REPLACE FUNCTION service_arrives_somewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.channel = 'electronic' AND NOT EXISTS (
      SELECT FROM procedure_cases c
      JOIN party_accounts p ON p.subject_id = CASE WHEN c.party_id IS NULL THEN c.subject_id ELSE c.party_id END
      JOIN accounts a ON a.id = p.account_id JOIN auth.users u ON u.id = p.account_id
      WHERE c.id = NEW.case_id AND a.state = 'active' AND (p.until IS NULL OR p.until >= NEW.begun_on)
        AND NOT EXISTS (SELECT FROM party_account_ends e WHERE e.account_id = p.account_id)) THEN
    RAISE EXCEPTION 'nobody has opened a mailbox of this party' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

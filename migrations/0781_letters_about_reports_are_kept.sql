-- The letter by which a party hears that its report was made at the counter is kept like the report: sealed, with its digest and the code by
-- which anybody verifies the paper (个人信息保护法 arts. 44, 45). Whoever opens its file later reads it there.
CREATE TABLE report_letters (
  report_id uuid PRIMARY KEY REFERENCES credit_reports,
  subject_id uuid NOT NULL REFERENCES subjects,
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  title text NOT NULL,
  content_id uuid NOT NULL,
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  pages integer NOT NULL CHECK (pages > 0),
  edition text NOT NULL CHECK (edition ~ '^[0-9a-f]{64}$'),
  made_by uuid NOT NULL,
  made_kind text NOT NULL CHECK (made_kind = 'person'),
  made_at timestamptz NOT NULL,
  organ_id uuid NOT NULL REFERENCES organs,
  organ_path text NOT NULL,
  FOREIGN KEY (made_by, made_kind) REFERENCES accounts (id, kind)
);
CREATE INDEX report_letters_subject ON report_letters (subject_id);
ALTER TABLE report_letters ENABLE ROW LEVEL SECURITY;
-- As with the report: whoever made it prints it, the party reads it, and nobody else of the organ.
CREATE POLICY report_letters_read ON report_letters FOR SELECT USING ((SELECT in_purpose('system'))
  OR ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()))
  OR ((SELECT in_purpose('work')) AND made_by = (SELECT context_account())));
CREATE POLICY report_letters_add ON report_letters FOR INSERT WITH CHECK ((SELECT in_purpose('work'))
  AND made_by = (SELECT context_account()) AND organ_path = (SELECT context_organ_path()));
GRANT SELECT, INSERT ON report_letters TO zhengming_app;
GRANT SELECT ON report_letters TO zhengming_intake;
CREATE TRIGGER report_letters_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_letters EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION is_report_of_party(value uuid, subject uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM credit_reports r WHERE r.subject_id = subject AND r.content_id = value)
    OR EXISTS (SELECT FROM report_grants g WHERE g.subject_id = subject AND g.holder_id = value)
    OR EXISTS (SELECT FROM report_letters l WHERE l.subject_id = subject AND l.content_id = value);
END $$;

-- Verified by the page where the documents of cases are. It stands for ever, and tells nothing of what it says.
CREATE FUNCTION report_letter_of_code(asked text)
RETURNS TABLE (title text, issued_on date, organ text, organ_en text, paper_sha256 text, pages integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.title, (l.made_at AT TIME ZONE 'Asia/Shanghai')::date, o.name, o.name_en, encode(l.sha256, 'hex'), l.pages
  FROM report_letters l JOIN organs o ON o.id = l.organ_id WHERE l.code = asked $$;
REVOKE ALL ON FUNCTION report_letter_of_code(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_letter_of_code(text) TO zhengming_app;

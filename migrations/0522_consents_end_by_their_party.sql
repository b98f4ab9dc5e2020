-- A consent ends as easily as it was given (个人信息保护法 art. 15): the party ends its own, in its own file, and not through a clerk alone.
ALTER TABLE service_consent_ends DROP CONSTRAINT service_consent_ends_entered_kind_check;
ALTER TABLE service_consent_ends ADD CONSTRAINT service_consent_ends_entered_kind_check CHECK (entered_kind IN ('person', 'party'));
CREATE POLICY service_consents_party ON service_consents FOR SELECT
  USING ((SELECT in_purpose('party')) AND subject_id = (SELECT context_subject()));
CREATE POLICY service_consent_ends_party ON service_consent_ends FOR SELECT
  USING ((SELECT in_purpose('party')) AND EXISTS (SELECT FROM service_consents c WHERE c.id = consent_id));
CREATE POLICY service_consent_ends_party_add ON service_consent_ends FOR INSERT WITH CHECK ((SELECT in_purpose('party'))
  AND entered_kind = 'party' AND entered_by = (SELECT context_account())
  AND EXISTS (SELECT FROM service_consents c WHERE c.id = consent_id AND c.organ_path = service_consent_ends.organ_path));

-- The register of what rests on consent tells officers of the own organ that a leave to fetch reports was given and taken back, and
-- nothing of whose it is or to whom: those rows are the party's own.
CREATE FUNCTION report_consents() RETURNS TABLE (id uuid, given_at timestamptz, until date, ended_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id, g.made_at, g.until, e.ended_at FROM report_grants g LEFT JOIN report_grant_ends e ON e.grant_id = g.id
  WHERE in_purpose('work') AND g.organ_path ^@ context_organ_path()
$$;
REVOKE EXECUTE ON FUNCTION report_consents FROM PUBLIC;
GRANT EXECUTE ON FUNCTION report_consents TO zhengming_app;

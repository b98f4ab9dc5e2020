-- As in 0200: a policy asks for its context once a statement and not once a row.
ALTER POLICY feed_readings_read ON feed_readings USING ((SELECT in_purpose('work'))
  AND (organ_path ^@ (SELECT context_organ_path())
    OR EXISTS (SELECT FROM organs o WHERE o.path = (SELECT context_organ_path())
      AND o.kind IN ('province_department', 'city_bureau', 'section', 'county_bureau'))));
ALTER POLICY subject_pair_judgements_add ON subject_pair_judgements
  WITH CHECK ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND decided_by = (SELECT context_account()));
ALTER POLICY subject_merges_add ON subject_merges
  WITH CHECK ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND decided_by = (SELECT context_account()));
ALTER POLICY subject_partings_add ON subject_partings
  WITH CHECK ((SELECT in_purpose('work')) AND organ_path ^@ (SELECT context_organ_path()) AND decided_by = (SELECT context_account()));

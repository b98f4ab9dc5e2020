-- What is suspended may also end early, without standing again first (law file 2.3: suspended → removed; src/determinations/ending-steps.ts).
INSERT INTO procedure_moves
  (procedure, step, from_state, to_state, decides, once, answers_all, tells_remedies, needs_documents, drafted_documents, not_by) VALUES
  ('determination', 'remove_suspended', 'suspended', 'removed', true, false, false, false,
    '{removal_application,commitment_letter,removal_decision}', '{removal_decision}',
    '{propose,draft,draft_listing,draft_removal,pass,pass_listing,pass_removal,suspend}');

/** What whoever is at work may read wherever they are, by the reason for which it belongs to no one organ. */
const BY_REASON: Readonly<Record<string, readonly string[]>> = {
  'which organs, posts and officers there are: deeds name them, and proposals and cases go from one to the other': [
    'organs',
    'posts',
    'accounts',
    'post_holdings',
  ],
  'the law in use, who drafted, reviewed and adopted it': [
    'law_editions',
    'law_adoptions',
    'law_competences',
    'law_proposals',
    'law_reviews',
  ],
  'a party is one party for all organs that hold something of it; what is personal of it is sealed': [
    'subjects',
    'subject_keys',
    'subject_names',
    'subject_pairs',
    'subject_pair_judgements',
    'subject_merges',
    'subject_partings',
    'subject_ends',
    'merged_subjects',
    'match_judgements',
    'match_objections',
  ],
  'no law lets a record be told without that it is disputed, withdrawn or erased': [
    'objection_marks',
    'erasures_done',
    'feed_entries',
    'visibility_audits',
  ],
  'names of states and moves, which every install has alike': ['procedure_states', 'procedure_moves'],
  'keys by which a number is looked up, without the record that it leads to': ['record_keys'],
  'a standstill stood for all': ['outages', 'outage_confirmations'],
  'what a catalogue item was assessed for counts wherever that item is sent': [
    'privacy_assessments',
    'privacy_assessment_reviews',
  ],
  'positions and signed heads of the log, which are published': [
    'journal_positions',
    'log_checkpoints',
    'log_cosignatures',
  ],
  'under which key everything is sealed (wrapped by the master key, which the database never holds), and who had it changed':
    [
      'vault_keys',
      'vault_rotations',
      'vault_rotations_done',
      'master_key_changes',
      'master_key_decisions',
      'master_key_changes_done',
    ],
  'settings of the operator that weaken a guard of the whole installation, and who let them': [
    'setting_relaxations',
    'setting_relaxation_decisions',
  ],
  'salts, which without the row that they salt open and prove nothing': ['vault_scopes'],
  'when the program last did away with what had lived out its term: counts': ['retention_runs'],
};

export const SHARED_TABLES: ReadonlySet<string> = new Set(Object.values(BY_REASON).flat());

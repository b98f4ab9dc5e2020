import type { RowSource } from './row-tie-queries.ts';
import { written } from './written-row-queries.ts';

const PAIRED = /^subject[.](pair|merge|keep_apart|part)$/;
const CHANGING = { changing: true } as const;

/** Who may do what, who agreed to it, and who stands in for whom (src/access, src/work, src/reminders). */
const PEOPLE: readonly RowSource[] = [
  written(
    'organs',
    'id',
    'parent_id path kind name name_en uscc division_code opened_on closed_on',
    /^(organ[.]create|account[.](found|appoint))$/,
    CHANGING,
  ),
  written(
    'accounts',
    'id',
    'kind display_name state created_at keeper_id',
    /^(account|party|change|glass|identity)[.]/,
    CHANGING,
  ),
  written('auth.users', 'id', 'username demonstration', /^(account|party)[.]/, CHANGING),
  written('auth.credentials', 'id', 'user_id provider_id password', /^(account|party)[.]/, CHANGING),
  written(
    'post_holdings',
    'account_id post_id since',
    'until change_id ends_at',
    /^(post[.](assign|end)|glass[.]open|account[.](found|appoint|leave))$/,
    { as: 'post_holding_ends', ...CHANGING },
  ),
  written(
    'program_keys',
    'id',
    'hash account_id post_id label created_at expires_on revoked_at change_id',
    /^(key[.]|account[.]leave$)/,
    { as: 'program_key_ends', ...CHANGING },
  ),
  written(
    'auth.identities',
    'change_id',
    'account_id issuer subject linked_at ended_at',
    /^(identity[.]|account[.](leave|lock)$)/,
    { as: 'identity_ends', ...CHANGING },
  ),
  written(
    'auth.party_identities',
    'id',
    'account_id issuer subject linked_at ended_at',
    /^(party|account)[.]/,
    CHANGING,
  ),
  written('departures', 'account_id', 'left_at entered_by entered_kind organ_path', /^account[.]leave$/),
  written(
    'access_changes',
    'id',
    'kind account_id post_id wish reason organ_path proposed_by proposed_kind proposed_at',
    /^change[.]/,
  ),
  written(
    'access_change_ends',
    'change_id',
    'outcome proposed_by settled_by settled_kind settled_at',
    /^(change|post|key|account|glass|identity)[.]/,
  ),
  written(
    'duty_handovers',
    'id',
    'from_account from_kind to_account to_kind post_id since until made_at organ_path',
    /^(duty|account)[.]/,
  ),
  written('duty_handover_ends', 'handover_id', 'ended_by ended_at', /^duty[.]/),
  written(
    'interest_declarations',
    'id',
    'account_id account_kind subject_id relation organ_path declared_at',
    /^interest[.]/,
  ),
  written(
    'recall_officers',
    'id',
    'organ_id organ_path account_id account_kind appointed_by appointed_kind appointed_at',
    /^recall[.]/,
  ),
  written('calendar_feeds', 'id', 'account_id token_hash made_at', /^reminder[.]/),
  written('calendar_feed_ends', 'feed_id', 'ended_at', /^reminder[.]/),
  written('reminder_wishes', 'id', 'account_id mailbox_id made_at', /^reminder[.]/),
];

/** Which law is in use, and what was decided for everybody (src/editions, src/determinations, src/deadlines). */
const LAW: readonly RowSource[] = [
  written('law_editions', 'id', 'content kept_at', /^law[.]/),
  written(
    'law_proposals',
    'id',
    'edition against cases_passed reason drafted_by drafted_kind drafted_at organ_path',
    /^law[.]/,
  ),
  written('law_reviews', 'proposal_id', 'drafted_by reviewed_by reviewed_kind outcome reason reviewed_at', /^law[.]/),
  written(
    'law_adoptions',
    'number',
    'id edition replaces adopted_at installed_by proposal_id drafted_by reviewed_by outcome adopted_by adopted_kind reason',
    /^law[.]/,
  ),
  written('list_domain_proposals', 'id', 'code proposed_by proposed_kind proposed_at organ_path', /^determination[.]/),
  written(
    'list_domain_reviews',
    'id',
    'proposed_by reviewed_by reviewed_kind reviewed_at code organ_path',
    /^determination[.]/,
  ),
  written(
    'list_domains',
    'id',
    'code proposed_by reviewed_by scope basis basis_levels criteria criteria_levels comment_from comment_to comment_record edition opened_on opened_by opened_kind opened_at organ_id organ_path',
    /^determination[.]/,
  ),
  written('outages', 'id', 'began_at ended_at reason recorded_by recorded_kind recorded_at organ_path', /^outage[.]/),
  written('outage_confirmations', 'outage_id', 'recorded_by confirmed_by confirmed_kind confirmed_at', /^outage[.]/),
];

/** The bureau's own duties towards persons, the archive and the erased (src/privacy, src/archive, src/vault). */
const DUTIES: readonly RowSource[] = [
  written(
    'privacy_assessments',
    'id',
    'organ_path item causes necessity influence protection drafted_by drafted_kind drafted_at edition keep_until',
    /^privacy[.]/,
  ),
  written(
    'privacy_assessment_reviews',
    'assessment_id',
    'drafted_by outcome reason reviewed_by reviewed_kind reviewed_at organ_path',
    /^privacy[.]/,
  ),
  written(
    'privacy_entrustments',
    'id',
    'organ_path operator operator_code items purpose manner data_kinds measures duties since until contract_sha256 entered_by entered_kind entered_at edition',
    /^privacy[.]/,
  ),
  written(
    'privacy_entrustment_events',
    'entrustment_id number',
    'what happened_on note mend_by disposal proof_sha256 organ_path entered_by entered_kind entered_at',
    /^privacy[.]/,
  ),
  written(
    'privacy_breaches',
    'id',
    'organ_path kind certain happened_on found_on items data_kinds persons cause harm entered_by entered_kind entered_at edition',
    /^breach[.]/,
  ),
  written(
    'privacy_breach_steps',
    'breach_id number',
    'step taken_on note told notice_sha256 breach_entered_by taken_by taken_kind taken_at organ_path',
    /^breach[.]/,
  ),
  written('archive_handovers', 'id', 'organ_path receiver sha256 made_by made_kind made_at edition', /^archive[.]/),
  written('archive_handover_cases', 'handover_id case_id', 'organ_path', /^archive[.]/),
  written(
    'archive_receipts',
    'handover_id',
    'sha256 made_by number received_on entered_by entered_kind entered_at organ_path',
    /^archive[.]/,
  ),
  written(
    'erasures',
    'id',
    'organ_path subject_id file_id ground basis note proposed_by proposed_kind proposed_at',
    /^erasure[.]/,
  ),
  written(
    'erasure_decisions',
    'erasure_id',
    'proposed_by outcome note decided_by decided_kind decided_at organ_path',
    /^erasure[.]/,
  ),
];

/** Parties that are one, and that a new key was asked for. */
const MERGED: readonly RowSource[] = [
  written(
    'subject_pair_judgements',
    'id',
    'one_id other_id verdict successor_id reason until decided_by decided_kind decided_at edition organ_path',
    PAIRED,
  ),
  written(
    'subject_merges',
    'id',
    'judgement_id outcome merged_id successor_id reason decided_by decided_kind decided_at organ_path',
    PAIRED,
  ),
  written('subject_partings', 'merge_id', 'reason decided_by decided_kind decided_at organ_path', PAIRED),
  written(
    'log_removals',
    'id',
    'source keys taken_before removed_at basis edition',
    /^(factor[.]remove|account[.]join|retention[.]remove)$/,
    {
      since: 3,
    },
  ),
  written(
    'master_key_changes',
    'id',
    'from_mark to_mark organ_path proposed_by proposed_kind proposed_at',
    /^vault[.]rekey$/,
  ),
  written(
    'master_key_decisions',
    'change_id',
    'proposed_by outcome decided_by decided_kind decided_at',
    /^change[.](confirm|refuse)$/,
  ),
  written('setting_relaxations', 'id', 'key value found_at ended_at', /^setting[.](find|end)$/, CHANGING),
  written(
    'setting_relaxation_decisions',
    'relaxation_id outcome',
    'decided_by decided_kind decided_at',
    /^setting[.](confirm|refuse)$/,
  ),
  written('vault_rotations', 'id', 'purpose suite organ_path asked_by asked_kind asked_at', /^vault[.]/),
];

/** Who inspects whom and when, and from what that was drawn (src/inspections). */
const INSPECTED: readonly RowSource[] = [
  written(
    'inspectors',
    'id',
    'account_id account_kind service_number entered_by entered_kind entered_at organ_path',
    /^inspection[.]enter_inspector$/,
    { object: 'id' },
  ),
  written('inspector_ends', 'inspector_id', 'ended_by ended_kind ended_at organ_path', /^inspection[.]end_inspector$/, {
    object: 'inspector_id',
  }),
  written(
    'inspection_plans',
    'id',
    'kind pools inspection_id out_account cause reason made_by made_kind made_at edition organ_path',
    /^inspection[.](plan|replace)$/,
    { object: 'id' },
  ),
  written('inspections', 'id', 'plan_id case_id turn from_on until_on organ_path', /^inspection[.]plan$/, {
    object: 'plan_id',
  }),
  written(
    'inspection_draws',
    'plan_id inspection_id',
    'log_size log_root on_day inspectors drawn_by drawn_kind drawn_at organ_path',
    /^inspection[.]draw$/,
    { object: 'plan_id' },
  ),
  written(
    'inspection_outcomes',
    'inspection_id',
    'outcome on_day note recorded_by recorded_kind recorded_at organ_path',
    /^inspection[.](conclude|fall_away)$/,
    { object: 'inspection_id' },
  ),
];

export const ACTS: readonly RowSource[] = [...PEOPLE, ...LAW, ...DUTIES, ...MERGED, ...INSPECTED];

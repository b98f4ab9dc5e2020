import type { TestBureau } from './publications.ts';

type Post = keyof Pick<TestBureau, 'clerk' | 'reviewer' | 'decider'>;
/** Whose step it is, which, and the documents that it names. */
export type WayStep = readonly [Post, string, readonly string[]];

/** The longest way of each procedure from its opening to its end: every kind of step on it, what goes back included. */
export const WAYS: Readonly<Record<string, readonly WayStep[]>> = {
  objection: [
    ['clerk', 'ask_provider', ['check_notice']],
    ['clerk', 'record_provider', ['provider_answer']],
    ['clerk', 'ask_experts', ['expert_request']],
    ['clerk', 'record_experts', ['expert_report']],
    ['clerk', 'draft', ['reply']],
    ['reviewer', 'return_draft', []],
    ['clerk', 'draft', ['reply']],
    ['reviewer', 'pass', ['reply']],
    ['decider', 'send_back', []],
    ['clerk', 'draft', ['reply']],
    ['reviewer', 'pass', ['reply']],
    ['decider', 'decide_refusal', ['reply']],
  ],
  repair: [
    ['clerk', 'submit', ['commitment_letter', 'performance_proof']],
    ['clerk', 'return_for_supplement', ['supplement_notice']],
    ['clerk', 'supplement', ['commitment_letter']],
    ['clerk', 'accept', ['acceptance_notice']],
    ['clerk', 'verify', []],
    ['reviewer', 'extend', ['extension_notice']],
    ['clerk', 'draft', ['decision']],
    ['reviewer', 'pass', ['decision']],
    ['decider', 'approve', ['decision']],
    ['clerk', 'synced', []],
    ['clerk', 'propose_revocation', ['revocation_notice']],
    ['clerk', 'serve_revocation_notice', ['revocation_notice', 'delivery_receipt']],
    ['clerk', 'file_statement', ['statement_record']],
    ['clerk', 'answer_statement', ['statement_reply']],
    ['clerk', 'draft_revocation', ['revocation_decision']],
    ['reviewer', 'pass_revocation', ['revocation_decision']],
    ['decider', 'decide_revocation', ['revocation_decision', 'repair_notice']],
    ['clerk', 'serve_revocation', ['delivery_receipt']],
  ],
  annulment: [
    ['clerk', 'receive_void', ['ruling']],
    ['reviewer', 'dismiss', []],
    ['clerk', 'receive_setting_aside', ['ruling']],
    ['reviewer', 'confirm', ['ruling']],
    ['decider', 'withdraw', ['ruling', 'withdrawal_notice']],
    ['clerk', 'all_withdrawn', []],
  ],
  determination: [
    ['clerk', 'serve_notice', ['prior_notice', 'delivery_receipt']],
    ['clerk', 'file_statement', ['statement_record']],
    ['clerk', 'answer_statement', ['statement_reply']],
    ['clerk', 'draft', ['decision']],
    ['reviewer', 'pass', ['decision', 'legal_opinion']],
    ['decider', 'decide', ['decision', 'repair_notice']],
    ['clerk', 'serve_decision', ['delivery_receipt']],
    ['clerk', 'draft_lift', ['removal_decision']],
    ['reviewer', 'return_lift', []],
    ['decider', 'remove_wrongful', ['wrongful_removal']],
    ['decider', 'restore', ['apology', 'restoration_notice', 'compensation_note']],
    ['clerk', 'all_removed', []],
  ],
};
/** The step of each way that ends the case only once every organ that got the record has acknowledged. */
export const WAITS_FOR_RECEIVERS = {
  repair: 'synced',
  annulment: 'all_withdrawn',
  determination: 'all_removed',
} as const;

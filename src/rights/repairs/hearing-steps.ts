import type { Procedure } from '../procedures/index.ts';
import { CONDITIONS, DRAFTS, HANDS, HEARD_BY, STAYS_REPAIRED } from './step-parts.ts';

/** States of a hearing before a repair is revoked and before a shield ends: the same path for both, kept apart by their names. */
const both = <From extends string, To extends string>(from: From, to: To) =>
  ({ [`revocation_${from}`]: `revocation_${to}`, [`shield_${from}`]: `shield_${to}` }) as {
    [Matter in 'revocation' | 'shield' as `${Matter}_${From}`]: `${Matter}_${To}`;
  };

/** The notice is served before the party has to speak, and what is drafted is drafted after it has spoken or let its time go by. */
const serve = <Kind extends string, From extends string, To extends string>(kind: Kind, from: From, to: To) =>
  ({
    name: { zh: '送达事先告知书', en: 'serve the prior notice' },
    ways: { [from]: to } as Record<From, To>,
    deed: 'repair.prepare',
    notBy: [],
    documents: [kind, 'delivery_receipt'],
    serves: [kind],
    sameDocument: kind,
    guards: [],
    basis: HEARD_BY,
    effect: STAYS_REPAIRED,
  }) as const;

/** Prior notice, statement and defence, answer: before anything returns that was repaired or shielded. */
export const HEARING_STEPS = {
  serve_revocation_notice: serve('revocation_notice', 'revoking', 'revocation_noticed'),
  serve_shield_notice: serve('shield_notice', 'shield_ending', 'shield_noticed'),
  file_statement: {
    name: { zh: '收到陈述申辩', en: 'a statement and defence came in' },
    ways: { ...both('noticed', 'defending'), ...both('heard', 'defending') },
    deed: 'repair.enter',
    byParty: true,
    notBy: [],
    documents: ['statement_record'],
    guards: [],
    basis: HEARD_BY,
    effect: STAYS_REPAIRED,
  },
  answer_statement: {
    name: { zh: '核实陈述申辩并答复', en: 'verify and answer the statement' },
    ways: both('defending', 'heard'),
    deed: 'repair.prepare',
    notBy: [],
    answersAll: true,
    documents: ['statement_reply'],
    guards: [],
    basis: HEARD_BY,
    effect: STAYS_REPAIRED,
  },
  close_hearing: {
    name: { zh: '期满未陈述申辩', en: 'nothing was said in time' },
    ways: both('noticed', 'heard'),
    deed: 'repair.prepare',
    notBy: [],
    documents: [],
    guards: ['statement_over'],
    basis: HEARD_BY,
    effect: STAYS_REPAIRED,
  },
  redraft: {
    name: { zh: '退回重拟', en: 'send the draft back' },
    ways: both('drafted', 'heard'),
    deed: 'repair.review',
    notBy: DRAFTS,
    saysWhy: true,
    documents: [],
    guards: [],
    basis: CONDITIONS,
    effect: STAYS_REPAIRED,
  },
  send_return_back: {
    name: { zh: '决定人退回重拟', en: 'send back' },
    ways: both('reviewed', 'heard'),
    deed: 'repair.decide',
    notBy: HANDS,
    saysWhy: true,
    documents: [],
    guards: [],
    basis: CONDITIONS,
    effect: STAYS_REPAIRED,
  },
} as const satisfies Procedure['steps'];

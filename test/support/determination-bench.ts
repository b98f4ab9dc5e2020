import { beforeAll, beforeEach } from 'vitest';
import type { Context } from '../../src/ground/audit/index.ts';
import { chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import type { Contents } from '../../src/rights/determinations/determination.ts';
import {
  DETERMINATION_PROCEDURE,
  listStanding,
  openDomain,
  proposeDetermination,
  proposeDomain,
  reviewDomain,
} from '../../src/rights/determinations/index.ts';
import type { DocumentRef } from '../../src/rights/procedures/index.ts';
import type { Law } from '../../src/rules/law/index.ts';
import { caseSteps } from './cases.ts';
import { testDatabase } from './database.ts';
import { LIST_DOMAIN, lawWithList } from './list-domain.ts';
import { penaltyRow } from './penalties.ts';
import { type TestBureau, testBureau } from './publications.ts';

export const SUPERVISION: Contents = {
  domain: null,
  termMonths: 12,
  measures: ['M10'],
  refs: ['hnxy:32'],
  role: null,
  roleFrom: null,
  roleUntil: null,
  supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 },
};
export const LISTING: Contents = {
  ...SUPERVISION,
  supervision: null,
  domain: LIST_DOMAIN.code,
  termMonths: 36,
  refs: ['hnxy:28'],
};
export const SERVED = { documents: ['delivery_receipt'] };

const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
type Given = Parameters<typeof proposeDetermination>[2];

/** A bureau on packs with an invented list, each test beginning on 9 March 2026, and the ways of a determination that tests walk. */
export function determinationBench() {
  const database = testDatabase();
  const law = lawWithList();
  let bureau: TestBureau;
  let vault: Vault;
  beforeAll(async () => {
    bureau = await testBureau(database);
    vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  }, 60_000);
  beforeEach(() => at('2026-03-09'));

  const at = (on: string) => {
    bureau.clock.now = new Date(`${on}T02:00:00Z`);
  };
  const deps = (of: Law = law) => ({ law: of, vault });
  const steps = () => caseSteps(deps(), [DETERMINATION_PROCEDURE]);
  const notice = (id: string) =>
    steps().take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
  return {
    database,
    law,
    at,
    deps,
    steps,
    notice,
    get bureau() {
      return bureau;
    },
    get vault() {
      return vault;
    },
    /** The record of a fine that is final. */
    sent: async (serial: number, change = {}) =>
      [...(await bureau.send([penaltyRow(serial, { CF_JDRQ: '2025/03/02', ...FINAL, ...change })])).values()][0]!,
    async propose(recordId: string, given: Partial<Given> = {}, of: Law = law, ctx: Context = bureau.clerk) {
      const base = {
        recordId,
        use: 'key_supervision',
        contents: SUPERVISION,
        on: chinaDate(bureau.clock.now),
      } as const;
      const proposed = { ...base, reason: '经核实，提出认定建议。', ...given };
      return (await proposeDetermination(ctx, deps(of), proposed)).result.id;
    },
    /** Nothing is said in time; what is drafted is reviewed and ready to be decided. */
    async ready(id: string, kind: 'decision' | 'list_decision', by = '2026-03-17') {
      await notice(id);
      at(by);
      await steps().take(bureau.clerk, id, 'close_hearing');
      const suffix = kind === 'decision' ? '' : '_listing';
      await steps().take(bureau.clerk, id, `draft${suffix}`, { documents: [kind] });
      await steps().take(bureau.reviewer, id, `pass${suffix}`, { documents: [kind, 'legal_opinion'] });
    },
    decide: (id: string, step: string, documents: readonly (string | DocumentRef)[]) =>
      steps().take(bureau.decider, id, step, { documents, reason: '事实清楚，依据充分。' }),
    /** Whether nothing may rest on it, or undefined where it stands no more. */
    resting: async (id: string) =>
      (await listStanding(bureau.clerk, chinaDate(bureau.clock.now))).find(({ caseId }) => caseId === id)?.resting,
    standing: async () => (await listStanding(bureau.clerk, chinaDate(bureau.clock.now))).map(({ caseId }) => caseId),
    /** Proposed, reviewed and opened by the three people of the bureau. */
    async openList() {
      const { result } = await proposeDomain(bureau.clerk, law, LIST_DOMAIN.code);
      await reviewDomain(bureau.reviewer, law, result.id);
      return openDomain(bureau.decider, law, result.id);
    },
  };
}

import { chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { ANNULMENT_PROCEDURE, openAnnulment } from '../../src/rights/annulments/index.ts';
import {
  DETERMINATION_PROCEDURE,
  openDomain,
  proposeDetermination,
  proposeDomain,
  reviewDomain,
} from '../../src/rights/determinations/index.ts';
import { enterPerson } from '../../src/rights/determinations/person-commands.ts';
import { enterObjection, OBJECTION_PROCEDURE } from '../../src/rights/objections/index.ts';
import type { ProcedureDeps, Runnable } from '../../src/rights/procedures/index.ts';
import { beginRepair, REPAIR_PROCEDURE } from '../../src/rights/repairs/index.ts';
import { digest } from './cases.ts';
import { LIST_DOMAIN } from './list-domain.ts';
import { type PenaltyRow, penaltyRow } from './penalties.ts';
import type { TestBureau } from './publications.ts';

/** How a case begins: by which step of which table, on a record that can carry it; its first point, where there is one. */
export type Opening = {
  readonly name: string;
  readonly runnable: Runnable;
  readonly first: string;
  readonly isPointed: boolean;
  /** `onPlan`: a repair while a plan of reorganisation runs. */
  readonly open: (bureau: TestBureau, deps: ProcedureDeps, recordId: string, onPlan?: boolean) => Promise<string>;
};

const CONTENTS = { domain: null, termMonths: 12, measures: [], refs: ['hnxy:32'] };
const NOBODY = { role: null, roleFrom: null, roleUntil: null, supervision: null };
const OFTENER = { supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 } };
type Proposed = Parameters<typeof proposeDetermination>[2];
const proposing =
  (
    given: (
      bureau: TestBureau,
      deps: ProcedureDeps,
    ) => Promise<Pick<Proposed, 'use' | 'contents'> & { partyId?: string }>,
  ) =>
  async (bureau: TestBureau, deps: ProcedureDeps, recordId: string) => {
    const on = chinaDate(bureau.clock.now);
    const proposed = { recordId, on, reason: '经核实，提出认定建议。', ...(await given(bureau, deps)) };
    return (await proposeDetermination(bureau.clerk, deps, proposed)).result.id;
  };

/** Of an invented person who has no record; the number is the sample of GB 11643. */
const PERSON = { number: '440524188001010145', name: '虚构某某' };

const OBJECTION: Opening = {
  name: 'objection',
  runnable: OBJECTION_PROCEDURE,
  first: 'enter',
  isPointed: true,
  async open(bureau, deps, recordId) {
    const receivedOn = chinaDate(bureau.clock.now);
    const given = { recordId, receivedOn, channel: 'paper', points: ['金额有误。'], exhibits: [] } as const;
    return (await enterObjection(bureau.clerk, deps, given)).result.id;
  },
};
const REPAIR: Opening = {
  name: 'repair',
  runnable: REPAIR_PROCEDURE,
  first: 'begin',
  isPointed: true,
  async open(bureau, deps, recordId, onPlan = false) {
    const appliedOn = chinaDate(bureau.clock.now);
    const given = {
      recordId,
      appliedOn,
      ground: onPlan ? 'reorganisation' : 'term',
      channel: 'paper',
      materials: [{ text: '缴款凭证。' }],
    } as const;
    return (await beginRepair(bureau.clerk, deps, given)).result.id;
  },
};
const ANNULMENT: Opening = {
  name: 'annulment',
  runnable: ANNULMENT_PROCEDURE,
  first: 'file_review',
  isPointed: false,
  async open(bureau, deps, recordId) {
    const documents = [{ kind: 'review_application', sha256: digest('review_application') }];
    const given = {
      recordId,
      step: 'file_review',
      on: chinaDate(bureau.clock.now),
      channel: 'paper',
      documents,
    } as const;
    return (await openAnnulment(bureau.clerk, deps, { ...given, ground: 'remedy' })).result.id;
  },
};
const determination = (name: string, open: Opening['open']): Opening => ({
  name,
  runnable: DETERMINATION_PROCEDURE,
  first: 'propose',
  isPointed: false,
  open,
});
const KEY_SUPERVISION = determination(
  'key supervision',
  proposing(async () => ({ use: 'key_supervision', contents: { ...CONTENTS, ...NOBODY, ...OFTENER } })),
);

/** One opening of each procedure. */
export const PROCEDURE_OPENINGS: readonly Opening[] = [OBJECTION, REPAIR, ANNULMENT, KEY_SUPERVISION];

/** Every use of every procedure. The serious list needs {@link openList} first, on the packs of `lawWithList`. */
export const OPENINGS: readonly Opening[] = [
  ...PROCEDURE_OPENINGS,
  determination(
    'serious list',
    proposing(async () => ({
      use: 'serious_list',
      // Longer than a year: an early end is never asked for before that.
      contents: { ...CONTENTS, ...NOBODY, termMonths: 36, domain: LIST_DOMAIN.code, refs: ['hnxy:28'] },
    })),
  ),
  determination(
    'responsible person',
    proposing(async (bureau, { vault }) => ({
      use: 'responsible_person',
      contents: { ...CONTENTS, ...NOBODY, refs: ['ls:50'], role: '主任' },
      partyId: (await enterPerson(bureau.clerk, vault, PERSON)).result.id,
    })),
  ),
];

/** The domain of the invented list, opened by the three people of the bureau. */
export async function openList({ clerk, reviewer, decider }: TestBureau, { law }: ProcedureDeps): Promise<void> {
  const { result } = await proposeDomain(clerk, law, LIST_DOMAIN.code);
  await reviewDomain(reviewer, law, result.id);
  await openDomain(decider, law, result.id);
}

export type Sent = { readonly recordId: string; readonly row: PenaltyRow };
/** Fines that are final, whose shortest term of publication has run, and which any of the openings can rest on; sent in one file. */
export async function sentRecords(bureau: TestBureau, from: number, count: number): Promise<Sent[]> {
  const final = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
  const rows = Array.from({ length: count }, (_, at) => penaltyRow(from + at, { CF_JDRQ: '2025/03/02', ...final }));
  const made = await bureau.send(rows);
  return rows.map((row) => ({ recordId: made.get(row.CF_WSH!)!, row }));
}

export const sentRecord = async (bureau: TestBureau, serial: number): Promise<string> =>
  (await sentRecords(bureau, serial, 1))[0]!.recordId;

import { listNearerOrgans } from '../access/index.ts';
import type { Context } from '../audit/index.ts';
import { type IntakeWork, intakeWork } from '../intake/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';
import { inContext } from '../platform/db.ts';
import { type CaseWork, caseWork, type Runnable } from '../procedures/index.ts';
import { type PublicationWork, publicationWork } from '../publication/index.ts';
import { byDueDay, type WorkItem } from './work.ts';

/** Of each kind; who has more than that reads the list of the kind itself. */
const MOST_OF_A_KIND = 100;

export type Work = { readonly items: readonly WorkItem[]; readonly more: boolean };

/**
 * Everything that waits for this person in this post, by due day. Matters of an organ below that has such a post itself are
 * that organ's; with `whole` they are listed too.
 */
export async function listWork(
  ctx: Context,
  law: Law,
  runnables: readonly Runnable[],
  { whole }: { readonly whole: boolean },
): Promise<Work> {
  const { accountId, organPath, role } = ctx.actor;
  const context = { purpose: 'work', accountId, organPath } as const;
  const today = chinaDate(ctx.now());
  const nearer = whole
    ? []
    : await inContext(ctx.pools.app, context, (tx) => listNearerOrgans(tx, organPath, role, today));
  const asked = { leaveOut: nearer, limit: MOST_OF_A_KIND };
  const [rows, records, cases] = await Promise.all([
    intakeWork(ctx, law, asked),
    publicationWork(ctx, law, asked),
    caseWork(ctx, law, runnables, asked),
  ]);
  const items = byDueDay([...rows.map(ofIntake), ...records.map(ofPublication), ...cases.map(ofCase)]);
  const counts = Map.groupBy(items, ({ kind }) => kind);
  return { items, more: [...counts.values()].some((kind) => kind.length >= MOST_OF_A_KIND) };
}

const NO_CASE = { procedure: null, state: null } as const;
const ofIntake = (work: IntakeWork): WorkItem => ({ ...work, ...NO_CASE });

const ofCase = ({ line, item, procedure, state, duty }: CaseWork): WorkItem => ({
  kind: 'case',
  id: line.id,
  item,
  procedure,
  state,
  organ: { zh: line.organ, en: line.organEn },
  name: line.party,
  documentNumber: line.documentNumber,
  matter: null,
  row: null,
  rows: null,
  duty,
});

const ofPublication = ({ waits, record, duty }: PublicationWork): WorkItem => ({
  ...NO_CASE,
  kind: waits,
  id: record.id,
  item: record.item,
  organ: { zh: record.organName, en: record.organNameEn },
  name: record.name,
  documentNumber: record.documentNumber,
  matter: null,
  row: null,
  rows: null,
  duty,
});

import { listNearerOrgans } from '../access/index.ts';
import type { Context } from '../audit/index.ts';
import { type IntakeWork, intakeWork } from '../intake/index.ts';
import { chinaDate } from '../kernel/plain-date.ts';
import type { Law } from '../law/index.ts';
import { inContext } from '../platform/db.ts';
import { type PublicationWork, publicationWork } from '../publication/index.ts';
import { byDueDay, type WorkItem } from './work.ts';

/** Of each kind; who has more than that reads the list of the kind itself. */
const MOST_OF_A_KIND = 100;

export type Work = { readonly items: readonly WorkItem[]; readonly more: boolean };

/**
 * Everything that waits for this person in this post, by due day. Matters of an organ below that has such a post itself are
 * that organ's; with `whole` they are listed too.
 */
export async function listWork(ctx: Context, law: Law, { whole }: { readonly whole: boolean }): Promise<Work> {
  const { accountId, organPath, role } = ctx.actor;
  const context = { purpose: 'work', accountId, organPath } as const;
  const today = chinaDate(ctx.now());
  const nearer = whole
    ? []
    : await inContext(ctx.pools.app, context, (tx) => listNearerOrgans(tx, organPath, role, today));
  const asked = { leaveOut: nearer, limit: MOST_OF_A_KIND };
  const [rows, records] = await Promise.all([intakeWork(ctx, law, asked), publicationWork(ctx, law, asked)]);
  const items = byDueDay([...rows.map(ofIntake), ...records.map(ofPublication)]);
  const counts = Map.groupBy(items, ({ kind }) => kind);
  return { items, more: [...counts.values()].some((kind) => kind.length >= MOST_OF_A_KIND) };
}

const ofIntake = (work: IntakeWork): WorkItem => ({ ...work });

const ofPublication = ({ waits, record, duty }: PublicationWork): WorkItem => ({
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

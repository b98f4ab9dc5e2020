import { type IntakeWork, intakeWork } from '../../facts/intake/index.ts';
import { type PublicationWork, publicationWork } from '../../facts/publication/index.ts';
import { listNearerOrgans } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type MergeWork, mergeWork } from '../../names/merging/index.ts';
import { type ReviewWork, reviewWork } from '../../rights/determinations/index.ts';
import { type InspectionWork, inspectionWork } from '../../rights/inspections/index.ts';
import { type CaseWork, caseWork, type Runnable } from '../../rights/procedures/index.ts';
import { type NoticeWork, noticeWork } from '../../rights/service/index.ts';
import { type ShownDuty, whenDue } from '../../rules/deadlines/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { type RecallWork, recallWork } from '../../together/recalls/index.ts';
import { listStoodInFor } from './handover-queries.ts';
import { byDueDay, PERSONAL, type Waiting, type WorkItem } from './work.ts';

/** Of each kind; who has more than that reads the list of the kind itself. */
const MOST_OF_A_KIND = 100;

export type Work = { readonly items: readonly WorkItem[]; readonly more: boolean };

/**
 * Everything that waits for this person in this post, by due day. Matters of an organ below that has such a post itself are
 * that organ's; with `whole` they are listed too. What lies on the desk of somebody for whom this person stands in comes with it.
 */
export async function listWork(
  ctx: Context,
  law: Law,
  runnables: readonly Runnable[],
  { whole }: { readonly whole: boolean },
): Promise<Work> {
  const { accountId, organPath, role } = ctx.actor;
  const today = chinaDate(ctx.now());
  const { nearer, absent } = await inContext(ctx.pools.app, workContext(ctx), async (tx) => ({
    nearer: whole ? [] : await listNearerOrgans(tx, organPath, role, today),
    absent: await listStoodInFor(tx, accountId, role, organPath, today),
  }));
  const asked = { leaveOut: nearer, limit: MOST_OF_A_KIND };
  const own = await waitingFor(ctx, law, runnables, asked);
  const items = own.map((item) => shown(item, null, today));
  const known = new Set(own.map(({ kind, id }) => `${kind} ${id}`));
  for (const { accountId: from, postId, name } of absent) {
    const theirs = { ...ctx, actor: { ...ctx.actor, accountId: from, postId } };
    for (const item of await waitingFor(theirs, law, runnables, asked)) {
      if (PERSONAL.has(item.kind) && !known.has(`${item.kind} ${item.id}`)) items.push(shown(item, name, today));
    }
  }
  const counts = Map.groupBy(items, ({ kind }) => kind);
  return { items: byDueDay(items), more: [...counts.values()].some((kind) => kind.length >= MOST_OF_A_KIND) };
}

const shown = (item: Waiting, standsInFor: string | null, today: PlainDate): WorkItem => ({
  ...item,
  when: whenDue(item.duty as ShownDuty, today),
  standsInFor,
});

async function waitingFor(
  ctx: Context,
  law: Law,
  runnables: readonly Runnable[],
  asked: { readonly leaveOut: readonly string[]; readonly limit: number },
): Promise<Waiting[]> {
  const [rows, records, cases, reviews, inspections, announced, notices, merges] = await Promise.all([
    intakeWork(ctx, law, asked),
    publicationWork(ctx, law, asked),
    caseWork(ctx, law, runnables, asked),
    reviewWork(ctx, law, asked),
    inspectionWork(ctx, law, asked),
    noticeWork(ctx, law, asked),
    recallWork(ctx, law, asked),
    mergeWork(ctx, law, asked),
  ]);
  return [
    ...rows.map(ofIntake),
    ...records.map(ofPublication),
    ...cases.map(ofCase),
    ...reviews.map((work) => ofNamed('review', work)),
    ...inspections.map((work) => ofNamed('inspection', work)),
    ...announced.map((work) => ofNamed('announced', work)),
    ...notices.map(ofRecall),
    ...merges.map(ofMerge),
  ];
}

const NO_CASE = { procedure: null, state: null } as const;
const ofIntake = (work: IntakeWork): Waiting => ({ ...work, ...NO_CASE });

const ofCase = ({ line, item, procedure, state, duty }: CaseWork): Waiting => ({
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

const ofNamed = (
  kind: 'review' | 'inspection' | 'announced',
  { party, organ, organEn, ...work }: ReviewWork | InspectionWork | NoticeWork,
): Waiting => ({
  ...NO_CASE,
  ...work,
  kind,
  organ: { zh: organ, en: organEn },
  name: party,
  matter: null,
  row: null,
  rows: null,
});

const ofRecall = ({ waits, id, item, documentNumber, organ, organEn, duty }: RecallWork): Waiting => ({
  ...NO_CASE,
  kind: waits,
  id,
  item,
  organ: { zh: organ, en: organEn },
  name: null,
  documentNumber,
  matter: null,
  row: null,
  rows: null,
  duty,
});

const ofMerge = ({ id, name, organ, organEn, duty }: MergeWork): Waiting => ({
  ...NO_CASE,
  kind: 'merge',
  id,
  item: null,
  organ: { zh: organ, en: organEn },
  name,
  documentNumber: null,
  matter: null,
  row: null,
  rows: null,
  duty,
});

const ofPublication = ({ waits, record, duty }: PublicationWork): Waiting => ({
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

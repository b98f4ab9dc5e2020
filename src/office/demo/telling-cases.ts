import { PROCEDURES } from '../../all-procedures.ts';
import type { Context } from '../../ground/audit/index.ts';
import { addDays, chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { openAnnulment } from '../../rights/annulments/index.ts';
import { enterObjection } from '../../rights/objections/index.ts';
import { disposeOf, type ProcedureDeps, takeStep } from '../../rights/procedures/index.ts';
import { beginRepair } from '../../rights/repairs/index.ts';
import { acknowledgeAll, askBefore } from './asking.ts';
import { STORIES, type Story, type ToldStep } from './case-stories.ts';
import { contextOf, type DemoDeps, onDay } from './deliveries.ts';
import { listRecordsForCases } from './demo-queries.ts';
import { outsidePaper, papersOf } from './invented-papers.ts';
import type { Office } from './office.ts';
import type { Progress } from './progress.ts';

function open(ctx: Context, kit: ProcedureDeps, story: Story, recordId: string) {
  const on = chinaDate(ctx.now());
  const { procedure, says, opens } = story;
  if (procedure === 'objection') {
    const said = { points: [says], exhibits: [], channel: 'paper' } as const;
    return enterObjection(ctx, kit, { recordId, receivedOn: on, ...said });
  }
  if (procedure === 'repair') {
    const brought = { ground: 'term', channel: 'paper', materials: [{ text: says }] } as const;
    return beginRepair(ctx, kit, { recordId, appliedOn: on, ...brought });
  }
  if (opens === undefined) throw new Error('a story of a decision begins with what became of it');
  const ground = opens.step === 'receive_setting_aside' ? 'ruling' : 'remedy';
  return openAnnulment(ctx, kit, {
    ...{ recordId, on, ground, channel: 'paper', step: opens.step },
    documents: (opens.documents ?? []).map((kind) => outsidePaper(recordId, kind)),
  });
}

async function tell(deps: DemoDeps, { actors }: Office, story: Story, recordId: string): Promise<string> {
  const kit = { law: deps.law(), vault: deps.vault };
  const begins = addDays(chinaDate(deps.now()), -story.daysAgo);
  const as = (who: ToldStep['by'], day: PlainDate) => contextOf(onDay(deps, day), actors[`${who}.city`]!);
  const { id: caseId } = (await open(as('clerk', begins), kit, story, recordId)).result;
  const runnable = PROCEDURES.find(({ table }) => table.code === story.procedure)!;
  // What opened the case is what its later steps name.
  const known = new Map((story.opens?.documents ?? []).map((kind) => [kind, outsidePaper(recordId, kind)]));
  for (const [at, told] of story.steps.entries()) {
    const day = addDays(begins, at);
    const { finds: outcome, by, step, reason, cause } = told;
    if (outcome !== undefined) {
      const found = { caseId, number: 1, outcome, reason: '经与处罚决定书和档案核对，答复如上。' };
      await disposeOf(as('clerk', day), kit, PROCEDURES, found);
    }
    const ctx = as(by, day);
    const documents = await papersOf(ctx, kit, { caseId, recordId, runnable }, told.documents ?? [], known);
    await takeStep(ctx, kit, PROCEDURES, { caseId, step, after: at + 1, documents, reason, cause });
  }
  return caseId;
}

/** A case in every state for a newcomer to open: each about a record of its own, by the hands that the law asks for. */
export async function tellCases(deps: DemoDeps, office: Office, progress: Progress): Promise<void> {
  const records = await progress.once('records of cases', () =>
    listRecordsForCases(deps.pools, office.actors['clerk.city']!, chinaDate(deps.now()), STORIES.length),
  );
  const heard = records.filter((_, at) => STORIES[at]!.receiver !== undefined);
  await progress.once('asked before', () => askBefore(deps, office, heard));
  for (const [at, recordId] of records.entries()) {
    const story = STORIES[at]!;
    await progress.once(`case ${at}`, () => tell(deps, office, story, recordId));
    if (story.receiver === 'acknowledged') {
      await progress.once(`acknowledged ${at}`, () => acknowledgeAll(deps, office, recordId));
    }
  }
}

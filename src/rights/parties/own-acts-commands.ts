import { createHash } from 'node:crypto';
import { commitmentOf, earlyEndCommitmentOf } from '../../../web/portal/commitments.ts';
import { type Acted, act, type Context } from '../../ground/audit/index.ts';
import { addDays, chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { addSpan } from '../../rules/law/index.ts';
import { enterObjection, type ObjectionGiven } from '../objections/index.ts';
import {
  type Alongside,
  addPoint,
  type ProcedureDeps,
  type Runnable,
  type Said,
  type StepSaved,
  takeStep,
} from '../procedures/index.ts';
import { beginRepair, type RepairGround } from '../repairs/index.ts';
import type { Upload } from './form-parts.ts';
import { insertHandedIn } from './handed-in-store.ts';
import { insertDraft } from './party-store.ts';
import type { DraftForm } from './party-tables.ts';

/** Fields of the form whose files are documents of the procedure. */
const PROOFS = new Set(['performance_proof', 'court_ruling']);

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
/** How a file is named among the points of a case; its own name is sealed with it. */
const nameOf = ({ name }: Upload): string => `附件：${name.slice(0, 200)}`;

/** Keeps the files beside the points that stand for them; so many points that came with them go before. */
function keeping(ctx: Context, { law, vault }: ProcedureDeps, files: readonly Upload[], before: number): Alongside {
  return async (tx, caseId, record, first = 1) => {
    const today = chinaDate(ctx.now());
    const about = {
      caseId,
      organPath: record.organPath,
      accountId: ctx.actor.accountId,
      at: ctx.now(),
      retainUntil: addSpan(today, law.item(record.item, today).retention),
    };
    const numbered = files.map((upload, at) => ({ upload, number: first + before + at }));
    await insertHandedIn(tx, vault, numbered, about);
  };
}

/** The party objects in the portal: received today, by its own word. @throws {Refusal} as {@link enterObjection} */
export function objectAsParty(
  ctx: Context,
  deps: ProcedureDeps,
  given: Pick<ObjectionGiven, 'recordId' | 'ground' | 'points'> & { readonly files: readonly Upload[] },
): Promise<Acted<StepSaved>> {
  const { files, ...said } = given;
  return enterObjection(ctx, deps, {
    ...said,
    receivedOn: chinaDate(ctx.now()),
    channel: 'portal',
    exhibits: files.map((file) => ({ text: nameOf(file), sha256: file.sha256 })),
    alongside: keeping(ctx, deps, files, said.points.length),
  });
}

/**
 * The party applies for repair in the portal: one form, two deeds. The commitment is kept word for word, with its digest; what the
 * bureau holds is not asked for (国办发〔2025〕22号 item 4). @throws {Refusal} as {@link beginRepair} and its step `submit`
 */
export async function applyAsParty(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: {
    readonly recordId: string;
    readonly ground: RepairGround;
    readonly partyName: string;
    readonly note: string;
    readonly files: readonly Upload[];
  },
): Promise<string> {
  const commitment = commitmentOf(given.partyName);
  const texts = [commitment, ...(given.note === '' ? [] : [given.note])];
  const materials = [
    ...texts.map((text) => ({ text, sha256: digestOf(text) })),
    ...given.files.map((file) => ({ text: nameOf(file), sha256: file.sha256 })),
  ];
  const begun = await beginRepair(ctx, deps, {
    recordId: given.recordId,
    appliedOn: chinaDate(ctx.now()),
    ground: given.ground,
    channel: 'portal',
    materials,
    alongside: keeping(ctx, deps, given.files, texts.length),
  });
  const documents = [
    { kind: 'commitment_letter', sha256: digestOf(commitment) },
    ...given.files.flatMap(({ field, sha256 }) => (PROOFS.has(field) ? [{ kind: field, sha256 }] : [])),
  ];
  const submitting = ctx.request ? { ...ctx, request: { ...ctx.request, key: `${ctx.request.key}.submit` } } : ctx;
  const caseId = begun.result.id;
  await takeStep(submitting, deps, runnables, { caseId, step: 'submit', after: 1, documents });
  return caseId;
}

/**
 * What the party says about a record that may be under objection already: an objection of its own, or added to the one that is not
 * decided yet (河南省社会信用条例 art. 41). Sent twice, it is one and the same. Answers the case.
 */
export async function objectOrAdd(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: Parameters<typeof objectAsParty>[2],
): Promise<string> {
  try {
    return (await objectAsParty(ctx, deps, given)).result.id;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'objection.open_already')) throw error;
    const caseId = String(error.facts.caseId);
    await addAsParty(ctx, deps, runnables, { ...given, caseId, isRepair: false });
    return caseId;
  }
}

/** The party adds to an open case of its own: texts, and files with them, each a point of its own. */
export async function addAsParty(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: {
    readonly caseId: string;
    readonly isRepair: boolean;
    readonly points: readonly string[];
    readonly files: readonly Upload[];
  },
): Promise<void> {
  const { caseId, isRepair, points, files } = given;
  const added = [
    ...points.map((text) => ({ kind: isRepair ? ('material' as const) : ('point' as const), text })),
    ...files.map((file) => ({
      kind: isRepair ? ('material' as const) : ('exhibit' as const),
      text: nameOf(file),
      sha256: file.sha256,
      alongside: keeping(ctx, deps, [file], 0),
    })),
  ];
  for (const [at, point] of added.entries()) {
    const once = ctx.request ? { ...ctx, request: { ...ctx.request, key: `${ctx.request.key}.${at}` } } : ctx;
    await addPoint(once, deps, runnables, { caseId, ...point });
  }
}

type SpokenFor = {
  readonly caseId: string;
  /** How many steps the party had seen. */
  readonly after: number;
  readonly points: readonly string[];
  readonly files: readonly Upload[];
};
/** What was typed and handed in, as points of the case: one of its own for each text and each file. */
const saidIn = ({ points, files }: Pick<SpokenFor, 'points' | 'files'>): Said[] => [
  ...points.map((text) => ({ kind: 'point' as const, text })),
  ...files.map((file) => ({ kind: 'exhibit' as const, text: nameOf(file), sha256: file.sha256 })),
];
const digestOfSaid = (said: readonly Said[]): string =>
  digestOf(said.map(({ text, sha256 }) => sha256 ?? text).join('\n'));

/**
 * The party speaks and defends itself: its points, its files and the step that starts the clock of the answer, together or not at
 * all. Its words are the document on which the step rests.
 */
export function speakAsParty(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: SpokenFor,
): Promise<Acted<StepSaved>> {
  const { caseId, after, files } = given;
  const points = saidIn(given);
  const documents = [{ kind: 'statement_record', sha256: digestOfSaid(points) }];
  const alongside = keeping(ctx, deps, files, given.points.length);
  return takeStep(ctx, deps, runnables, { caseId, step: 'file_statement', after, documents, points, alongside });
}

/**
 * The party asks that what was determined about it ends early (提前移出). Its grounds and the commitment, word for word, come with the
 * step, each to be answered by itself. @throws {Refusal} rule `determination.too_early`
 */
export function askForEarlyEnd(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: SpokenFor & { readonly partyName: string; readonly documentNumber: string },
): Promise<Acted<StepSaved>> {
  const { caseId, after, files, partyName, documentNumber } = given;
  const commitment = earlyEndCommitmentOf(partyName, documentNumber);
  const said = saidIn(given);
  const documents = [
    { kind: 'removal_application', sha256: digestOfSaid(said) },
    { kind: 'commitment_letter', sha256: digestOf(commitment) },
  ];
  const points = [...said, { kind: 'material' as const, text: commitment, sha256: digestOf(commitment) }];
  const alongside = keeping(ctx, deps, files, given.points.length);
  return takeStep(ctx, deps, runnables, { caseId, step: 'apply_removal', after, documents, points, alongside });
}

/** The party withdraws: its words are the document on which the step rests. */
export function withdrawAsParty(
  ctx: Context,
  deps: ProcedureDeps,
  runnables: readonly Runnable[],
  given: { readonly caseId: string; readonly after: number; readonly text: string },
): Promise<Acted<StepSaved>> {
  const { caseId, after } = given;
  const text = given.text.length >= 4 ? given.text : '当事人在门户撤回，未写明原因。';
  const documents = [{ kind: 'withdrawal_request', sha256: digestOf(text) }];
  return takeStep(ctx, deps, runnables, { caseId, step: 'withdraw', after, documents, reason: text });
}

/** How long a draft is kept that is never handed in. Days. */
const DRAFT_DAYS = 90;

/** Keeps what was typed, sealed; null: it was handed in, and the draft is over. */
export function saveDraft(
  ctx: Context,
  { vault }: Pick<ProcedureDeps, 'vault'>,
  draft: {
    readonly form: DraftForm;
    readonly recordId: string;
    readonly typed: Readonly<Record<string, string>> | null;
  },
): Promise<Acted<null>> {
  return act(ctx, async (tx) => {
    const { accountId, organPath, subjectId = '' } = ctx.actor;
    const retainUntil = addDays(chinaDate(ctx.now()), DRAFT_DAYS);
    const sealed = { scopeId: subjectId, organPath, kind: 'text', retainUntil } as const;
    const sealedId =
      draft.typed === null ? null : await vault.store(tx, { ...sealed, plain: JSON.stringify(draft.typed) });
    const { form, recordId } = draft;
    await insertDraft(tx, { accountId, subjectId, recordId, form, sealedId }, ctx.now());
    return { result: null, deed: 'party.save_draft', object: { kind: 'record', id: recordId }, subjectId };
  });
}

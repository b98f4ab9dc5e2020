import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Deps } from '../../app.ts';
import { acceptBatch, readWaitingBatches, submitBatch } from '../../facts/intake/index.ts';
import type { Actor } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { type DemoFile, demoFiles, recentFile } from './demo-files.ts';
import type { Progress } from './progress.ts';
import { csvText } from './sheet-text.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../demo');
/** Read and checked, and waiting for somebody to accept it. */
const LEFT_IN_PREVIEW = '处罚-开发（虚构）.ndjson';

/** What loading asks for: all of the program but what only requests need. */
export type DemoDeps = Omit<Deps, 'lawOf' | 'refreshLaw' | 'names' | 'printer'>;

/** The surroundings on a day of the past, at ten in the morning in China; never later than now. */
export function onDay(deps: DemoDeps, day: PlainDate): DemoDeps {
  const morning = new Date(`${day}T10:00:00+08:00`);
  const now = deps.now();
  return { ...deps, now: () => (morning < now ? morning : now) };
}

export function contextOf({ pools, now, law }: DemoDeps, actor: Actor): Context {
  return { actor, pools, now, edition: law().edition };
}

async function deliver(deps: DemoDeps, actor: Actor, file: DemoFile, body: Readable): Promise<void> {
  const ctx = contextOf(deps, actor);
  const given = { law: deps.law(), vault: deps.vault, spool: deps.spool };
  const spooled = await deps.spool.keep(body);
  const sent = { file: spooled, name: file.name, item: file.item, history: false };
  const { result } = await submitBatch(ctx, given, sent);
  await deps.spool.drop(spooled);
  await readWaitingBatches(deps);
  if (file.name !== LEFT_IN_PREVIEW) await acceptBatch(ctx, given, result.id, 'good_rows');
}

/** Its copy in `demo/` is for people to open; the load makes one of its own day. */
const RECENT = '处罚-近日.csv';

/** Who brings an organ's files. */
export type Clerks = (organ: string) => Actor;

/** Brings in the files of `demo/` that fall on a day; as of that day, so that they were published in their time. */
export async function deliverFilesOf(
  deps: DemoDeps,
  day: PlainDate,
  clerkOf: Clerks,
  progress: Progress,
): Promise<void> {
  const then = onDay(deps, day);
  for (const file of demoFiles().filter((one) => one.deliveredOn === day && one.name !== RECENT)) {
    const body = () => createReadStream(path.join(FOLDER, file.name));
    await progress.once(`file ${file.name}`, () => deliver(then, clerkOf(file.organ), file, body()));
  }
}

/** The delivery of the last days before today, made for the day of the load. */
export async function deliverRecent(
  deps: DemoDeps,
  clerkOf: Clerks,
  today: PlainDate,
  progress: Progress,
): Promise<void> {
  const file = recentFile(today);
  await progress.once('recent', () =>
    deliver(deps, clerkOf(file.organ), file, Readable.from([Buffer.from(csvText(file.rows))])),
  );
}

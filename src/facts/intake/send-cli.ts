import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { answer, EXIT, say } from '../../ground/platform/cli.ts';
import { type Called, callServer, type Server, serverOf } from '../../ground/platform/server-call.ts';
import { refusalLine } from './intake-report.ts';

type Options = {
  readonly url?: string;
  readonly key?: string;
  readonly item?: string;
  readonly history?: true;
  readonly requestKey?: string;
  readonly json?: true;
};

/** A large file over a slow line; every other answer comes within a minute. */
const SENDING_MS = 3_600_000;
const ANSWER_MS = 60_000;
const LOOK_EVERY_MS = 500;
const ROWS_A_PAGE = 500;
/** Rows of these outcomes will not be recorded as they came: somebody has to look. */
const OPEN = ['refused', 'doubtful', 'duplicate'] as const;

const Delivered = z.object({ id: z.uuid() });
const Counts = z.record(z.string(), z.number());
const Batch = z.looseObject({
  id: z.uuid(),
  state: z.string(),
  counts: Counts.nullable(),
  layout: z
    .looseObject({ refusal: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).optional() })
    .nullable(),
});
const Row = z.looseObject({
  row: z.number(),
  sheet: z.string().nullable(),
  after: z.number(),
  outcome: z.string(),
  problems: z.array(
    z.looseObject({
      code: z.string(),
      cell: z.string().optional(),
      message: z.string(),
      messageEn: z.string(),
      rule: z.string(),
      article: z.string().optional(),
    }),
  ),
});

/** Delivers and tells what came of each row. What is recorded a person decides: a program's key cannot accept a batch. */
export function sendCommand(): Command {
  return new Command('send')
    .description('报送到运行中的服务，由人确认 / send a file to a running server, where a person accepts it')
    .argument('<file>', 'xlsx, xls, csv, delimited text, ndjson; - reads ndjson from standard input')
    .option('--url <url>', 'address of the server; ZHENGMING_URL when left out')
    .option('--key <key>', "a program's key; ZHENGMING_PROGRAM_KEY when left out, which no process list shows")
    .option('--item <item>', 'penalty, licence, organisation …; found by the headings when left out')
    .option('--history', 'old years: recorded, and nothing of them falls due or counts as late')
    .option('--request-key <key>', 'of this delivery: tried again with it, the file is not delivered twice')
    .option('--json', 'one JSON line for each row that has problems, a summary as the last')
    .action(send);
}

async function send(file: string, options: Options): Promise<void> {
  const server = serverOf(options);
  try {
    if (!server) throw new Refusal('invalid', 'send.no_server');
    const requestKey = options.requestKey ?? randomUUID();
    const { id } = Delivered.parse(told(await deliver(server, file, requestKey, options)));
    const batch = await previewed(server, id);
    await tellRows(server, id, options);
    if (options.json) answer({ summary: batch });
    else process.stdout.write(`${batch.id} ${batch.state} ${JSON.stringify(batch.counts)}\n`);
    process.exitCode = OPEN.some((outcome) => (batch.counts?.[outcome] ?? 0) > 0) ? EXIT.refused : EXIT.ok;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (options.json) answer({ error: error.code, facts: error.facts });
    say(String(error.facts.detail ?? refusalLine(error.code, error.facts)));
    process.exitCode = EXIT.failed;
  }
}

/** The server's answer. @throws {Refusal} what the server refused, or `send.server_away` */
function told(called: Called): unknown {
  if (called.ok) return called.body;
  throw new Refusal('invalid', called.code ?? 'send.server_away', { detail: called.detail });
}

/** A file goes as it lies on disk, never whole through memory; standard input as it comes. */
async function deliver(server: Server, file: string, requestKey: string, { item, history }: Options): Promise<Called> {
  const asked = new URLSearchParams({ ...(item && { item }), ...(history && { history: 'true' }) });
  const call = { path: `/api/v1/submissions?${asked}`, method: 'POST', requestKey, waitMs: SENDING_MS } as const;
  if (file === '-') {
    return callServer(server, { ...call, headers: { 'content-type': 'application/x-ndjson' }, body: process.stdin });
  }
  await access(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal('absent', 'file.absent', { reason: error.code });
  });
  const form = new FormData();
  form.append('file', await openAsBlob(file), basename(file));
  return callServer(server, { ...call, body: form });
}

/** The batch once it has been read. @throws {Refusal} why it could not be read */
async function previewed(server: Server, id: string): Promise<z.infer<typeof Batch>> {
  for (;;) {
    const batch = Batch.parse(told(await callServer(server, { path: `/api/v1/batches/${id}`, waitMs: ANSWER_MS })));
    const refusal = batch.layout?.refusal;
    if (refusal) throw new Refusal('invalid', refusal.code, refusal.facts);
    if (batch.state !== 'staging') return batch;
    await pause(LOOK_EVERY_MS);
  }
}

async function tellRows(server: Server, id: string, { json }: Options): Promise<void> {
  for (let after = 0; ; ) {
    const path = `/api/v1/batches/${id}/rows?problems=true&after=${after}&limit=${ROWS_A_PAGE}`;
    const rows = z.array(Row).parse(told(await callServer(server, { path, waitMs: ANSWER_MS })));
    for (const row of rows) {
      if (json) answer(row);
      else for (const line of spoken(row)) process.stdout.write(`${line}\n`);
    }
    if (rows.length < ROWS_A_PAGE) return;
    after = rows.at(-1)!.after;
  }
}

const spoken = ({ row, sheet, outcome, problems }: z.infer<typeof Row>) =>
  problems.map(({ code, cell, message, messageEn, rule, article }) => {
    const place = [sheet, cell ?? row].filter((part) => part !== null).join(' ');
    const by = [rule, article].filter(Boolean).join(' · ');
    return `${outcome} ${place} ${code} ${message} / ${messageEn} (${by})`;
  });

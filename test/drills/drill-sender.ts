/** A sender who never gives up: what it was told is kept, what it was not told is asked again with the same request key. */
import { createHash, randomUUID } from 'node:crypto';
import { addDays, chinaDate } from '../../src/ground/kernel/plain-date.ts';
import type { Dice } from '../support/dice.ts';
import { residentIdFor } from '../support/identifiers.ts';
import { csvOf, penaltyRow, personRow } from '../support/penalties.ts';

/** Days ago: in force on whatever day the drill runs, and late, which is no fault. */
const DECIDED_DAYS_AGO = 90;
const DECIDED = { CF_JDRQ: addDays(chinaDate(new Date()), -DECIDED_DAYS_AGO).replaceAll('-', '/') };

export type Counts = Readonly<Record<'rows' | 'good' | 'refused' | 'same', number>>;
export type Sent = {
  readonly body: Buffer;
  readonly sha256: string;
  readonly rows: number;
  readonly refused: number;
  readonly keys: { readonly submit: string; readonly accept: string };
  /** What the program has acknowledged so far. */
  id?: string;
  receipt?: { readonly counts: Counts; readonly entryId: string };
};

/** A file about parties that no other file names: one row in twenty faulty, one in twenty-five about a natural person. */
export function newFile(dice: Dice, firstSerial: number): Sent {
  const rows = dice.of([20, 200, 800, 3_000]) + dice.below(20);
  const body = csvOf(
    Array.from({ length: rows }, (_, n) => {
      const serial = firstSerial + n;
      if (n % 25 === 7) return personRow(serial, residentIdFor('411102', serial), DECIDED);
      return penaltyRow(serial, n % 20 === 3 ? { ...DECIDED, CF_NR_FK: '五千' } : DECIDED);
    }),
  );
  const refused = Array.from({ length: rows }, (_, n) => n % 25 !== 7 && n % 20 === 3).filter(Boolean).length;
  return { ...again({ body }), rows, refused };
}

/** The same file as another request. */
export function again({ body }: Pick<Sent, 'body'>): Pick<Sent, 'body' | 'sha256' | 'keys'> {
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { body, sha256, keys: { submit: randomUUID(), accept: randomUUID() } };
}

/** The database died with the checked rows of this batch; nothing was accepted. */
const READ_AGAIN = 'batch.read_again';

/** Whatever keeps an answer from arriving. The sender does not know what became of its request. */
export class NoAnswer extends Error {}

async function ask(url: string, init: RequestInit): Promise<{ status: number; body: Record<string, unknown> }> {
  let response: Response;
  let body: Record<string, unknown>;
  try {
    response = await fetch(url, init);
    body = (await response.json()) as Record<string, unknown>;
  } catch (error) {
    throw new NoAnswer(String(error));
  }
  // A dying database answers 500 or 503: nothing is promised by either.
  if (response.status >= 500 && body.code !== READ_AGAIN) throw new NoAnswer(`${response.status} ${String(body.code)}`);
  return { status: response.status, body };
}

async function submit(address: string, headers: Record<string, string>, sent: Sent, asForm: boolean): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(sent.body)]), '处罚.csv');
  const { status, body } = await ask(`${address}/api/v1/submissions?item=penalty`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': sent.keys.submit, ...(asForm ? {} : { 'content-type': 'text/csv' }) },
    body: asForm ? form : new Uint8Array(sent.body),
  });
  if (status !== 202 || body.sha256 !== sent.sha256) throw new Error(`submission: ${status} ${JSON.stringify(body)}`);
  // The second answer to the same request is the first one.
  if (sent.id !== undefined && sent.id !== body.id) throw new Error(`one request, two batches: ${sent.id} ${body.id}`);
  sent.id = body.id as string;
}

async function untilPreviewed(address: string, headers: Record<string, string>, { id }: Sent): Promise<string> {
  for (;;) {
    const { status, body } = await ask(`${address}/api/v1/batches/${id}`, { headers });
    if (status !== 200) throw new Error(`an acknowledged batch is not there: ${status} ${JSON.stringify(body)}`);
    if (body.state !== 'staging') return body.state as string;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function accept(address: string, headers: Record<string, string>, sent: Sent): Promise<void> {
  const { status, body } = await ask(`${address}/api/v1/batches/${sent.id}/steps`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': sent.keys.accept },
    body: JSON.stringify({ step: 'accept_good_rows' }),
  });
  if (body.code === READ_AGAIN) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return accept(address, headers, sent);
  }
  if (status !== 201) throw new Error(`acceptance: ${status} ${JSON.stringify(body)}`);
  sent.receipt = { counts: body.counts as Counts, entryId: body.entryId as string };
}

/** Brings one file as far as it goes. @throws {NoAnswer} the program died meanwhile */
export async function send(
  address: string,
  headers: Record<string, string>,
  sent: Sent,
  asForm: boolean,
): Promise<void> {
  if (sent.id === undefined) await submit(address, headers, sent, asForm);
  const state = await untilPreviewed(address, headers, sent);
  if (state !== 'previewed' && state !== 'accepted') throw new Error(`batch ${sent.id} is ${state}`);
  if (sent.receipt === undefined) await accept(address, headers, sent);
}

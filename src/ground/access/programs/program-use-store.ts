import { sql } from 'kysely';
import { inContext, type Pools } from '../../platform/db.ts';
import { sealTransaction } from '../../platform/seal-store.ts';

/** What a key was used for: one request, or several that say the same one after the other. */
export type ProgramUse = {
  readonly keyId: string;
  readonly organPath: string;
  /** When the first of them came. */
  readonly at: Date;
  /** Method and pattern, no value of the request. */
  readonly route: string;
  readonly matters: readonly string[];
  readonly item: string | null;
  readonly subjects: number;
  readonly status: number;
  /** Code of the refusal, if it was one. */
  readonly refusal: string | null;
  readonly requests: number;
};

/** Requests further apart are told apart, though they say the same. */
const SAME_MOMENT_MS = 1_000;
/** How long what was asked waits for others to go along. */
const PAUSE_MS = 250;
/** Rows in one statement. */
const MOST_TOGETHER = 1_000;
/** Beyond it the newest are dropped and counted: a log that cannot be written must not take the program's memory. */
export const MOST_WAITING = 20_000;

/**
 * The use log of keys, written behind the answers and in groups. What is asked about a subject is durable before it is answered, in the
 * log of checks; this one tells the administrators how a key is used, and a crash may take its last moment.
 */
export class ProgramUseLog {
  readonly #pools: Pools;
  readonly #failed: (error: unknown, dropped: number) => void;
  #waiting: ProgramUse[] = [];
  /** Place of the newest one of each key among those that wait. */
  #newest = new Map<string, number>();
  #dropped = 0;
  #running: Promise<void> | undefined;
  #hurry: () => void = () => undefined;

  constructor(pools: Pools, failed: (error: unknown, dropped: number) => void) {
    this.#pools = pools;
    this.#failed = failed;
  }

  add(use: ProgramUse): void {
    const place = this.#newest.get(use.keyId);
    const last = place === undefined ? undefined : this.#waiting[place];
    if (place !== undefined && last !== undefined && saysTheSame(last, use)) {
      const { subjects, requests } = last;
      this.#waiting[place] = { ...last, subjects: subjects + use.subjects, requests: requests + use.requests };
      return;
    }
    if (this.#waiting.length >= MOST_WAITING) {
      this.#dropped += 1;
      return;
    }
    this.#newest.set(use.keyId, this.#waiting.push(use) - 1);
    this.#running ??= this.#run();
  }

  /** All that was added so far is written, or has failed. */
  async settled(): Promise<void> {
    while (this.#running) {
      this.#hurry();
      await this.#running;
    }
  }

  /** Nobody waits for these rows: what comes within a moment goes along, unless somebody wants them settled. */
  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (this.#waiting.length < MOST_TOGETHER) await this.#pause();
      const group = this.#waiting.splice(0, MOST_TOGETHER);
      this.#newest.clear();
      try {
        await insertProgramUses(this.#pools, group);
      } catch (error) {
        this.#failed(error, group.length + this.#dropped);
        this.#dropped = 0;
      }
    }
    this.#running = undefined;
  }
}

/** One moment, one door, one end: what an administrator reads of a key in one line. */
function saysTheSame(last: ProgramUse, next: ProgramUse): boolean {
  return (
    last.route === next.route &&
    last.status === next.status &&
    last.item === next.item &&
    last.refusal === next.refusal &&
    last.organPath === next.organPath &&
    next.at.getTime() - last.at.getTime() < SAME_MOMENT_MS &&
    last.matters.length === next.matters.length &&
    last.matters.every((matter, n) => matter === next.matters[n])
  );
}

async function insertProgramUses(pools: Pools, uses: readonly ProgramUse[]): Promise<void> {
  await inContext(pools.app, { purpose: 'system' }, async (tx) => {
    // Nobody was told that it is durable.
    await sql`set local synchronous_commit = off`.execute(tx);
    await sql`insert into program_uses (key_id, organ_path, at, route, matters, item, subjects, status, refusal, requests)
      select u."keyId", u."organPath", u.at, u.route, array(select jsonb_array_elements_text(u.matters)), u.item, u.subjects,
        u.status, u.refusal, nullif(u.requests, 1)
      from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u ("keyId" uuid, "organPath" text, at timestamptz, route text,
        matters jsonb, item text, subjects integer, status integer, refusal text, requests integer)`.execute(tx);
    await sealTransaction(tx, pools.origin);
  });
}

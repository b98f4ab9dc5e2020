import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Refusal } from '../../kernel/refusal.ts';
import { programKeyHash } from '../secret-code.ts';
import { ShortMemory } from '../short-memory.ts';
import { findProgram, type Program, saveSecretUsed } from './program-key-store.ts';

/** Where programs come in: settled once per request. */
export class ProgramDoor {
  readonly #pool: pg.Pool;
  readonly #now: () => Date;
  readonly #known: ShortMemory<Program>;
  readonly #settled = new WeakMap<FastifyRequest, Promise<Program>>();

  constructor(pool: pg.Pool, now: () => Date, rememberedMs: number) {
    this.#pool = pool;
    this.#now = now;
    this.#known = new ShortMemory(rememberedMs);
  }

  /** @throws {Refusal} unauthenticated `access.key_refused` */
  programOf(request: FastifyRequest): Promise<Program> {
    const known = this.#settled.get(request);
    if (known) return known;
    const settled = this.#settle(request);
    this.#settled.set(request, settled);
    return settled;
  }

  forget(accountId: string): void {
    this.#known.forget(({ actor }) => actor.accountId === accountId);
  }

  async #settle({ headers }: FastifyRequest): Promise<Program> {
    const secret = programKeyHash((headers.authorization ?? '').replace(/^Bearer +/i, ''));
    const program = secret && (await this.#known.get(secret.toString('latin1'), () => this.#look(secret)));
    if (!program) throw new Refusal('unauthenticated', 'access.key_refused');
    return program;
  }

  async #look(secret: Buffer): Promise<Program | undefined> {
    const at = this.#now();
    const program = await findProgram(this.#pool, { secret }, at);
    if (program) await saveSecretUsed(this.#pool, secret, at);
    return program;
  }
}

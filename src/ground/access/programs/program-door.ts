import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Refusal } from '../../kernel/refusal.ts';
import { type Allowance, MinuteLimit } from '../../platform/minute-limit.ts';
import { programKeyHash } from '../secret-code.ts';
import { ShortMemory } from '../short-memory.ts';
import { TokenMint } from './access-token.ts';
import { DayQuota, untilTomorrow } from './day-quota-store.ts';
import { keepNonce } from './nonce-store.ts';
import { findProgram, type Program, saveSecretUsed } from './program-key-store.ts';
import { baseOf, checkSignature } from './request-signature.ts';

/** What a program asks about parties in one request. */
export type Asking = { readonly matters: readonly string[]; readonly subjects: number };

/** A program's request as far as its key is concerned: told in headers and in the use log of the key. */
export type Visit = {
  readonly program: Program;
  readonly minute: Allowance;
  matters: readonly string[];
  subjects: number;
};

/** Where programs come in: settled once per request, counted against the key, and asked again before parties are asked about. */
export class ProgramDoor {
  /** Makes the tokens that this door takes. */
  readonly mint: TokenMint;
  readonly #pool: pg.Pool;
  readonly #now: () => Date;
  readonly #known: ShortMemory<Program>;
  readonly #minutes = new MinuteLimit();
  readonly #days: DayQuota;
  readonly #settled = new WeakMap<FastifyRequest, Promise<Program>>();
  readonly #visits = new WeakMap<FastifyRequest, Visit>();

  constructor(pool: pg.Pool, now: () => Date, masterKey: Buffer, rememberedMs: number) {
    this.mint = new TokenMint(masterKey);
    this.#pool = pool;
    this.#now = now;
    this.#known = new ShortMemory(rememberedMs);
    this.#days = new DayQuota(pool);
  }

  /**
   * @throws {Refusal} unauthenticated `access.key_refused`, `access.signature_missing`, `access.signature_refused`,
   *   `access.signature_replayed`; throttled `access.key_too_often`
   */
  programOf(request: FastifyRequest): Promise<Program> {
    const known = this.#settled.get(request);
    if (known) return known;
    const settled = this.#settle(request);
    this.#settled.set(request, settled);
    return settled;
  }

  /** Undefined for whoever is no program, or none that we know. */
  visitOf(request: FastifyRequest): Visit | undefined {
    return this.#visits.get(request);
  }

  /** Counts the subjects of a request against the day, all or none. @throws {Refusal} throttled `access.key_quota_spent` */
  async ask(request: FastifyRequest, { matters, subjects }: Asking): Promise<void> {
    const visit = this.#visits.get(request);
    if (!visit) return;
    visit.matters = [...new Set(matters)];
    const { keyId, limits } = visit.program;
    const at = this.#now();
    if (!(await this.#days.take(keyId, subjects, limits.subjectsADay, at))) {
      const facts = { subjects, subjectsADay: limits.subjectsADay, retryAfterSeconds: untilTomorrow(at) };
      throw new Refusal('throttled', 'access.key_quota_spent', facts);
    }
    visit.subjects += subjects;
  }

  forget(accountId: string): void {
    this.#known.forget(({ actor }) => actor.accountId === accountId);
  }

  async #settle(request: FastifyRequest): Promise<Program> {
    const program = await this.#programBehind(request);
    if (!program) throw new Refusal('unauthenticated', 'access.key_refused');
    const { requestsAMinute } = program.limits;
    const minute = this.#minutes.count(program.keyId, requestsAMinute, this.#now());
    this.#visits.set(request, { program, minute, matters: [], subjects: 0 });
    if (minute.left < 0) {
      throw new Refusal('throttled', 'access.key_too_often', {
        requestsAMinute,
        retryAfterSeconds: minute.resetSeconds,
      });
    }
    await this.#refuseUnsigned(request, program);
    return program;
  }

  /** By the secret itself, or by a token that was made for its key. */
  async #programBehind(request: FastifyRequest): Promise<Program | undefined> {
    const bearer = (request.headers.authorization ?? '').replace(/^Bearer +/i, '');
    const secret = programKeyHash(bearer);
    if (secret) return this.#known.get(secret.toString('latin1'), () => this.#look(secret));
    if (!bearer.includes('.')) return undefined;
    const keyId = await this.mint.keyOf(bearer, baseOf(request), this.#now());
    if (keyId === undefined) return undefined;
    return this.#known.get(keyId, () => findProgram(this.#pool, { keyId }, this.#now()));
  }

  /** A signature is asked for where the key demands it, and checked wherever there is one. */
  async #refuseUnsigned(request: FastifyRequest, { keyId, signingKey, signed }: Program): Promise<void> {
    if (signingKey === undefined || !(signed || request.headers['signature-input'])) return;
    const at = this.#now();
    const { nonce, until } = await checkSignature(request, keyId, signingKey, at);
    if (!(await keepNonce(this.#pool, { keyId, nonce, until }, at))) {
      throw new Refusal('unauthenticated', 'access.signature_replayed');
    }
  }

  async #look(secret: Buffer): Promise<Program | undefined> {
    const at = this.#now();
    const program = await findProgram(this.#pool, { secret }, at);
    if (program) await saveSecretUsed(this.#pool, secret, at);
    return program;
  }
}

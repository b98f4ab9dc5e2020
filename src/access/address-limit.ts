import { Refusal } from '../kernel/refusal.ts';

const MOST_ADDRESSES = 10_000;

/**
 * At most `most` tries a minute from one address, in this process: a password costs us more than the one who guesses it. A
 * whole bureau may share one address, so this stands beside the lock-out by name and is wide.
 */
export class AddressLimit {
  readonly #most: number;
  readonly #tries = new Map<string, { count: number; minute: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws {Refusal} busy `access.sign_in_too_often` */
  count(address: string): void {
    const minute = Math.floor(performance.now() / 60_000);
    const entry = this.#tries.get(address);
    const count = entry?.minute === minute ? entry.count + 1 : 1;
    if (this.#tries.size >= MOST_ADDRESSES) this.#tries.clear();
    this.#tries.set(address, { count, minute });
    if (count > this.#most) throw new Refusal('busy', 'access.sign_in_too_often', { retryAfterSeconds: 60 });
  }
}

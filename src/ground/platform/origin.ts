import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Vouches that this program wrote something into the database, under a key that never stands there. Every process of one installation has the
 * same, from the master key; it is asked for within seconds, by the keeper of the log, so that a change of the master key
 * costs nothing.
 */
export class Origin {
  readonly #key: KeyObject;

  private constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  static of(masterKey: Buffer): Origin {
    return new Origin(Buffer.from(hkdfSync('sha256', masterKey, '', 'zhengming origin of rows', 32)));
  }

  /** For a process that shares its database with no other. */
  static ofThisProcess(): Origin {
    return new Origin(randomBytes(32));
  }

  /** 32 bytes over what is told. */
  seal(told: string): Buffer {
    return createHmac('sha256', this.#key).update(told).digest();
  }

  holds(told: string, seal: Buffer | null): boolean {
    return seal?.length === 32 && timingSafeEqual(this.seal(told), seal);
  }
}

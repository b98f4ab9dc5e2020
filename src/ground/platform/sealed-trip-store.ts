import type { PoolClient, QueryConfig, QueryResultRow } from 'pg';
import type { Pools, Purpose } from './db.ts';
import { sealed } from './seal-store.ts';

/** A transaction that has its number, and the seal over that. */
type Begun = { readonly client: PoolClient; readonly seal: Buffer };

/** What was begun and is not needed by then is ended: whoever asked for it was refused, or found nothing to write. */
const KEPT_MS = 100;

/** Nothing was written. A connection that cannot even say so ends. */
function giveBack({ client }: Begun): Promise<void> {
  return client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  );
}

/**
 * Transactions of one statement each, with the seal by which the log's keeper knows its rows for the program's. A seal is over the number of its
 * transaction: {@link expect} begins one while it is still found out what there is to write. Then statement and commit go one behind the other, and
 * only both answers are waited for: a program that is busy answering comes late to each.
 */
export class SealedTrips {
  readonly #pools: Pools;
  readonly #purpose: Purpose;
  #begun: Promise<Begun> | undefined;

  constructor(pools: Pools, purpose: Purpose) {
    this.#pools = pools;
    this.#purpose = purpose;
  }

  /** Something will be written soon. */
  expect(): void {
    if (this.#begun !== undefined) return;
    const begun = this.#begin();
    this.#begun = begun;
    const drop = () => {
      if (this.#begun !== begun) return;
      this.#begun = undefined;
      void begun.then(giveBack, () => undefined);
    };
    setTimeout(drop, KEPT_MS);
    // Whoever takes it is told that it failed; where nobody does, nothing is lost.
    begun.catch(drop);
  }

  /** What the statement brought, once it is durable. It finds its transaction sealed when it writes the seal that it is given. */
  async go<Row extends QueryResultRow>(statement: (seal: Buffer) => QueryConfig): Promise<Row[]> {
    const { client, seal } = await this.#take();
    try {
      // After a statement that failed, a commit takes back what there was.
      const [{ rows }] = await Promise.all([client.query<Row>(statement(seal)), client.query('commit')]);
      client.release();
      return rows;
    } catch (error) {
      // Whatever was under way ends with its connection.
      client.release(true);
      throw error;
    }
  }

  #take(): Promise<Begun> {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun ?? this.#begin();
  }

  async #begin(): Promise<Begun> {
    const client = await this.#pools.tripPool.connect();
    try {
      const [, { rows }] = await Promise.all([
        client.query('begin'),
        client.query<{ number: string }>({
          name: 'sealed_trip',
          text: `select pg_current_xact_id()::text as number, set_config('zhengming.purpose', $1, true)`,
          values: [this.#purpose],
        }),
      ]);
      return { client, seal: this.#pools.origin.seal(sealed(rows[0]!.number)) };
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

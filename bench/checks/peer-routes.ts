/** What checks are measured against: on the same server, one row by its key and one durable row in group commit; and nothing at all. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Routes } from '../../src/app.ts';
import type { Pools } from '../../src/ground/platform/db.ts';

type Waiting = { readonly use: object; readonly resolve: () => void; readonly reject: (error: unknown) => void };

/** Group commit as the use log has it: while one statement is under way, what comes in waits for the next. */
class Group {
  readonly #pools: Pools;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  write(use: object): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ use, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0);
      try {
        await this.#pools.appPool.query({
          name: 'peer_log',
          text: 'insert into bench_peer_uses select * from jsonb_populate_recordset(null::bench_peer_uses, $1)',
          values: [JSON.stringify(group.map(({ use }) => use))],
        });
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = false;
  }
}

/** The same columns as a use of a check that rested on three records. */
function useOf(id: string): object {
  return {
    id,
    subject_id: randomUUID(),
    at: new Date(),
    organ_id: randomUUID(),
    organ_path: '1.',
    account_id: randomUUID(),
    post_id: randomUUID(),
    asked_hash: `\\x${'0f'.repeat(32)}`,
    matter: '律师事务所设立许可',
    purpose: '核对设立条件',
    edition: '0'.repeat(64),
    record_ids: [randomUUID(), randomUUID(), randomUUID()],
    asked_by: 'code',
    candidate_ids: [],
    coverage_at: new Date(),
  };
}

export const peerRoutes: Routes = (http, { pools }) => {
  const group = new Group(pools);
  const Body = z.strictObject({ id: z.number().int() });
  http.post('/bench/peer', { schema: { body: Body } }, async (request, reply) => {
    const { rows } = await pools.appPool.query<{ answer: string }>({
      name: 'peer',
      text: 'select p.answer from bench_peer as p where p.id = $1',
      values: [request.body.id],
    });
    await group.write(useOf(randomUUID()));
    return reply.code(201).type('application/json; charset=utf-8').send(rows[0]!.answer);
  });

  let constant = '""';
  const Given = z.strictObject({ answer: z.string() });
  http.post('/bench/constant-is', { schema: { body: Given } }, async (request, reply) => {
    constant = request.body.answer;
    return reply.code(201).send({});
  });
  http.post('/bench/constant', { schema: { body: Body } }, async (_request, reply) =>
    reply.code(201).type('application/json; charset=utf-8').send(constant),
  );
  http.get('/bench/constant', async (_request, reply) => reply.type('application/json; charset=utf-8').send(constant));
};

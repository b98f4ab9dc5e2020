import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../kernel/refusal.ts';
import type { Pools } from './db.ts';
import type { HttpApp } from './http.ts';
import type { RequestMetrics } from './metrics.ts';

/** Refuses or throws when its part cannot serve. */
export type ReadinessCheck<D> = (deps: D) => Promise<void>;

/** A probe that waits longer has its answer. */
const PROBE_MS = 2_000;

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  const done = check().then(
    () => true,
    () => false, // the answer is the message; the failed request itself is logged where it fails
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

/**
 * The counters tell how busy which door is, and that is nobody's business but the monitor's. Without a token in the configuration there
 * is nothing at this address.
 * @throws {Refusal} absent `http.absent`; unauthenticated `http.metrics_token`
 */
function refuseVisitor({ headers }: FastifyRequest, token: string | undefined): void {
  if (token === undefined) throw new Refusal('absent', 'http.absent');
  const digest = (text: string) => hash('sha256', text, 'buffer'); // of one length, whatever was shown
  const shown = headers.authorization ?? '';
  if (!timingSafeEqual(digest(shown), digest(`Bearer ${token}`)))
    throw new Refusal('unauthenticated', 'http.metrics_token');
}

/** /healthz (the process lives), /readyz (it can serve), /metrics (Prometheus, by its token), /openapi.json. */
export function statusRoutes<
  D extends { readonly pools: Pools; readonly config: { metricsToken: string | undefined } },
>(http: HttpApp, deps: D, metrics: RequestMetrics, checks: Readonly<Record<string, ReadinessCheck<D>>>): void {
  http.get('/healthz', { schema: { response: { 200: z.strictObject({ ok: z.literal(true) }) } } }, () => ({
    ok: true as const,
  }));

  const Ready = z.strictObject({ ready: z.boolean(), parts: z.record(z.string(), z.boolean()) });
  const all: Readonly<Record<string, () => Promise<unknown>>> = {
    database: () => sql`select 1`.execute(deps.pools.app),
    intake: () => sql`select 1`.execute(deps.pools.intake),
    ...Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, () => check(deps)])),
  };
  http.get('/readyz', { schema: { response: { 200: Ready, 503: Ready } } }, async (_request, reply) => {
    const parts = Object.fromEntries(
      await Promise.all(Object.entries(all).map(async ([name, check]) => [name, await passes(check)] as const)),
    );
    const ready = Object.values(parts).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ ready, parts });
  });

  http.get('/metrics', { schema: { hide: true } }, (request, reply) => {
    refuseVisitor(request, deps.config.metricsToken);
    const { appPool, intakePool, tripPool } = deps.pools;
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(
      metrics.text({
        zhengming_process_resident_bytes: process.memoryUsage.rss(),
        zhengming_process_cpu_seconds: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
        zhengming_process_uptime_seconds: process.uptime(),
        zhengming_database_connections_app: appPool.totalCount,
        zhengming_database_connections_intake: intakePool.totalCount,
        zhengming_database_connections_trips: tripPool.totalCount,
        zhengming_database_waiting_app: appPool.waitingCount,
        zhengming_database_waiting_intake: intakePool.waitingCount,
        zhengming_database_waiting_trips: tripPool.waitingCount,
      }),
    );
  });

  let document: string | undefined;
  http.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    document ??= JSON.stringify(http.swagger());
    return reply.type('application/json; charset=utf-8').send(document);
  });
}

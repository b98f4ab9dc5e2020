/**
 * Checks against the same server reading one row by its key and writing one durable row, alternating in one run:
 * `node bench/checks.ts [subjects] [records] [folder for a CPU profile of the server]`. JSON on standard output, progress on
 * standard error; exit code 1 when the rate is below 60 % or a look-up uses no index. See bench/checks/README.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { addDays, chinaDate } from '../src/kernel/plain-date.ts';
import { asRole, rolePasswords } from '../src/platform/database-urls.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { type DrillOffice, databaseProcesses, signIn, withOffice } from '../test/drills/drill-office.ts';
import { again, send } from '../test/drills/drill-sender.ts';
import { csvOf, penaltyRow } from '../test/support/penalties.ts';
import { load, type Phase, type Request } from './checks/load.ts';
import { type Lookup, provePlans } from './checks/plans.ts';
import { codeOf, loadPeer, loadTables } from './checks/tables.ts';
import { cpuMs } from './cpu-time.ts';

const [subjects = 1_000_000, records = 3_000_000] = process.argv.slice(2, 4).map(Number);
const profileFolder = process.argv[4];
const CONNECTIONS = 64;
const ROUNDS = 6;
const SECONDS = 6;
const LEAST_RATIO = 0.6;
type Costed = Phase & { readonly serverCpuMs: number; readonly databaseCpuMs: number };
const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

type Server = { readonly address: string; readonly pid: number; stop(): Promise<void> };

async function serve(home: string, owner: string): Promise<Server> {
  const passwords = rolePasswords(owner);
  const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child: ChildProcess = spawn(
    process.execPath,
    [...profile, path.join(import.meta.dirname, 'checks/server.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        BENCH_HOME: home,
        BENCH_APP: asRole(owner, 'zhengming_app', passwords.app),
        BENCH_INTAKE: asRole(owner, 'zhengming_intake', passwords.intake),
      },
    },
  );
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return {
    address: line.toString().trim(),
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** One penalty through the real intake: what the others are copied from. */
async function modelRecord(server: Server, office: DrillOffice): Promise<void> {
  const decided = { CF_JDRQ: addDays(chinaDate(new Date()), -30).replaceAll('-', '/') };
  const sent = { ...again({ body: csvOf([penaltyRow(1, decided)]) }), rows: 1, refused: 0 };
  await send(server.address, await signIn(server.address, office), sent, true);
}

const below = (n: number) => Math.floor(Math.random() * n);
function check({ programKey }: DrillOffice): Request {
  return () => ({
    path: '/api/v1/checks',
    headers: { authorization: `Bearer ${programKey}`, 'idempotency-key': randomUUID() },
    body: JSON.stringify([{ code: codeOf(below(subjects)), matter: '律师事务所设立许可', purpose: '核对设立条件' }]),
  });
}
const plain =
  (route: string): Request =>
  () => ({ path: route, body: `{"id":${below(subjects)}}` });

/** A phase with what it cost: processor time a request, which a busy machine does not change as much as it does the rate. */
async function costed(server: Server, { home }: DrillOffice, request: Request, seconds: number): Promise<Costed> {
  const before = { server: cpuMs([server.pid]), database: cpuMs(databaseProcesses(home)) };
  const phase = await load(server.address, request, CONNECTIONS, seconds);
  const each = (ms: number) => Math.round((ms / phase.requests) * 1_000) / 1_000;
  return {
    ...phase,
    serverCpuMs: each(cpuMs([server.pid]) - before.server),
    databaseCpuMs: each(cpuMs(databaseProcesses(home)) - before.database),
  };
}

async function alternate(
  server: Server,
  office: DrillOffice,
): Promise<Record<'checks' | 'peer' | 'constant', Costed[]>> {
  const sides = { checks: check(office), peer: plain('/bench/peer'), constant: plain('/bench/constant') };
  const found = { checks: [] as Costed[], peer: [] as Costed[], constant: [] as Costed[] };
  for (const name of ['checks', 'peer', 'constant'] as const)
    await load(server.address, sides[name], CONNECTIONS, SECONDS);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const name of ['checks', 'peer', 'constant'] as const) {
      const phase = await costed(server, office, sides[name], name === 'constant' ? 2 : SECONDS);
      found[name].push(phase);
      say(`${round} ${name}: ${JSON.stringify(phase)}`);
    }
  }
  return found;
}

async function proveEveryLookup(owner: string): Promise<Lookup[]> {
  const asked = ['00000000-0000-0000-0000-000000000000', '1.', 'infinity'];
  const read = (kind: string, key: (turn: number) => string) =>
    provePlans(owner, 'zhengming_app', 'select * from check_read($1, $2, $3, $4, $5)', (turn) => [
      ...asked,
      [kind],
      [key(turn)],
    ]);
  const found = [
    ...(await read('uscc', (turn) => codeOf(turn))),
    ...(await read('name', (turn) => `漯河虚构${turn}号商贸有限公司`)),
    ...(await read('person', () => '0'.repeat(64))),
    ...(await provePlans(owner, 'zhengming_app', 'select * from auth.actor_of_key($1, $2)', () => [
      Buffer.alloc(32),
      chinaDate(new Date()),
    ])),
  ];
  return [...new Map(found.map((one) => [`${one.table} ${one.by}`, one])).values()];
}

const middle = (phases: readonly Costed[], of: (phase: Costed) => number) =>
  phases.map(of).sort((a, b) => a - b)[Math.floor(phases.length / 2)]!;
const summary = (phases: readonly Costed[]) => ({
  requestsPerSecond: middle(phases, (phase) => phase.requestsPerSecond),
  p50Ms: middle(phases, (phase) => phase.p50Ms),
  p99Ms: middle(phases, (phase) => phase.p99Ms),
  bytes: middle(phases, (phase) => phase.bytes),
  serverCpuMs: middle(phases, (phase) => phase.serverCpuMs),
  databaseCpuMs: middle(phases, (phase) => phase.databaseCpuMs),
});

/** Serves, works, and stops the server whatever happened. */
async function serving<T>(home: string, owner: string, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await serve(home, owner);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** An answer of middling size, as it went over the wire. */
async function middlingAnswer(server: Server, office: DrillOffice): Promise<string> {
  const bodies: string[] = [];
  const ask = check(office);
  for (let n = 0; n < 501; n += 1) {
    const { path: route, headers, body } = ask();
    const response = await fetch(`${server.address}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    bodies.push(await response.text());
  }
  const mean = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) / bodies.length;
  const distance = (body: string) => Math.abs(Buffer.byteLength(body) - mean);
  const middling = bodies.reduce((best, body) => (distance(body) < distance(best) ? body : best));
  say(`an answer has ${Math.round(mean)} bytes, the peer's ${Buffer.byteLength(middling)}`);
  return middling;
}

async function compare(server: Server, office: DrillOffice, answer: string) {
  await fetch(`${server.address}/bench/constant-is`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answer }),
  });
  const { checks, peer, constant } = await alternate(server, office);
  const ratio = summary(checks).requestsPerSecond / summary(peer).requestsPerSecond;
  return { ratio, least: LEAST_RATIO, checks: summary(checks), peer: summary(peer), constant: summary(constant) };
}

async function measure(office: DrillOffice): Promise<void> {
  const { home } = office;
  let cluster: EmbeddedPostgres = await startEmbeddedPostgres(home, { shared_buffers: '2GB', max_wal_size: '16GB' });
  try {
    const owner = cluster.urlOf('zhengming');
    await serving(home, owner, (server) => modelRecord(server, office));
    await loadTables(owner, subjects, records, say);
    await cluster.stop();
    cluster = await startEmbeddedPostgres(home);
    const lookups = await proveEveryLookup(owner);
    const answer = await serving(home, owner, (server) => middlingAnswer(server, office));
    await loadPeer(owner, subjects, answer);
    const found = await serving(home, owner, (server) => compare(server, office, answer));
    process.stdout.write(`${JSON.stringify({ subjects, records, connections: CONNECTIONS, ...found, lookups })}\n`);
    process.exitCode = found.ratio >= LEAST_RATIO ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

await withOffice(measure);

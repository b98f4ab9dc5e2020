/**
 * Checks against the same server reading one row by its key and writing one durable row, alternating in one run:
 * `node bench/checks.ts [subjects] [records] [folder for a CPU profile of the server]`. JSON on standard output, progress on
 * standard error; exit code 1 when the rate is below 60 % or a look-up uses no index. See bench/checks/README.md.
 */
import { randomUUID } from 'node:crypto';
import { addDays, chinaDate } from '../src/ground/kernel/plain-date.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/ground/platform/embedded-postgres.ts';
import { type DrillOffice, signIn, withOffice } from '../test/drills/drill-office.ts';
import { again, send } from '../test/drills/drill-sender.ts';
import { csvOf, penaltyRow } from '../test/support/penalties.ts';
import type { Request } from './checks/load.ts';
import { type Lookup, provePlans } from './checks/plans.ts';
import {
  alternate,
  cpuRatio,
  meanSized,
  type Server,
  serving,
  someAnswers,
  tellConstant,
  untilIndexed,
} from './checks/serving.ts';
import { codeOf, loadPeer, loadTables } from './checks/tables.ts';
import { readAllTables } from './checks/warm.ts';

const [subjects = 1_000_000, records = 3_000_000] = process.argv.slice(2, 4).map(Number);
const profileFolder = process.argv[4];
/** An odd number has a middle. */
const ROUNDS = 7;
const SECONDS = 6;
const LEAST_RATIO = 0.6;
const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** One penalty through the real intake: what the others are copied from. */
async function modelRecord(server: Server, office: DrillOffice): Promise<void> {
  const decided = { CF_JDRQ: addDays(chinaDate(new Date()), -30).replaceAll('-', '/') };
  const sent = { ...again({ body: csvOf([penaltyRow(1, decided)]) }), rows: 1, refused: 0 };
  await send(server.address, await signIn(server.address, office), sent, true);
}

const below = (n: number) => Math.floor(Math.random() * n);
function check({ programKeys }: DrillOffice): Request {
  return () => ({
    path: '/api/v1/checks',
    headers: { authorization: `Bearer ${programKeys[below(programKeys.length)]}`, 'idempotency-key': randomUUID() },
    body: JSON.stringify([{ code: codeOf(below(subjects)), matter: '律师事务所设立许可', purpose: '核对设立条件' }]),
  });
}
const plain =
  (route: string): Request =>
  () => ({ path: route, body: `{"id":${below(subjects)}}` });

async function proveEveryLookup(owner: string): Promise<Lookup[]> {
  const today = chinaDate(new Date());
  const read = (kind: string, key: (turn: number) => string) =>
    provePlans(owner, 'zhengming_app', 'select * from check_read($1, $2, $3)', (turn) => [today, [kind], [key(turn)]]);
  const found = [
    ...(await read('uscc', (turn) => codeOf(turn))),
    ...(await read('name', (turn) => `漯河虚构${turn}号商贸有限公司`)),
    ...(await read('person', () => '0'.repeat(64))),
    ...(await provePlans(owner, 'zhengming_app', 'select * from auth.program_of($1, $2, $3, $4)', () => [
      Buffer.alloc(32),
      null,
      chinaDate(new Date()),
      new Date(),
    ])),
  ];
  return [...new Map(found.map((one) => [`${one.table} ${one.by}`, one])).values()];
}

async function compare(server: Server, office: DrillOffice, answer: string) {
  await untilIndexed(server, office.programKey);
  await tellConstant(server, answer);
  const sides = {
    checks: { request: check(office), seconds: SECONDS },
    peer: { request: plain('/bench/peer'), seconds: SECONDS },
    constant: { request: plain('/bench/constant'), seconds: 2 },
  };
  const { sides: found, ratio } = await alternate(server, office.home, sides, ROUNDS);
  const { checks, peer } = found;
  return { ratio: ratio('checks', 'peer'), least: LEAST_RATIO, cpuRatio: cpuRatio(checks, peer), ...found };
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
    const answers = await serving(home, owner, async (server) => {
      await untilIndexed(server, office.programKey);
      return someAnswers(server, check(office));
    });
    await loadPeer(owner, subjects, answers);
    say(`read ${Math.round((await readAllTables(home)) / 2 ** 20)} MB of tables once`);
    const found = await serving(home, owner, (server) => compare(server, office, meanSized(answers)), profileFolder);
    process.stdout.write(`${JSON.stringify({ subjects, records, ...found, lookups })}\n`);
    process.exitCode = found.ratio >= LEAST_RATIO ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

await withOffice(measure);

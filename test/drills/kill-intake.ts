/**
 * The program is killed without a word while files come in, in every third round together with its database, and started
 * again: what was acknowledged is whole, nothing is half, nothing is twice.
 * `node test/drills/kill-intake.ts [rounds] [seed]`: the same seed draws the same files and the same moments. With
 * DATABASE_URL (an empty database) the program alone is killed.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { inContext, openPools } from '../../src/ground/platform/db.ts';
import { ErasableKeyStore, openFile, Vault } from '../../src/ground/vault/index.ts';
import { type Dice, diceOf } from '../support/dice.ts';
import { type DrillOffice, databaseUrls, signIn, withOffice } from './drill-office.ts';
import { again, NoAnswer, newFile, type Sent, send } from './drill-sender.ts';
import { DrillServer, type Kill, killOf } from './drill-server.ts';
import { brokenPromises } from './whole-batches.ts';

const LANES = 3;
const LONGEST_MS = 4_000;
const IDLE_MS = 15_000;

export type KillReport = {
  readonly rounds: number;
  readonly seed: number;
  readonly batches: number;
  readonly records: number;
  /** Requests without an answer, by what was killed under them. */
  readonly unanswered: Readonly<Record<string, number>>;
  readonly slowestRestartMs: number;
  readonly failures: readonly string[];
};

type Drill = {
  readonly office: DrillOffice;
  readonly server: DrillServer;
  readonly seed: number;
  readonly sent: Sent[];
  readonly fail: (round: number, what: string) => void;
  nextSerial: number;
};

/** Each part of a round throws dice of its own: what one does in time does not move what another meets. */
function diceFor({ seed }: Drill, round: number, part: number): Dice {
  return diceOf(seed * 10_000 + round * 10 + part);
}

function nextFile(drill: Drill, dice: Dice): Sent {
  const made = newFile(dice, drill.nextSerial);
  drill.nextSerial += made.rows;
  drill.sent.push(made);
  return made;
}

/** Sends one file after the other until the program is gone; answers how many requests it left unanswered. */
async function lane(drill: Drill, headers: Record<string, string>, dice: Dice, going: () => boolean): Promise<number> {
  while (going()) {
    try {
      await send(drill.server.address, headers, nextFile(drill, dice), dice.below(2) === 0);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return 1;
    }
  }
  return 0;
}

async function underFire(drill: Drill, round: number, what: Kill): Promise<number> {
  const headers = await signIn(drill.server.address, drill.office);
  let alive = true;
  const lanes = Array.from({ length: LANES }, (_, n) => lane(drill, headers, diceFor(drill, round, n), () => alive));
  const traffic = Promise.all(lanes);
  const waitMs = 50 + diceFor(drill, round, LANES).below(LONGEST_MS);
  const killed = new Promise((resolve) => setTimeout(resolve, waitMs)).then(async () => {
    alive = false;
    await drill.server.kill(what);
  });
  const [unanswered] = await Promise.all([traffic, killed]);
  return unanswered.reduce((sum, one) => sum + one, 0);
}

/** Everything begun is brought to its end, and one file that is recorded is sent once more. */
async function finish(drill: Drill, round: number): Promise<void> {
  const headers = await signIn(drill.server.address, drill.office);
  for (const sent of drill.sent) {
    if (sent.receipt === undefined) await send(drill.server.address, headers, sent, true);
    const { good, refused, rows } = sent.receipt!.counts;
    if (rows !== sent.rows || refused !== sent.refused || good !== rows - refused) {
      drill.fail(round, `the receipt of ${sent.id} counts ${JSON.stringify(sent.receipt!.counts)}`);
    }
  }
  const old = diceFor(drill, round, LANES + 1).of(drill.sent);
  const twice: Sent = { ...again(old), rows: old.rows, refused: old.refused };
  await send(drill.server.address, headers, twice, true);
  const { good, same, rows } = twice.receipt!.counts;
  if (good !== 0 || same !== rows - old.refused) {
    drill.fail(round, `a file sent again changed something: ${JSON.stringify(twice.receipt!.counts)}`);
  }
}

/** What the sender was told against what stands in the database. */
async function brokenReceipts(owner: pg.Client, sent: readonly Sent[]): Promise<string[]> {
  const told = sent.map(({ id, sha256, receipt }) => ({
    id,
    sha256,
    good: receipt!.counts.good,
    entry: receipt!.entryId,
  }));
  const { rows } = await owner.query<{ id: string }>(
    `select t.id from jsonb_to_recordset($1) as t (id uuid, sha256 text, good int, entry uuid)
     left join batches b on b.id = t.id and b.state = 'accepted' and encode(b.file_sha256, 'hex') = t.sha256
       and (b.counts->>'good')::int = t.good
     left join journal j on j.id = t.entry and j.object_id = t.id and j.deed = 'batch.accept'
     where b.id is null or j.id is null`,
    [JSON.stringify(told)],
  );
  const twice = await owner.query<{ sha256: string }>(
    `select encode(b.file_sha256, 'hex') as sha256 from batches b where (b.counts->>'same')::int = 0
     group by b.file_sha256 having count(*) > 1`,
  );
  const recorded = await owner.query<{ n: number }>('select count(*)::int as n from records');
  const due = told.reduce((sum, { good }) => sum + good, 0);
  return [
    ...rows.map(({ id }) => `acknowledged and not so: batch ${id}`),
    ...twice.rows.map(({ sha256 }) => `one submission became two batches: ${sha256}`),
    ...(recorded.rows[0]!.n === due ? [] : [`${recorded.rows[0]!.n} records, ${due} were acknowledged`]),
  ];
}

/** Every sealed file opens and is what was sent. */
async function brokenFiles(home: string, sent: readonly Sent[]): Promise<string[]> {
  const pools = openPools(databaseUrls(home), { app: 1, intake: 1 });
  try {
    const key = Buffer.from(readFileSync(path.join(home, 'vault-key'), 'utf8').trim(), 'base64url');
    const erasable = new ErasableKeyStore(path.join(home, 'vault'), key);
    const vault = await Vault.open(pools, key, new Date(), { erasable });
    const due = new Set(sent.map(({ sha256 }) => sha256));
    return await inContext(pools.intake, { purpose: 'system' }, async (tx) => {
      const found = new Set<string>();
      const files = await tx.selectFrom('sealed_files as f').select(['f.id', 'f.sha256']).execute();
      for (const { id, sha256 } of files) {
        const hash = createHash('sha256');
        for await (const chunk of (await openFile(tx, vault, id)).body) hash.update(chunk);
        if (hash.digest().equals(sha256)) found.add(sha256.toString('hex'));
      }
      return [...due].filter((one) => !found.has(one)).map((one) => `the sealed file ${one} does not open whole`);
    });
  } finally {
    await pools.close();
  }
}

/** The plain copies of files in hand go with their work. */
async function leftInSpool(home: string): Promise<string[]> {
  const folder = path.join(home, 'spool');
  for (const end = performance.now() + IDLE_MS; ; await new Promise((resolve) => setTimeout(resolve, 250))) {
    const left = existsSync(folder) ? readdirSync(folder) : [];
    if (left.length === 0) return [];
    if (performance.now() > end) return [`${left.length} plain files are left in the spool`];
  }
}

async function prove(drill: Drill, round: number, filesToo: boolean): Promise<number> {
  const { home } = drill.office;
  const owner = new pg.Client({ connectionString: databaseUrls(home).owner });
  await owner.connect();
  try {
    const found = [...(await brokenPromises(owner)), ...(await brokenReceipts(owner, drill.sent))];
    found.push(...(await leftInSpool(home)), ...(filesToo ? await brokenFiles(home, drill.sent) : []));
    for (const what of found) drill.fail(round, what);
    return (await owner.query<{ n: number }>('select count(*)::int as n from records')).rows[0]!.n;
  } finally {
    await owner.end();
  }
}

export async function killIntake(
  office: DrillOffice,
  rounds: number,
  seed: number,
  said: (line: string) => void,
): Promise<KillReport> {
  const failures: string[] = [];
  const fail = (round: number, what: string) => void failures.push(`seed ${seed}, round ${round}: ${what}`);
  const unanswered: Record<string, number> = {};
  const server = new DrillServer(office.home);
  const drill: Drill = { office, server, seed, sent: [], fail, nextSerial: 1 };
  let [slowestRestartMs, records] = [0, 0];
  try {
    await server.start();
    for (let round = 1; round <= rounds && failures.length === 0; round += 1) {
      const what = killOf(round);
      unanswered[what] = (unanswered[what] ?? 0) + (await underFire(drill, round, what));
      const ms = await server.start();
      slowestRestartMs = Math.max(slowestRestartMs, Math.round(ms));
      await finish(drill, round);
      records = await prove(drill, round, round % 10 === 0 || round === rounds);
      said(`round ${round}: ${what} killed, up again in ${Math.round(ms)} ms, ${records} records`);
    }
    return { rounds, seed, batches: drill.sent.length, records, unanswered, slowestRestartMs, failures };
  } finally {
    await server.stop();
  }
}

if (import.meta.main) {
  const [rounds = '30', seed = String(Math.floor(Math.random() * 1e9))] = process.argv.slice(2);
  const said = (line: string) => void process.stderr.write(`${line}\n`);
  const report = await withOffice((office) => killIntake(office, Number(rounds), Number(seed), said));
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.failures.length > 0 ? 1 : 0;
}

/**
 * Programs ask at the counter without pause while the server is killed, in every third round with its database: each answer
 * that arrived has its durable use-log row, and the same request sent again gets the same answer.
 * `node test/drills/kill-checks.ts [rounds] [seed]`; with DATABASE_URL (an empty database) the program alone is killed.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import { type Dice, diceOf } from '../support/dice.ts';
import { usccFor } from '../support/identifiers.ts';
import { type DrillOffice, databaseUrls, signIn, withOffice } from './drill-office.ts';
import { NoAnswer, newFile, type Sent, send } from './drill-sender.ts';
import { DrillServer, killOf } from './drill-server.ts';

const CLIENTS = 24;
const LONGEST_MS = 2_500;
/** Requests of each round that are sent once more. */
const SENT_AGAIN = 40;

type Answer = { readonly id: string; readonly facts: readonly { readonly recordId: string }[] };
type Asked = { readonly key: string; readonly questions: readonly object[]; readonly answers: readonly Answer[] };

export type CheckKillReport = {
  readonly rounds: number;
  readonly seed: number;
  readonly answers: number;
  readonly unanswered: number;
  readonly failures: readonly string[];
};

async function ask(address: string, office: DrillOffice, key: string, questions: readonly object[]): Promise<Asked> {
  let response: Response;
  let body: { answers: Answer[] };
  try {
    response = await fetch(`${address}/api/v1/checks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${office.programKey}`,
        'idempotency-key': key,
      },
      body: JSON.stringify(questions),
    });
    body = (await response.json()) as { answers: Answer[] };
  } catch (error) {
    throw new NoAnswer(String(error));
  }
  if (response.status >= 500) throw new NoAnswer(String(response.status));
  if (response.status !== 201) throw new Error(`a check: ${response.status} ${JSON.stringify(body)}`);
  return { key, questions, answers: body.answers };
}

/** Asks without pause until the server is gone; what was answered goes into `asked`. Answers how many were not. */
async function client(
  address: string,
  office: DrillOffice,
  dice: Dice,
  rows: number,
  asked: Asked[],
  going: () => boolean,
): Promise<number> {
  while (going()) {
    const questions = Array.from({ length: 1 + dice.below(5) }, () => ({
      code: usccFor('411100', '91', dice.below(rows * 2)),
      matter: '律师事务所设立许可',
      purpose: '核对设立条件',
    }));
    try {
      asked.push(await ask(address, office, randomUUID(), questions));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return 1;
    }
  }
  return 0;
}

/** Answers without their use, or with one that rests on other records. */
async function unlogged(owner: pg.Client, asked: readonly Asked[]): Promise<string[]> {
  const answers = asked.flatMap((one) => one.answers);
  const told = answers.map(({ id, facts }) => ({ id, records: facts.map(({ recordId }) => recordId).sort() }));
  const { rows } = await owner.query<{ id: string }>(
    `select t.id from jsonb_to_recordset($1) as t (id uuid, records uuid[])
     left join check_uses u on u.id = t.id
       and array(select r from unnest(u.record_ids) as r order by r::text) = t.records
     where u.id is null`,
    [JSON.stringify(told)],
  );
  return rows.map(({ id }) => `answer ${id} has no use-log row that says what it rested on`);
}

async function sameAgain(address: string, office: DrillOffice, dice: Dice, asked: readonly Asked[]): Promise<string[]> {
  const wrong: string[] = [];
  for (let n = 0; n < Math.min(SENT_AGAIN, asked.length); n += 1) {
    const { key, questions, answers } = dice.of(asked);
    const second = await ask(address, office, key, questions);
    if (!isDeepStrictEqual(second.answers, answers))
      wrong.push(`request ${key} was answered otherwise the second time`);
  }
  return wrong;
}

type Drill = {
  readonly office: DrillOffice;
  readonly server: DrillServer;
  readonly seed: number;
  /** Codes up to twice this serial are asked about: half of them nobody has ever told of. */
  readonly rows: number;
};
type Round = { readonly asked: readonly Asked[]; readonly unanswered: number };

async function underFire({ office, server, seed, rows }: Drill, round: number): Promise<Round> {
  const asked: Asked[] = [];
  let alive = true;
  const diceFor = (part: number) => diceOf(seed * 10_000 + round * 100 + part);
  const clients = Array.from({ length: CLIENTS }, (_, n) =>
    client(server.address, office, diceFor(n), rows, asked, () => alive),
  );
  const waitMs = 100 + diceFor(CLIENTS).below(LONGEST_MS);
  const killed = new Promise((resolve) => setTimeout(resolve, waitMs)).then(async () => {
    alive = false;
    await server.kill(killOf(round));
  });
  const [left] = await Promise.all([Promise.all(clients), killed]);
  return { asked, unanswered: left.reduce((sum, one) => sum + one, 0) };
}

async function prove({ office, server, seed }: Drill, round: number, asked: readonly Asked[]): Promise<string[]> {
  const owner = new pg.Client({ connectionString: databaseUrls(office.home).owner });
  await owner.connect();
  const missing = await unlogged(owner, asked).finally(() => owner.end());
  return [...missing, ...(await sameAgain(server.address, office, diceOf(seed + round), asked))];
}

export async function killChecks(
  office: DrillOffice,
  rounds: number,
  seed: number,
  said: (line: string) => void,
): Promise<CheckKillReport> {
  const server = new DrillServer(office.home);
  const failures: string[] = [];
  let [answers, unanswered] = [0, 0];
  try {
    await server.start();
    const file: Sent = newFile(diceOf(seed), 1);
    await send(server.address, await signIn(server.address, office), file, true);
    const drill: Drill = { office, server, seed, rows: file.rows };
    for (let round = 1; round <= rounds && failures.length === 0; round += 1) {
      const { asked, unanswered: left } = await underFire(drill, round);
      await server.start();
      const found = await prove(drill, round, asked);
      failures.push(...found.map((one) => `seed ${seed}, round ${round}: ${one}`));
      answers += asked.reduce((sum, one) => sum + one.answers.length, 0);
      unanswered += left;
      said(`round ${round}: ${killOf(round)} killed, ${asked.length} requests answered`);
    }
    return { rounds, seed, answers, unanswered, failures };
  } finally {
    await server.stop();
  }
}

if (import.meta.main) {
  const [rounds = '10', seed = String(Math.floor(Math.random() * 1e9))] = process.argv.slice(2);
  const said = (line: string) => void process.stderr.write(`${line}\n`);
  const report = await withOffice((office) => killChecks(office, Number(rounds), Number(seed), said));
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.failures.length > 0 ? 1 : 0;
}

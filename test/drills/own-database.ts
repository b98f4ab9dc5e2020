/**
 * The program on a PostgreSQL of one's own, 17 or 18: `DATABASE_URL=… node test/drills/own-database.ts`. The database must be
 * empty, its owner one who may create roles and is no superuser (docs/operations.md). Migrates, founds, serves, takes files in,
 * answers checks, is killed twice at each, and asks by the command line.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { usccFor } from '../support/identifiers.ts';
import { type DrillOffice, withOffice } from './drill-office.ts';
import { DrillServer } from './drill-server.ts';
import { killChecks } from './kill-checks.ts';
import { killIntake } from './kill-intake.ts';

const LAUNCHER = path.resolve(import.meta.dirname, '../../zhengming');
const ROUNDS = 2;
const SEED = 20_261_124;

const said = (line: string) => void process.stderr.write(`${line}\n`);

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  await client.end();
  return rows[0]!.version;
}

/** What `zhengming check` prints about a party that the drill sent in. */
async function askByCommand({ home, programKey }: DrillOffice): Promise<string[]> {
  const server = new DrillServer(home);
  await server.start();
  try {
    const code = usccFor('411100', '91', 1);
    const env = { ...process.env, ZHENGMING_URL: server.address, ZHENGMING_KEY: programKey };
    const line = execFileSync(LAUNCHER, ['check', code, '--json'], { encoding: 'utf8', env });
    const answer = JSON.parse(line) as { subject: { code: string } | null };
    return answer.subject?.code === code ? [] : [`zhengming check answered ${line}`];
  } finally {
    await server.stop();
  }
}

const given = process.env.DATABASE_URL;
if (given === undefined) {
  process.stdout.write('没有给出 DATABASE_URL，略去 / skipped: DATABASE_URL names no PostgreSQL of your own\n');
} else {
  const version = await versionOf(given);
  const report = await withOffice(async (office) => {
    const intake = await killIntake(office, ROUNDS, SEED, said);
    const checks = await killChecks(office, ROUNDS, SEED, said);
    return {
      version,
      intake,
      checks,
      failures: [...intake.failures, ...checks.failures, ...(await askByCommand(office))],
    };
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.failures.length > 0 ? 1 : 0;
}

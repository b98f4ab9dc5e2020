/**
 * The program on a PostgreSQL of one's own, 17 or 18: `DATABASE_URL=… node test/drills/own-database.ts`. The database must be
 * empty, its owner one who may create roles and is no superuser (docs/operations.md). Migrates, founds, serves, takes files in,
 * answers checks, is killed twice at each, and asks by the command line. Where none is named, an embedded server of the major version
 * of the first argument plays it, 17 or 18.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { asRole } from '../../src/ground/platform/database-urls.ts';
import { startEmbeddedPostgres } from '../../src/ground/platform/embedded-postgres.ts';
import { usccFor } from '../support/identifiers.ts';
import { releaseOf } from '../support/postgres-18.ts';
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
    const env = { ...process.env, ZHENGMING_URL: server.address, ZHENGMING_PROGRAM_KEY: programKey };
    const line = execFileSync(LAUNCHER, ['check', code, '--json'], { encoding: 'utf8', env });
    const answer = JSON.parse(line) as { subject: { code: string } | null };
    return answer.subject?.code === code ? [] : [`zhengming check answered ${line}`];
  } finally {
    await server.stop();
  }
}

/** A server that knows the program only by its address, and an owner with no more rights than docs/operations.md asks for. */
async function playedServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const home = mkdtempSync(path.join(tmpdir(), 'zhengming-own-'));
  const server = await startEmbeddedPostgres(home, {}, releaseOf(process.argv[2]));
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  await client.query(`create role bureau login createrole password 'of the bureau'`);
  await client.query(
    `create database bureau owner bureau encoding utf8 locale_provider libc locale 'C.UTF-8' template template0`,
  );
  await client.end();
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { url: asRole(server.urlOf('bureau'), 'bureau', 'of the bureau'), stop };
}

const { DATABASE_URL: given } = process.env;
const played = given === undefined ? await playedServer() : undefined;
// Every process of the drill, the program among them, finds it as an installation does.
if (played) process.env.DATABASE_URL = played.url;
try {
  const version = await versionOf(process.env.DATABASE_URL!);
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
} finally {
  await played?.stop();
}

/**
 * One name a request over public data, 64 connections, against the same server answering a constant:
 * `node bench/screening/http-public.ts [names] [folder for a CPU profile]`. JSON on standard output, progress on standard error;
 * exit code 1 where suggesting stays below half of the constant. Both are GETs with an answer of one size; the form of `POST /reconcile`,
 * with JSON in it, is printed beside them. The limit by address is lifted by configuration (`bench/checks/server.ts`).
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { addDays, chinaDate } from '../../src/ground/kernel/plain-date.ts';
import { startEmbeddedPostgres } from '../../src/ground/platform/embedded-postgres.ts';
import { type DrillOffice, signIn, withOffice } from '../../test/drills/drill-office.ts';
import { again, send } from '../../test/drills/drill-sender.ts';
import { csvOf, penaltyRow } from '../../test/support/penalties.ts';
import type { Request } from '../checks/load.ts';
import {
  alternate,
  askOnce,
  cpuRatio,
  meanSized,
  type Server,
  serving,
  someAnswers,
  tellConstant,
} from '../checks/serving.ts';
import { loadTables } from '../checks/tables.ts';
import { names, nextName, profileFolder, set } from './asked-names.ts';

const ROUNDS = 7;
const SECONDS = 3;
const LEAST = 0.5;
const RECORDS_A_NAME = 3;
const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** One penalty through the real intake: what the others are copied from. */
async function modelRecord(server: Server, office: DrillOffice): Promise<void> {
  const decided = { CF_JDRQ: addDays(chinaDate(new Date()), -30).replaceAll('-', '/') };
  const sent = { ...again({ body: csvOf([penaltyRow(1, decided)]) }), rows: 1, refused: 0 };
  await send(server.address, await signIn(server.address, office), sent, true);
}

/** The names of the question set for the parties that the tables were filled with. */
async function nameParties(owner: string): Promise<void> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query(
    `update subject_names as n set name = g.name, folded = g.name
     from (select '漯河虚构' || (i - 1) || '号商贸有限公司' as made, name from unnest($1::text[]) with ordinality as u (name, i)) as g
     where n.folded = g.made`,
    [set.names],
  );
  await client.query('vacuum analyze subject_names');
  await client.end();
}

const suggesting: Request = () => ({
  method: 'GET',
  path: `/reconcile/suggest/entity?prefix=${encodeURIComponent(nextName())}`,
});
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const reconciling: Request = () => {
  const queries = JSON.stringify({ q0: { query: nextName() } });
  return { path: '/reconcile', headers: FORM, body: new URLSearchParams({ queries }).toString() };
};
const constant: Request = () => ({ method: 'GET', path: '/bench/constant' });

async function untilReady(server: Server): Promise<void> {
  while (!(await askOnce(server, suggesting)).ok);
}

async function measure(office: DrillOffice): Promise<void> {
  const { home } = office;
  const cluster = await startEmbeddedPostgres(home);
  try {
    const owner = cluster.urlOf('zhengming');
    await serving(home, owner, (server) => modelRecord(server, office));
    await loadTables(owner, names, names * RECORDS_A_NAME, say);
    await nameParties(owner);
    // Finished rows have no entries in the journal, so the index is made anew.
    rmSync(path.join(home, 'screening'), { recursive: true });
    const work = async (server: Server) => {
      await untilReady(server);
      await tellConstant(server, meanSized(await someAnswers(server, suggesting)));
      const sides = {
        suggesting: { request: suggesting, seconds: SECONDS },
        reconciling: { request: reconciling, seconds: SECONDS },
        constant: { request: constant, seconds: SECONDS },
      };
      return alternate(server, home, sides, ROUNDS);
    };
    const { sides, ratio } = await serving(home, owner, work, profileFolder);
    const ofConstant = ratio('suggesting', 'constant');
    const ratios = {
      ofConstant,
      least: LEAST,
      cpuRatio: cpuRatio(sides.suggesting, sides.constant),
      formOfConstant: ratio('reconciling', 'constant'),
    };
    process.stdout.write(`${JSON.stringify({ names, ...ratios, ...sides })}\n`);
    process.exitCode = ofConstant >= LEAST ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

await withOffice(measure);

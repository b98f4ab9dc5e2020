/**
 * One name a request over HTTP, 64 connections, against the same server answering a constant, and reading one row and writing
 * one durable row: `node bench/screening/http.ts [names] [folder for a CPU profile]`. JSON on standard output, progress on standard error; exit code 1
 * below 60 % of select-and-insert. The answers are those of `POST /api/v1/screening`: program key, policy, use log, judgements.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/ground/platform/embedded-postgres.ts';
import { foldName } from '../../src/names/subjects/index.ts';
import { type DrillOffice, withOffice } from '../../test/drills/drill-office.ts';
import { usccFor } from '../../test/support/identifiers.ts';
import type { Request } from '../checks/load.ts';
import {
  alternate,
  cpuRatio,
  meanSized,
  type Server,
  serving,
  someAnswers,
  tellConstant,
  untilIndexed,
} from '../checks/serving.ts';
import { loadPeer } from '../checks/tables.ts';
import { names, nextName, profileFolder, set } from './asked-names.ts';

const ROUNDS = 7;
const SECONDS = 4;
const LEAST = 0.6;
const ROWS_AT_ONCE = 10_000;

/** Parties that have a name and a code and nothing else, as the superuser writes finished rows. */
async function loadParties(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (let at = 0; at < names; at += ROWS_AT_ONCE) {
    const some = set.names.slice(at, at + ROWS_AT_ONCE);
    const codes = some.map((_, i) => usccFor('411102', '91', at + i));
    await client.query(
      `with given as (select gen_random_uuid() as id, n.name, n.folded, n.code from unnest($1::text[], $2::text[], $3::text[]) as n (name, folded, code)),
         parties as (insert into subjects (id, kind, known_at) select g.id, 'organisation', '2024-01-01' from given as g),
         keys as (insert into subject_keys (kind, key, subject_id, known_at) select 'uscc', g.code, g.id, '2024-01-01' from given as g)
       insert into subject_names (subject_id, folded, name, known_at) select g.id, g.folded, g.name, '2024-01-01' from given as g`,
      [some, some.map(foldName), codes],
    );
  }
  await client.query('analyze subjects, subject_keys, subject_names');
  await client.end();
}

let turn = 0;
function screening({ programKeys }: DrillOffice): Request {
  return () => {
    turn += 1;
    return {
      path: '/api/v1/screening',
      headers: { authorization: `Bearer ${programKeys[turn % programKeys.length]}`, 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        matter: '公共资源交易资格审查',
        purpose: '核对投标人身份',
        queries: [{ name: nextName() }],
      }),
    };
  };
}
const plain =
  (route: string): Request =>
  () => ({ path: route, body: `{"id":${Math.floor(Math.random() * names)}}` });

async function measure(office: DrillOffice): Promise<void> {
  const { home } = office;
  const cluster = await startEmbeddedPostgres(home);
  try {
    const owner = cluster.urlOf('zhengming');
    await loadParties(owner);
    const ask = screening(office);
    const work = async (server: Server) => {
      await untilIndexed(server, office.programKey);
      const answers = await someAnswers(server, ask);
      await loadPeer(owner, names, answers);
      await tellConstant(server, meanSized(answers));
      const sides = {
        screening: { request: ask, seconds: SECONDS },
        peer: { request: plain('/bench/peer'), seconds: SECONDS },
        constant: { request: plain('/bench/constant'), seconds: 2 },
      };
      return alternate(server, home, sides, ROUNDS);
    };
    const { sides, ratio } = await serving(home, owner, work, profileFolder);
    const ratios = { ratio: ratio('screening', 'peer'), least: LEAST, cpuRatio: cpuRatio(sides.screening, sides.peer) };
    const ofConstant = ratio('screening', 'constant');
    process.stdout.write(`${JSON.stringify({ names, ...ratios, ofConstant, ...sides })}\n`);
    process.exitCode = ratios.ratio >= LEAST ? 0 : 1;
  } finally {
    await cluster.stop();
  }
}

await withOffice(measure);

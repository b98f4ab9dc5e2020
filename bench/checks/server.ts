/** The program as `serve` builds it, on the database of the benchmark, with the peer's routes beside its own. */

import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/ground/config/config.ts';
import { openPools } from '../../src/ground/platform/db.ts';
import { masterKey } from '../../src/ground/platform/key-file.ts';
import { log } from '../../src/ground/platform/log.ts';
import { Origin } from '../../src/ground/platform/origin.ts';
import { loadLaw } from '../../src/rules/law/index.ts';
import { peerRoutes } from './peer-routes.ts';

const { BENCH_HOME: home = '', BENCH_APP: app = '', BENCH_INTAKE: intake = '' } = process.env;
const law = loadLaw();
const key = masterKey({ file: `${home}/vault-key`, inline: undefined, command: undefined }, false);
const program = await buildApp(
  {
    // The load has no telephone, and comes from one address.
    config: readConfig({
      PORT: '0',
      ZHENGMING_SECOND_FACTOR: 'optional',
      ZHENGMING_PUBLIC_QUESTIONS_A_MINUTE: '1000000000',
    }),
    // The seals of one installation: else every use of an earlier process would be a stranger's to the keeper of the log.
    pools: openPools({ app, intake }, undefined, Origin.of(key)),
    now: () => new Date(),
    law: () => law,
    masterKey: key,
    home,
    log,
  },
  'all',
  [peerRoutes],
);
process.stdout.write(`${await program.listen()}\n`);
process.once('SIGTERM', async () => {
  await program.close();
  await program.deps.pools.close();
  process.exit(0); // writes the CPU profile, where one was asked for
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { type Config, masterKeySource, readConfig } from '../../config/config.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { answer, EXIT, say } from '../../platform/cli.ts';
import { dataHome, takeHome } from '../../platform/data-home.ts';
import { openDatabase, runningDatabase } from '../../platform/database.ts';
import { openPools, type Pools } from '../../platform/db.ts';
import { endExplained } from '../../platform/explain.ts';
import { masterKey } from '../../platform/key-file.ts';
import { ErasableKeyStore, Vault } from '../../vault/index.ts';
import { expectedCatalogue } from '../catalogue/catalogue-store.ts';
import { keysOf, tileStoreOf } from '../log/worker-jobs.ts';
import { readKey, readNote, type VerifierKey } from '../tlog/note.ts';
import { readProof } from '../tlog/proof-file.ts';
import { isSignedBySm2, readSm2Key } from '../tlog/sm2.ts';
import { checkAnswer, isAnswer } from './answer-receipt.ts';
import { type Finding, findingLine, type Verified } from './finding.ts';
import { checkReceipt } from './receipt.ts';
import { type VerifyDeps, verifyLog } from './verify-commands.ts';

type Options = {
  readonly proof?: string;
  readonly key?: string;
  readonly sm2?: string;
  readonly witness: readonly string[];
  readonly json: boolean;
};

/** The owner's address, and how to give it back. Beside a running program its database is used; else one is started. */
async function ownerUrl(
  home: string,
  configured: string | undefined,
): Promise<{ url: string; close(): Promise<void> }> {
  if (configured) return { url: configured, close: async () => undefined };
  try {
    const lock = await takeHome(home);
    const database = await openDatabase(home, { owner: undefined, app: undefined, intake: undefined });
    const close = () => database.stop().finally(() => lock.close());
    return { url: database.urls.owner, close };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'start.second_copy') throw error;
    return { url: runningDatabase(home), close: async () => undefined };
  }
}

/** A bar for whoever waits at a terminal for longer than a second. */
function progressBar(): { at(entries: number): void; stop(): void } {
  const bar = new SingleBar({
    format: '核对 / verifying {value} 笔 entries {duration_formatted}',
    stream: process.stderr,
  });
  const began = performance.now();
  let isShown = false;
  return {
    at(entries) {
      if (!process.stderr.isTTY || performance.now() - began < 1000) return;
      if (!isShown) bar.start(0, 0);
      isShown = true;
      bar.update(entries);
    },
    stop: () => bar.stop(),
  };
}

function tell(finding: Finding, json: boolean): void {
  if (json) answer(finding);
  else process.stdout.write(`${findingLine(finding)}\n`);
}

function sum(verified: Verified, seconds: number, json: boolean): void {
  if (json) {
    answer({ summary: { ...verified, seconds } });
    return;
  }
  const { entries, rows, tiles, papers, checkpoints, pending, erased, findings, notCovered } = verified;
  say(
    `流水账 ${entries} 笔，行 ${rows}（已擦除 ${erased}），瓦片 ${tiles}，文件 ${papers ?? '未打开'}，存证点 ${checkpoints}，待入日志 ${pending}；不符 ${findings} 处`,
  );
  say(
    `${entries} entries, ${rows} rows (${erased} erased), ${tiles} tiles, ${papers ?? 'no'} papers opened, ${checkpoints} checkpoints, ${pending} pending; ${findings} findings`,
  );
  say(`日志不作证的表 / tables that the log does not answer for: ${notCovered.join(' ')}`);
}

/** Nothing where the master key is not: papers and secrets are then not opened, and the summary says so. */
async function openersOf(pools: Pools, config: Config, home: string): Promise<Pick<VerifyDeps, 'vault' | 'masterKey'>> {
  try {
    const key = masterKey(masterKeySource(config, home), true);
    const erasable = new ErasableKeyStore(config.vaultFolder ?? path.join(home, 'vault'), key);
    return { masterKey: key, vault: await Vault.toRead(pools, key, erasable) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'start.key_missing') throw error;
    return {};
  }
}

async function verifyInstallation({ json }: Options): Promise<void> {
  const config = readConfig(process.env);
  const home = dataHome(path.resolve(import.meta.dirname, '../../../..'), config.dataFolder);
  const database = await ownerUrl(home, config.databaseUrl);
  const pools = openPools({ app: database.url, intake: database.url }, { app: 2, intake: 1 });
  const bar = progressBar();
  try {
    const began = performance.now();
    const keys = await keysOf({ pools, home, config }, false);
    const openers = await openersOf(pools, config, home);
    const deps = { db: pools.app, keys, tiles: tileStoreOf(home), catalogue: expectedCatalogue(), ...openers };
    const verified = await verifyLog(deps, (finding) => tell(finding, json), bar.at);
    bar.stop();
    sum(verified, Math.round(performance.now() - began) / 1000, json);
    if (verified.findings > 0) process.exitCode = EXIT.refused;
  } finally {
    bar.stop();
    await pools.close();
    await database.close();
  }
}

function verifyAnswer(text: string, key: VerifierKey, json: boolean): void {
  const checked = checkAnswer(text, key);
  if (json) answer(checked);
  else process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  say(
    `答复属实，在日志 ${checked.log} 第 ${checked.size} 位之后作出 / the answer was given, after entry ${checked.size} of that log`,
  );
}

/** @throws {Refusal} as {@link checkReceipt}, {@link checkAnswer}; invalid `proof.key_wanted`, `proof.unreadable` */
function verifyReceipt(file: string, { key, sm2, witness, json }: Options): void {
  if (key === undefined) throw new Refusal('invalid', 'proof.key_wanted');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refusal('invalid', 'proof.unreadable', { file, reason: (error as NodeJS.ErrnoException).code });
  }
  if (isAnswer(text)) {
    verifyAnswer(text, readKey(key), json);
    return;
  }
  if (sm2 !== undefined && !isSignedBySm2(readNote(readProof(text).checkpoint), readSm2Key(sm2))) {
    throw new Refusal('rule', 'proof.not_signed', { key: sm2.split('+')[0] });
  }
  const checked = checkReceipt(text, readKey(key), witness.map(readKey));
  if (json) {
    answer(checked);
    return;
  }
  process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  say(
    `证明有效：在日志 ${checked.log} 第 ${checked.index + 1} 位 / the proof holds: position ${checked.index + 1} of that log`,
  );
}

/** Exit 2 where something does not agree: a proof that fails, a row that was tampered with. Exit 1: it could not be looked at. */
async function verify(options: Options): Promise<void> {
  try {
    if (options.proof === undefined) await verifyInstallation(options);
    else verifyReceipt(options.proof, options);
  } catch (error) {
    await endExplained(error, options.json);
    if (error instanceof Refusal && error.kind === 'rule') process.exitCode = EXIT.refused;
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

/** `zhengming verify`: names every row that was changed behind the program's back; with `--proof` checks one receipt, offline. */
export function command(): Command {
  return new Command('verify')
    .description(
      '核对流水账、存证日志与数据库，或离线核对一份证明 / verify journal, log and database, or one proof offline; exit 0 all agrees, 2 it does not, 1 could not be looked at',
    )
    .option('--proof <file>', '离线核对一份 .tlog-proof 证明 / check one receipt, offline')
    .option('--key <key>', '所信任的日志公钥（/log/key） / public key of the log that you trust')
    .option('--sm2 <key>', '存证点还须有此 SM2 公钥的签名 / the checkpoint must also be signed by this SM2 key')
    .option(
      '--witness <key>',
      '须已副署的见证方公钥，可多次给出 / a witness that must have cosigned; may be given again',
      (key: string, all: readonly string[]) => [...all, key],
      [] as readonly string[],
    )
    .option('--json', '每处不符一行 JSON，末行为汇总 / a JSON line a finding, the last one a summary', false)
    .action(verify);
}

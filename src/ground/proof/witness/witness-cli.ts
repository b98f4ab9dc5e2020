import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { answer, EXIT, say } from '../../platform/cli.ts';
import { takeHome } from '../../platform/data-home.ts';
import { endExplained } from '../../platform/explain.ts';
import { makeHttp } from '../../platform/http.ts';
import { secretFile } from '../../platform/key-file.ts';
import { log } from '../../platform/log.ts';
import { loadMessages } from '../../platform/messages.ts';
import { listenRefusal, refuseBusyPort } from '../../platform/port.ts';
import { VERSION } from '../../platform/version.ts';
import { COSIGNATURE, printKey, readKey, signerOf } from '../tlog/note.ts';
import { witnessRoutes } from './witness-routes.ts';
import { WitnessStore } from './witness-store.ts';

type Options = {
  readonly folder: string;
  readonly name: string;
  readonly log: readonly string[];
  readonly host: string;
  readonly port: string;
  readonly json: boolean;
};

async function witness({ folder, name, log: logKeys, host, port, json }: Options): Promise<void> {
  try {
    const logs = logKeys.map(readKey);
    await refuseBusyPort(host, Number(port));
    const seen = path.join(folder, 'seen');
    // What was seen rests on the key: with another one it would be another witness, which has seen nothing.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = await takeHome(folder);
    const signer = signerOf(
      name,
      COSIGNATURE,
      secretFile(path.join(folder, 'witness-key'), existsSync(seen), 'start.log_key_missing'),
    );
    const { http } = await makeHttp(await loadMessages(), log, VERSION);
    witnessRoutes(http, { signer, logs, store: new WitnessStore(seen), now: () => new Date() });
    const address = await http.listen({ host, port: Number(port) }).catch((error: unknown) => {
      throw listenRefusal(error, host, Number(port));
    });
    if (json) answer({ address, key: printKey(signer), logs: logs.map((one) => one.name) });
    else process.stdout.write(`${printKey(signer)}\n`);
    say(`见证方已启动 / the witness is up: ${address}`);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await http.close();
    lock.close();
  } catch (error) {
    await endExplained(error, json);
  }
  process.exit(process.exitCode ?? EXIT.ok);
}

/** `zhengming witness`: watches logs for a court or an audit office, and cosigns what only ever grows. Needs no database. */
export function command(): Command {
  return new Command('witness')
    .description(
      '见证存证日志：只为不断增长、从不改写的日志副署 / watch logs and cosign what only ever grows (C2SP tlog-witness)',
    )
    .requiredOption('--folder <folder>', '密钥和所见存证点的目录 / where its key and what it has seen lie')
    .requiredOption('--name <name>', '见证方名称，如 witness.court.example/w1 / its name, without scheme')
    .requiredOption(
      '--log <key>',
      '所见证日志的公钥（/log/key），可多次给出 / public key of a log; may be given again',
      (key: string, all: readonly string[] | undefined) => [...(all ?? []), key],
    )
    .option('--host <host>', '监听地址 / address to listen on', '127.0.0.1')
    .option('--port <port>', '监听端口 / port to listen on', '8090')
    .option('--json', '启动后以 JSON 报告 / report as JSON', false)
    .action(witness);
}

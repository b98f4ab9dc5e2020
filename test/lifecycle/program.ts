import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from '../support/free-port.ts';

const LAUNCHER = path.resolve(import.meta.dirname, '../../zhengming');

export type Program = {
  readonly child: ChildProcess;
  readonly address: string;
  readonly port: number;
  /** What it wrote so far, both streams. */
  output(): string;
  /** Settles with the exit code, or the name of the signal that killed it. */
  readonly ended: Promise<number | string>;
};

/** Spawns the real program on `home`, without waiting for anything. */
export async function spawnProgram(
  home: string,
  environment: Record<string, string> = {},
  args = ['serve'],
): Promise<Program> {
  const port = Number(environment.PORT ?? (await freePort()));
  const child = spawn(LAUNCHER, args, {
    env: { PATH: process.env.PATH, HOME: home, ZHENGMING_DATA: home, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.on('data', (chunk) => (written += chunk));
  child.stderr.on('data', (chunk) => (written += chunk));
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal!)),
  );
  return { child, port, address: `http://127.0.0.1:${port}`, output: () => written, ended };
}

/** Waits until the program answers /readyz with 200; answers the milliseconds since `since` (performance.now()). */
export async function untilReady(program: Program, since = performance.now()): Promise<number> {
  let over = false;
  void program.ended.then(() => (over = true));
  while (!over && performance.now() - since < 60_000) {
    const answer = await fetch(`${program.address}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return performance.now() - since;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the program did not become ready:\n${program.output()}`);
}

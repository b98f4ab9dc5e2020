/** The program under load in a process of its own, and what each answer costs it and the database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asRole, rolePasswords } from '../../src/ground/platform/database-urls.ts';
import { databaseProcesses } from '../../test/drills/drill-office.ts';
import { cpuMs } from '../cpu-time.ts';
import { load, type Phase, type Request } from './load.ts';

export type Server = { readonly address: string; readonly pid: number; stop(): Promise<void> };
/** Processor time a request, which a busy machine does not change as much as it does the rate. */
export type Costed = Phase & { readonly serverCpuMs: number; readonly databaseCpuMs: number };

const CONNECTIONS = 64;

/** What the launcher starts the program with: how its heap is swept is part of what an answer costs. */
function launched(): string[] {
  const launcher = readFileSync(path.join(import.meta.dirname, '../../zhengming'), 'utf8');
  const flags = /^exec "\$node" (?<flags>.*) "\$here/m.exec(launcher)?.groups?.flags?.split(' ');
  if (flags === undefined) throw new Error('the launcher starts no program');
  return flags;
}

async function serve(home: string, owner: string, profileFolder: string | undefined): Promise<Server> {
  const passwords = rolePasswords(owner);
  const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child: ChildProcess = spawn(
    process.execPath,
    [...launched(), ...profile, path.join(import.meta.dirname, 'server.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        BENCH_HOME: home,
        BENCH_APP: asRole(owner, 'zhengming_app', passwords.app),
        BENCH_INTAKE: asRole(owner, 'zhengming_intake', passwords.intake),
      },
    },
  );
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return {
    address: line.toString().trim(),
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Serves, works, and stops the server whatever happened. */
export async function serving<T>(
  home: string,
  owner: string,
  work: (server: Server) => Promise<T>,
  profileFolder?: string,
): Promise<T> {
  const server = await serve(home, owner, profileFolder);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function costed(server: Server, home: string, request: Request, seconds: number): Promise<Costed> {
  const before = { server: cpuMs([server.pid]), database: cpuMs(databaseProcesses(home)) };
  const phase = await load(server.address, request, CONNECTIONS, seconds);
  const each = (ms: number) => Math.round((ms / phase.requests) * 1_000) / 1_000;
  return {
    ...phase,
    serverCpuMs: each(cpuMs([server.pid]) - before.server),
    databaseCpuMs: each(cpuMs(databaseProcesses(home)) - before.database),
  };
}

export type Side = { readonly request: Request; readonly seconds: number };

export type Alternated<Name extends string> = {
  /** The middle of the rounds for each figure of each side. */
  readonly sides: Readonly<Record<Name, Costed>>;
  /** The middle of the rounds' own ratios: what else the machine does changes from round to round and less within one. */
  readonly ratio: (of: Name, to: Name) => number;
};

/** Every side once to warm up, then all of them in each round. */
export async function alternate<Name extends string>(
  server: Server,
  home: string,
  sides: Readonly<Record<Name, Side>>,
  rounds: number,
): Promise<Alternated<Name>> {
  const all = Object.entries(sides) as [Name, Side][];
  const found = new Map<Name, Costed[]>(all.map(([name]) => [name, []]));
  for (const [, { request, seconds }] of all) await load(server.address, request, CONNECTIONS, seconds);
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, { request, seconds }] of all) {
      const phase = await costed(server, home, request, seconds);
      found.get(name)!.push(phase);
      process.stderr.write(`${round} ${name}: ${JSON.stringify(phase)}\n`);
    }
  }
  const ratio = (of: Name, to: Name) =>
    middle(found.get(of)!.map(({ requestsPerSecond }, n) => requestsPerSecond / found.get(to)![n]!.requestsPerSecond));
  const middles = Object.fromEntries([...found].map(([name, phases]) => [name, middling(phases)]));
  return { sides: middles as Record<Name, Costed>, ratio };
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function middling(phases: readonly Costed[]): Costed {
  const of = (figure: (phase: Costed) => number) => middle(phases.map(figure));
  return {
    requests: of(({ requests }) => requests),
    requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    bytes: of(({ bytes }) => bytes),
    serverCpuMs: of(({ serverCpuMs }) => serverCpuMs),
    databaseCpuMs: of(({ databaseCpuMs }) => databaseCpuMs),
  };
}

/** The same as a ratio of rates, by processor time alone: what one side costs of the other, server and database together. */
export function cpuRatio(of: Costed, to: Costed): number {
  return (to.serverCpuMs + to.databaseCpuMs) / (of.serverCpuMs + of.databaseCpuMs);
}

export function askOnce(server: Server, ask: Request): Promise<Response> {
  const { method = 'POST', path: route, headers, body = null } = ask();
  return fetch(`${server.address}${route}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

const INDEXED_LOOK_MS = 500;

/**
 * Until both indexes of names are there. A program that starts on a database that somebody else filled makes them anew, beside its work and for a
 * minute at a million names: what it answers meanwhile is no measure of what it answers afterwards.
 */
export async function untilIndexed(server: Server, programKey: string): Promise<void> {
  const headers = { authorization: `Bearer ${programKey}` };
  const asked = JSON.stringify({
    matter: '公共资源交易资格审查',
    purpose: '核对投标人身份',
    queries: [{ name: '虚构' }],
  });
  const all: Request = () => ({
    path: '/api/v1/screening',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    body: asked,
  });
  const open: Request = () => ({ method: 'GET', path: '/api/v1/screening/prefixes', headers });
  for (const ask of [all, open]) while (!(await askOnce(server, ask)).ok) await pause(INDEXED_LOOK_MS);
}

/** So many answers have the mean size of all to within a few parts in a hundred. */
const SAMPLE = 2_001;

/** Some answers, as they went over the wire. */
export async function someAnswers(server: Server, ask: Request): Promise<string[]> {
  const bodies: string[] = [];
  for (let n = 0; n < SAMPLE; n += 1) {
    bodies.push(await (await askOnce(server, ask)).text());
  }
  return bodies;
}

/**
 * What a peer answers instead of them: the longest that is no longer than their mean, with blanks up to it. Where half of the questions find
 * nothing, none of the answers has a size near the mean.
 */
export function meanSized(bodies: readonly string[]): string {
  const sizes = bodies.map((body) => Buffer.byteLength(body));
  const mean = Math.round(sizes.reduce((sum, size) => sum + size, 0) / bodies.length);
  const longest = Math.max(...sizes.filter((size) => size <= mean));
  process.stderr.write(`an answer has ${mean} bytes, the constant ${longest} and ${mean - longest} blanks\n`);
  return bodies[sizes.indexOf(longest)]! + ' '.repeat(mean - longest);
}

/** Tells the peer's route what it answers from memory. */
export async function tellConstant(server: Server, answer: string): Promise<void> {
  await fetch(`${server.address}/bench/constant-is`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answer }),
  });
}

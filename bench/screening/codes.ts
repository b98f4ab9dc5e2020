/**
 * Codes in the packed table against a Map of strings: look-ups a second, on the wall and by processor time, and memory. Both are asked
 * in turn, round by round, since other work on the machine slows whichever it falls upon. Exit code 1 where an aim is missed.
 *
 *     node --expose-gc --max-old-space-size=8000 bench/screening/codes.ts [count]
 */
import { putTogether } from '../../src/names/screening/code-parts.ts';
import { buildCodeTable, findCode } from '../../src/names/screening/code-table.ts';
import { Random } from './random.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const LOOKUPS = 1_000_000;
const ROUNDS = 7;
const LEAST_SPEED = 3;
const LEAST_MEMORY = 8;

const CLASSES = [91, 92, 93, 52, 51, 31, 12, 11].map((code) => Math.floor(code / 10) * 31 + (code % 10));
/** Areas in use: divisions of the county and above, and as many that were merged away. */
const AREAS = 6_000;

/** The code of a number, spread as issued codes are: class, area, subject, and both check characters right. */
function codeOf(number: number): string {
  const random = new Random(number * 2 + 1);
  const group = CLASSES[random.below(CLASSES.length)]! * 1_000_000 + 110_000 + random.below(AREAS) * 90;
  const code = putTogether({ group, front: random.below(31 ** 4), back: random.below(31 ** 4) });
  // One flat string, as a parser hands it over, not a chain of additions.
  return Buffer.from(code).toString('latin1');
}

type Find = (code: string) => number | undefined;
type Speed = { readonly wall: number; readonly processor: number };

/** Codes of the list, as strings that nobody has asked for yet: a Map keeps its hash of one with it. */
function askedCodes(round: number): string[] {
  const random = new Random(2 * round + 1);
  return Array.from({ length: LOOKUPS }, () => codeOf(random.below(count)));
}

function lookUps(find: Find, asked: readonly string[]): Speed {
  let found = 0;
  const used = process.cpuUsage();
  const start = performance.now();
  for (const code of asked) if ((find(code) ?? -1) >= 0) found += 1;
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  if (found !== LOOKUPS) throw new Error(`${LOOKUPS - found} codes were not found`);
  return { wall: LOOKUPS / seconds, processor: LOOKUPS / ((user + system) / 1e6) };
}

function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function* codes() {
  for (let record = 0; record < count; record += 1) yield { code: codeOf(record), record };
}
const began = performance.now();
const table = buildCodeTable(codes(), (words) => new Uint32Array(words));
const buildSeconds = (performance.now() - began) / 1000;
const before = usedBytes();
const map = new Map<string, number>();
for (let i = 0; i < count; i += 1) map.set(codeOf(i), i);
const mapBytes = usedBytes() - before;

const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) => ({
  packed: lookUps((code) => findCode(table, code), askedCodes(round)),
  map: lookUps((code) => map.get(code), askedCodes(round)),
})).slice(1); // the first warms up

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const spread = (values: readonly number[]) => `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
const ratios = (by: keyof Speed) => rounds.map((round) => round.packed[by] / round.map[by]);
const line = (name: string, side: 'packed' | 'map', bytes: number) => {
  const [wall, processor] = (['wall', 'processor'] as const).map((by) => middle(rounds.map((r) => r[side][by])) / 1e6);
  const speeds = `${wall!.toFixed(2)} M look-ups/s, ${processor!.toFixed(2)} M a processor second`;
  console.log(`${name}: ${speeds}, ${(bytes / count).toFixed(1)} bytes a code`);
};
console.log(`${count} codes, table built in ${buildSeconds.toFixed(1)} s, the making of the codes included`);
line('packed table', 'packed', table.byteLength);
line('Map', 'map', mapBytes);
const memory = mapBytes / table.byteLength;
for (const by of ['wall', 'processor'] as const) {
  console.log(`${by}: ${middle(ratios(by)).toFixed(2)} times the speed (rounds ${spread(ratios(by))})`);
}
console.log(`1/${memory.toFixed(1)} of the memory`);
process.exitCode = middle(ratios('processor')) >= LEAST_SPEED && memory >= LEAST_MEMORY ? 0 : 1;

/**
 * Codes in the packed table against a Map of strings: look-ups a second and memory.
 *
 *     node --expose-gc --max-old-space-size=8000 bench/screening/codes.ts [count]
 */
import { putTogether } from '../../src/screening/code-parts.ts';
import { buildCodeTable, findCode } from '../../src/screening/code-table.ts';
import { Random } from './random.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const LOOKUPS = 1_000_000;

const CLASSES = [91, 92, 93, 52, 51, 31, 12, 11].map((code) => Math.floor(code / 10) * 31 + (code % 10));
/** Areas in use: divisions of the county and above, and as many that were merged away. */
const AREAS = 6_000;

/** The code of a number, spread as issued codes are: class, area, subject, and both check characters right. */
function codeOf(number: number): string {
  const random = new Random(number * 2 + 1);
  const group = CLASSES[random.below(CLASSES.length)]! * 1_000_000 + 110_000 + random.below(AREAS) * 90;
  const code = putTogether({ group, subject: random.below(31 ** 4) * 31 ** 4 + random.below(31 ** 4) });
  // One flat string, as a parser hands it over, not a chain of additions.
  return Buffer.from(code).toString('latin1');
}

function lookUps(find: (code: string) => number | undefined): number {
  const random = new Random(7);
  const asked = Array.from({ length: LOOKUPS }, () => codeOf(random.below(count)));
  let found = 0;
  const start = performance.now();
  for (const code of asked) if ((find(code) ?? -1) >= 0) found += 1;
  const seconds = (performance.now() - start) / 1000;
  if (found !== LOOKUPS) throw new Error(`${LOOKUPS - found} codes were not found`);
  return LOOKUPS / seconds;
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
const packedSpeed = lookUps((code) => findCode(table, code));
const before = usedBytes();
const map = new Map<string, number>();
for (let i = 0; i < count; i += 1) map.set(codeOf(i), i);
const mapBytes = usedBytes() - before;
const mapSpeed = lookUps((code) => map.get(code));
const line = (name: string, speed: number, bytes: number) =>
  console.log(`${name}: ${(speed / 1e6).toFixed(2)} M look-ups/s, ${(bytes / count).toFixed(1)} bytes a code`);
console.log(`${count} codes, table built in ${buildSeconds.toFixed(1)} s, the making of the codes included`);
line('packed table', packedSpeed, table.byteLength);
line('Map', mapSpeed, mapBytes);
console.log(
  `${(packedSpeed / mapSpeed).toFixed(2)} times the speed, 1/${(mapBytes / table.byteLength).toFixed(1)} of the memory`,
);

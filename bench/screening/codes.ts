/**
 * Codes in the packed table against a Map of strings: look-ups a second and memory.
 *
 *     node --expose-gc --max-old-space-size=8000 bench/screening/codes.ts [count]
 */
import { addCode, codeTableWords, findCode } from '../../src/screening/code-table.ts';
import { Random } from './random.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const count = Number(process.argv[2] ?? 1_000_000);
const LOOKUPS = 1_000_000;

/** The code of a number, spread as issued codes are: class, area, subject. The check character does not matter here. */
function codeOf(number: number): string {
  const random = new Random(number * 2 + 1);
  const bytes = Buffer.from('91');
  const rest = Buffer.alloc(16);
  for (let i = 0; i < 6; i += 1) rest[i] = 0x30 + random.below(10);
  for (let i = 6; i < 16; i += 1) rest[i] = ALPHABET.charCodeAt(random.below(31));
  // One flat string, as a parser hands it over, not a chain of additions.
  return Buffer.concat([bytes, rest]).toString('latin1');
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

const table = new Uint32Array(codeTableWords(count));
for (let i = 0; i < count; i += 1) addCode(table, codeOf(i), i);
const packedSpeed = lookUps((code) => findCode(table, code));
const before = usedBytes();
const map = new Map<string, number>();
for (let i = 0; i < count; i += 1) map.set(codeOf(i), i);
const mapBytes = usedBytes() - before;
const mapSpeed = lookUps((code) => map.get(code));
const line = (name: string, speed: number, bytes: number) =>
  console.log(`${name}: ${(speed / 1e6).toFixed(2)} M look-ups/s, ${(bytes / count).toFixed(1)} bytes a code`);
console.log(`${count} codes`);
line('packed table', packedSpeed, table.byteLength);
line('Map', mapSpeed, mapBytes);
console.log(
  `${(packedSpeed / mapSpeed).toFixed(2)} times the speed, 1/${(mapBytes / table.byteLength).toFixed(1)} of the memory`,
);

/**
 * Writes `data/looks.txt`: one line a character, `character<TAB>characters that look like it`, best first.
 * Two characters look alike when their strokes, in writing order, are nearly the same (未 末, 己 已), when they differ in
 * one part only and that part is the smaller one (科 料, 晴 睛), or when one is the other less a small part (原 源). Nothing is typed by hand.
 * Sources: cnchar-order 3.2.6 (MIT), the stroke order of 6,939 characters; cjk-decomp (offered under MIT among others).
 *
 *     node src/names/screening/build/make-looks.ts cnchar.order.min.js cjk-decomp.txt
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [strokesFile, partsFile] = process.argv.slice(2);
if (!strokesFile || !partsFile) throw new Error('two files are needed, see the head of this script');

const NEIGHBOURS = 16;
const LEAST = 0.66;

const strokesJson = /JSON\.parse\('(\{"一".*?\})'\)/s.exec(readFileSync(strokesFile, 'utf8'))?.[1];
if (!strokesJson) throw new Error('no stroke table in the first file');
const strokes = new Map(Object.entries(JSON.parse(strokesJson) as Record<string, string>));

/** Character → how its parts stand together, and the parts. */
const parts = new Map<string, { layout: string; parts: string[] }>();
for (const line of readFileSync(partsFile, 'utf8').split(/\r?\n/)) {
  const found = /^(.+):([a-z0-9/]+)\((.*)\)$/u.exec(line);
  if (found) parts.set(found[1]!, { layout: found[2]!.split('/')[0]!, parts: found[3]!.split(',').filter(Boolean) });
}

function strokeCount(part: string, depth = 0): number {
  const known = strokes.get(part);
  if (known) return known.length;
  const inside = parts.get(part);
  if (!inside || inside.parts.length === 0 || depth > 8) return 1;
  const times = inside.layout.startsWith('r3') ? 3 : inside.layout.startsWith('r') ? 2 : 1;
  return times * inside.parts.reduce((sum, p) => sum + strokeCount(p, depth + 1), 0);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Characters by the first two and the last two strokes, and by each part in its place: only these are compared. */
const blocks = new Map<string, string[]>();
function put(key: string, char: string): void {
  const block = blocks.get(key);
  if (block) block.push(char);
  else blocks.set(key, [char]);
}
for (const [char, order] of strokes) {
  if (order.length <= 6) for (let n = order.length - 1; n <= order.length + 1; n += 1) put(`few${n}`, char);
  for (const i of [0, 1, 2]) put(`head${order.slice(i, i + 3)}${order.length >> 2}`, char);
  for (const i of [0, 1, 2])
    put(`tail${order.slice(order.length - 3 - i, order.length - i)}${order.length >> 2}`, char);
  const own = parts.get(char);
  put(`holds${char}`, char);
  own?.parts.forEach((part, i) => {
    put(`part${own.layout[0]}${i}${part}`, char);
    put(`holds${part}`, char);
  });
}

/** The share of strokes in the parts that stand in the same place in both. */
function sharedParts(a: string, b: string): number {
  const x = parts.get(a);
  const y = parts.get(b);
  if (!x || !y || x.parts.length < 2 || x.parts.length !== y.parts.length || x.layout[0] !== y.layout[0]) return 0;
  const same = x.parts.filter((part, i) => part === y.parts[i]);
  if (same.length !== x.parts.length - 1) return 0;
  const shared = same.reduce((sum, part) => sum + strokeCount(part), 0);
  const [rest, other] = [x, y].map((c) => strokeCount(c.parts.find((_, i) => x.parts[i] !== y.parts[i])!));
  return shared / (shared + Math.max(rest!, other!)) - 0.03 * Math.abs(rest! - other!) + 0.12;
}

function likeness(a: string, b: string): number {
  const x = strokes.get(a)!;
  const y = strokes.get(b)!;
  const longer = Math.max(x.length, y.length);
  if (Math.abs(x.length - y.length) > 4) return 0;
  // One stroke in five is much; one in ten is little: short characters are forgiven a little more than their share.
  const bySequence = 1 - Math.max(0, editDistance(x, y) - 0.35) / (longer * 0.85);
  return Math.max(bySequence, sharedParts(a, b), 0.5 * (bySequence + sharedParts(a, b)) + 0.1, containment(a, b));
}

/** One is the other without its smaller part: 原 源, 召 沼. */
function containment(a: string, b: string): number {
  const [small, large] = strokes.get(a)!.length < strokes.get(b)!.length ? [a, b] : [b, a];
  if (!parts.get(large)?.parts.includes(small)) return 0;
  return strokes.get(small)!.length / strokes.get(large)!.length;
}

const best = new Map<string, Map<string, number>>();
for (const block of blocks.values()) {
  const members = [...new Set(block)];
  for (let i = 0; i < members.length; i += 1) {
    for (let j = i + 1; j < members.length; j += 1) {
      const [a, b] = [members[i]!, members[j]!];
      if (best.get(a)?.has(b)) continue;
      const value = likeness(a, b);
      if (value < LEAST) continue;
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        if (!best.has(from)) best.set(from, new Map());
        best.get(from)!.set(to, value);
      }
    }
  }
}
const lines = [...best]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([char, near]) => {
    const sorted = [...near].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1)).slice(0, NEIGHBOURS);
    return `${char}\t${sorted.map(([other]) => other).join('')}`;
  });
writeFileSync(new URL('../data/looks.txt', import.meta.url), `${lines.join('\n')}\n`);

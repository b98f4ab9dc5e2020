/**
 * A list of tens of millions of names: whether it fits, and what one question takes.
 *
 *     node bench/screening/large.ts [names] [questions] [FILE]
 *
 * With a FILE the list is kept there, and only asked when it is there already: a quiet moment is too short for building it.
 * Names stream from the seeded generator into the list; at no time do all of them exist as text. Unlike in `question-set.ts`
 * nothing keeps two parties from being invented with one name: the list of known names would take more memory than the index.
 * A question counts as answered when the best hit bears the name that was misspelt. One thread asks, then all of them share each question.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import {
  loadIndex,
  type NameRecord,
  Screener,
  ScreeningList,
  ScreeningPool,
  type Snapshot,
  saveIndex,
} from '../../src/names/screening/index.ts';
import { engineTables } from './engine-tables.ts';
import { misspell } from './error-mix.ts';
import { invent, nameOf, type Parts } from './name-parts.ts';
import { Random } from './random.ts';

const names = Number(process.argv[2] ?? 50_000_000);
const asked = Number(process.argv[3] ?? 5_000);
const file = process.argv[4];
const PAGE = 20_000;
const TOLD_EVERY = 1_000_000;
const GIB = 2 ** 30;
const tables = engineTables();
const known: Parts[] = [];

async function* pages(): AsyncGenerator<NameRecord[]> {
  const random = new Random(1);
  for (let id = 0; id < names; ) {
    const page: NameRecord[] = [];
    for (; page.length < PAGE && id < names; id += 1) {
      const parts = invent(tables, random);
      // Those that are asked about are spread over the list.
      if (id % Math.ceil(names / asked) === 0) known.push(parts);
      page.push({ id: String(id), name: nameOf(parts) });
    }
    yield page;
    if (id % TOLD_EVERY === 0) console.error(`${id / 1e6} M read, ${(process.memoryUsage.rss() / GIB).toFixed(2)} GiB`);
  }
}

type Question = { readonly text: string; readonly name: string };

async function build(): Promise<{ snapshot: Snapshot; questions: Question[] }> {
  const start = performance.now();
  const { snapshot } = await ScreeningList.ofPages(pages());
  const peak = (process.resourceUsage().maxRSS / 2 ** 20).toFixed(2);
  console.log(
    `generated and built in ${((performance.now() - start) / 1000).toFixed(0)} s with at most ${peak} GiB of the process`,
  );
  const random = new Random(2);
  return {
    snapshot,
    questions: known.map((parts) => ({ text: misspell(parts, tables, random).text, name: nameOf(parts) })),
  };
}

async function kept(at: string): Promise<{ snapshot: Snapshot; questions: Question[] }> {
  const beside = `${at}.questions.json`;
  if (existsSync(beside)) {
    return { snapshot: loadIndex(at).snapshot, questions: JSON.parse(readFileSync(beside, 'utf8')) as Question[] };
  }
  const built = await build();
  saveIndex(at, built.snapshot);
  writeFileSync(beside, JSON.stringify(built.questions));
  return built;
}

const { snapshot, questions } = await (file === undefined ? build() : kept(file));
const sizeBytes = snapshot.segments.reduce((sum, { segment }) => sum + segment.sizeBytes, 0);
const screener = new Screener(snapshot);
for (const { text } of questions) screener.screen({ name: text });

const milliseconds: number[] = [];
let right = 0;
const before = process.cpuUsage();
for (const { text, name } of questions) {
  const from = performance.now();
  const [best] = screener.screen({ name: text }).hits;
  milliseconds.push(performance.now() - from);
  if (best?.name === name) right += 1;
}
const { user, system } = process.cpuUsage(before);
milliseconds.sort((a, b) => a - b);
const at = (share: number, of = milliseconds) => of[Math.floor(of.length * share)]!.toFixed(3);
const pool = new ScreeningPool(snapshot);
for (const { text } of questions.slice(0, 1_000)) await pool.screenTogether({ name: text });
const shared: number[] = [];
for (const { text } of questions) {
  const from = performance.now();
  await pool.screenTogether({ name: text });
  shared.push(performance.now() - from);
}
await pool.stop();
shared.sort((a, b) => a - b);
console.log(
  [
    `${names} names in ${snapshot.segments.length} segments; load ${os.loadavg()[0]!.toFixed(1)}`,
    `${(sizeBytes / names).toFixed(1)} bytes a record, ${(sizeBytes / GIB).toFixed(2)} GiB`,
    `${questions.length} questions: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${((user + system) / questions.length).toFixed(0)} µs of processor each; best hit right ${(right / questions.length).toFixed(4)}`,
    `shared by ${os.availableParallelism()} threads: p50 ${at(0.5, shared)} ms, p99 ${at(0.99, shared)} ms`,
  ].join('\n'),
);

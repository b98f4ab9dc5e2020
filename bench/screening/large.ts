/**
 * A list of tens of millions of names: whether it fits, and what one question takes.
 *
 *     node bench/screening/large.ts [names] [questions]
 *
 * Names stream from the seeded generator into the list; at no time do all of them exist as text. Unlike in `question-set.ts`
 * nothing keeps two parties from being invented with one name: the list of known names would take more memory than the index.
 * A question counts as answered when the best hit bears the name that was misspelt. One thread asks.
 */
import os from 'node:os';
import { type NameRecord, Screener, ScreeningList } from '../../src/screening/index.ts';
import { engineTables } from './engine-tables.ts';
import { misspell } from './error-mix.ts';
import { invent, nameOf, type Parts } from './name-parts.ts';
import { Random } from './random.ts';

const names = Number(process.argv[2] ?? 50_000_000);
const asked = Number(process.argv[3] ?? 5_000);
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

const start = performance.now();
const { snapshot } = await ScreeningList.ofPages(pages());
const buildSeconds = (performance.now() - start) / 1000;
const sizeBytes = snapshot.segments.reduce((sum, { segment }) => sum + segment.sizeBytes, 0);
const screener = new Screener(snapshot);
const random = new Random(2);
const questions = known.map((parts) => ({ text: misspell(parts, tables, random).text, name: nameOf(parts) }));
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
const at = (share: number) => milliseconds[Math.floor(milliseconds.length * share)]!.toFixed(3);
console.log(
  [
    `${names} names in ${snapshot.segments.length} segments, generated and built in ${buildSeconds.toFixed(0)} s; load ${os.loadavg()[0]!.toFixed(1)}`,
    `${(sizeBytes / names).toFixed(1)} bytes a record, ${(sizeBytes / GIB).toFixed(2)} GiB; at most ${(process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)} GiB of the process while it was built`,
    `${questions.length} questions: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${((user + system) / questions.length).toFixed(0)} µs of processor each; best hit right ${(right / questions.length).toFixed(4)}`,
  ].join('\n'),
);

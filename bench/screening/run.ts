/**
 * The benchmark of the screening: quality and speed of the engine and, in the same run on the same questions, of pg_trgm.
 *
 *     node bench/screening/run.ts --names 1000000 --asked 5000 --peer-asked 300 [--set own] [--no-postgres]
 *         [--forms raw,folded] [--seed 1]
 *
 * `--everything` runs all measurements of this folder, this one among them; `--share 0.01` with smaller lists (`everything.ts`).
 *
 * Prints tables and writes bench/results/screening-<set>-<names>.json. One core each: the engine on one thread, PostgreSQL
 * without parallel workers. Rates are told on the wall, the round trip to the database in them, and by the processor time of
 * this process and of the database's alone, which other work on the machine changes less.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { calibrate, effectOf, type Sample } from '../../src/names/screening/calibration.ts';
import { buildSegment } from '../../src/names/screening/screening-list.ts';
import { type NameHit, Searcher } from '../../src/names/screening/search.ts';
import { engineTables } from './engine-tables.ts';
import { measureEverything } from './everything.ts';
import { ownTables } from './own-tables.ts';
import { askTrgm, buildTrgm, FORMS, openDatabase } from './pg-trgm.ts';
import { type Best, type Quality, qualityOf } from './quality.ts';
import { type QuestionSet, questionSet } from './question-set.ts';

const { values } = parseArgs({
  options: {
    names: { type: 'string', default: '100000' },
    asked: { type: 'string', default: '2500' },
    'peer-asked': { type: 'string', default: '300' },
    set: { type: 'string', default: 'engine' },
    seed: { type: 'string', default: '1' },
    'no-postgres': { type: 'boolean', default: false },
    forms: { type: 'string', default: FORMS.join() },
    everything: { type: 'boolean', default: false },
    share: { type: 'string', default: '1' },
  },
});
if (values.everything) {
  const missed = measureEverything(Number(values.share));
  console.log(
    missed.length === 0 ? '\nevery aim that is checked was reached' : `\nmissed or failed:\n${missed.join('\n')}`,
  );
  process.exit(missed.length === 0 ? 0 : 1);
}
const names = Number(values.names);
const tables = values.set === 'own' ? ownTables() : engineTables();
const set = questionSet(tables, names, Number(values.asked), Number(values.seed));

/**
 * Measured is what a service does once it runs, so each side answers its questions before: the database once, for its caches
 * and its prepared statement; the engine three times, for a second passes until its code is compiled for good.
 */
const WARM_UPS = 3;

type Speed = { queriesASecond: number; queriesAProcessorSecond: number; p50Ms: number; p99Ms: number };
type Result = { name: string; speed: Speed; quality: Quality; buildSeconds: number; bytesARecord: number };

function speedOf(milliseconds: readonly number[], processorSeconds: number): Speed {
  const wallSeconds = milliseconds.reduce((sum, t) => sum + t, 0) / 1000;
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return {
    queriesASecond: sorted.length / wallSeconds,
    queriesAProcessorSecond: sorted.length / processorSeconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

/** Half of the questions set the thresholds of each class, the other half is measured: no question judges itself. */
function keptByClass(questions: QuestionSet['questions'], hits: readonly (NameHit | undefined)[]) {
  const samples = questions.map((question, i): Sample => {
    const hit = hits[i];
    const same = hit !== undefined && hit.id === String(question.answer);
    return { class: hit?.class ?? 'several_slips', similarity: hit?.similarity ?? 0, same };
  });
  // A question stands beside its false sibling, so halves are taken by fours.
  const [learned, judged] = [0, 2].map((from) =>
    questions.map((_, i) => i).filter((i) => i % 4 === from || i % 4 === from + 1),
  );
  // A wrong answer to a question that has one is a lost hit, not a false alarm.
  const clear = learned!.filter((i) => questions[i]!.answer === undefined || samples[i]!.same);
  const thresholds = calibrate(
    clear.map((i) => samples[i]!),
    { look: 0.01, strong: 0.001 },
    'bench',
  );
  const trueOnes = judged!.filter((i) => questions[i]!.answer !== undefined);
  const falseOnes = judged!.filter((i) => questions[i]!.answer === undefined);
  const kept = effectOf(
    trueOnes.map((i) => samples[i]!),
    thresholds,
  ).look.kept;
  const all = trueOnes.filter((i) => samples[i]!.same).length / trueOnes.length;
  const alarms = effectOf(
    falseOnes.map((i) => samples[i]!),
    thresholds,
  ).look.falseAlarms;
  return { kept: kept * all, falseAlarms: alarms };
}

function runEngine(): {
  result: Result;
  first: (NameHit | undefined)[];
  byClass: { kept: number; falseAlarms: number };
} {
  const records = set.names.map((name, i) => ({ id: String(i), name }));
  const start = performance.now();
  const segment = buildSegment(records);
  const buildSeconds = (performance.now() - start) / 1000;
  const searcher = new Searcher([{ segment, dead: undefined }]);
  for (let pass = 0; pass < WARM_UPS; pass += 1) {
    for (const { text } of set.questions) searcher.search(text, 5);
  }
  const milliseconds: number[] = [];
  const before = process.cpuUsage();
  const first = set.questions.map(({ text }) => {
    const from = performance.now();
    const hits = searcher.search(text, 5);
    milliseconds.push(performance.now() - from);
    return hits[0];
  });
  const { user, system } = process.cpuUsage(before);
  const best = first.map((hit): Best => hit && { id: Number(hit.id), score: hit.similarity });
  const result = {
    name: 'zhengming',
    speed: speedOf(milliseconds, (user + system) / 1e6),
    quality: qualityOf(set, best),
    buildSeconds,
    bytesARecord: segment.sizeBytes / names,
  };
  return { result, first, byClass: keptByClass(set.questions, first) };
}

async function runPostgres(): Promise<Result[]> {
  const { client, stop } = await openDatabase();
  const results: Result[] = [];
  try {
    const asked = { names: set.names, questions: set.questions.slice(0, Number(values['peer-asked']) * 2) };
    for (const form of FORMS.filter((each) => values.forms.split(',').includes(each))) {
      const { buildSeconds, tableBytes, indexBytes } = await buildTrgm(client, form, set.names);
      const texts = asked.questions.map(({ text }) => text);
      await askTrgm(client, form, texts);
      const { best, milliseconds, processorSeconds } = await askTrgm(client, form, texts);
      const bytesARecord = (tableBytes + indexBytes) / names;
      const name = `pg_trgm GIN, ${form}`;
      const speed = speedOf(milliseconds, processorSeconds);
      results.push({ name, speed, quality: qualityOf(asked, best), buildSeconds, bytesARecord });
      print(results.at(-1)!);
    }
  } finally {
    await stop();
  }
  return results;
}

const share = (value: number): string => value.toFixed(4);

function print({ name, speed, quality, buildSeconds, bytesARecord }: Result): void {
  console.log(
    [
      `${name}:`,
      `${speed.queriesASecond.toFixed(1)} queries/s, ${speed.queriesAProcessorSecond.toFixed(1)} a processor second, p50 ${speed.p50Ms.toFixed(3)} ms, p99 ${speed.p99Ms.toFixed(3)} ms;`,
      `build ${buildSeconds.toFixed(1)} s, ${bytesARecord.toFixed(0)} bytes a record;`,
      `recall@1 ${share(quality.recallAt1)}, kept at 1 % ${share(quality.keptAt1Percent)}, alarms at 90 % ${share(quality.falseAlarmsAt90)}`,
    ].join(' '),
  );
}

console.log(
  `${names} names, set ${values.set}, seed ${values.seed}, ${set.questions.length} questions; load ${os.loadavg()[0]!.toFixed(1)}`,
);
const engine = runEngine();
print(engine.result);
console.log(
  `with a threshold for each class: kept ${share(engine.byClass.kept)} at ${share(engine.byClass.falseAlarms)} false alarms`,
);
console.table(engine.result.quality.recallByKind);
const peers = values['no-postgres'] ? [] : await runPostgres();
for (const peer of peers) {
  const { speed, buildSeconds, bytesARecord, name } = peer;
  const own = engine.result;
  console.log(
    `${name}: engine answers ${(own.speed.queriesASecond / speed.queriesASecond).toFixed(0)} times as many (${(own.speed.queriesAProcessorSecond / speed.queriesAProcessorSecond).toFixed(0)} a processor second), p99 1/${(speed.p99Ms / own.speed.p99Ms).toFixed(0)}, build ${(own.buildSeconds / buildSeconds).toFixed(2)} of the time, memory ${(own.bytesARecord / bytesARecord).toFixed(2)}`,
  );
}
mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
const file = new URL(`../results/screening-${values.set}-${names}.json`, import.meta.url);
writeFileSync(file, `${JSON.stringify({ ...values, names, load: os.loadavg(), engine, peers }, null, 2)}\n`);

/**
 * Writes the thresholds that the library brings along, `src/names/screening/data/thresholds.json`, from the first generated set.
 *
 *     node bench/screening/calibrate-defaults.ts
 */
import { writeFileSync } from 'node:fs';
import { calibrate, effectOf, type Sample } from '../../src/names/screening/calibration.ts';
import { buildSegment } from '../../src/names/screening/screening-list.ts';
import { Searcher } from '../../src/names/screening/search.ts';
import { engineTables } from './engine-tables.ts';
import { questionSet } from './question-set.ts';

const NAMES = 100_000;
const QUESTIONS = 10_000;
const SEED = 2;
const ALARMS = { strong: 0.001, look: 0.01 };

const { names, questions } = questionSet(engineTables(), NAMES, QUESTIONS, SEED);
const searcher = new Searcher([
  { segment: buildSegment(names.map((name, i) => ({ id: String(i), name }))), dead: undefined },
]);
const samples: Sample[] = questions.map(({ text, answer }) => {
  const hit = searcher.search(text, 1)[0];
  const same = hit !== undefined && hit.id === String(answer);
  return { class: hit?.class ?? 'several_slips', similarity: hit?.similarity ?? 0, same };
});
const thresholds = calibrate(samples, ALARMS, `generated-1-${NAMES}-${SEED}`);
writeFileSync(
  new URL('../../src/names/screening/data/thresholds.json', import.meta.url),
  `${JSON.stringify(thresholds, null, 2)}\n`,
);
console.log(effectOf(samples, thresholds));

/** `zhengming screening`: what keeps the screening honest; for now, calibration. */
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { type Alarms, calibrate, curveOf, effectOf, type Sample } from './calibration.ts';
import { precisionRecallSvg } from './calibration-plot.ts';
import { CLASS_WORDS, NAME_CLASSES } from './name-classes.ts';
import { readPairs, samplesOfPairs } from './pairs.ts';
import { ScreeningRefusal } from './refusal.ts';
import { endRefused } from './screen-cli.ts';
import { TABLES_EDITION } from './tables.ts';
import type { Thresholds } from './thresholds.ts';

type Options = { strong: string; look: string; out?: string; plot?: string; json?: boolean };

export function command(): Command {
  const screening = new Command('screening').description('比对引擎的校准 / calibrating the screening');
  screening
    .command('calibrate')
    .description('按标注对设定各类阈值 / set the thresholds of each class from labelled pairs')
    .argument('<pairs.csv>', '列 name_a,name_b,label(same|different) / columns')
    .option('--strong <share>', '强提示允许的误报率 / share of false alarms among strong hits', '0.001')
    .option('--look <share>', '人工核对允许的误报率 / share of false alarms a person looks at', '0.01')
    .option(
      '--out <file>',
      '写入阈值（JSON）；给出文件夹则按版本命名，历次并存 / where to keep the thresholds; in a folder each version has a file of its own',
    )
    .option('--plot <file>', '写入查准—查全图（SVG）/ where to draw precision over recall')
    .option('--json', '只输出一行 JSON / one JSON line')
    .action((file: string, options: Options) => endRefused(async () => run(file, options)));
  return screening;
}

function run(file: string, options: Options): void {
  const alarms = alarmsOf(options);
  const { pairs, sha256 } = readPairs(file);
  const samples = samplesOfPairs(pairs);
  // The version says from what, for what and by which tables, so that the same pairs give the same version on every machine.
  const version = `${sha256.slice(0, 12)}-${alarms.strong}-${alarms.look}-${TABLES_EDITION}`;
  const thresholds = calibrate(samples, alarms, version);
  if (options.out) writeFileSync(fileOf(options.out, version), `${JSON.stringify(thresholds, null, 2)}\n`);
  if (options.plot) writeFileSync(options.plot, precisionRecallSvg(samples, thresholds));
  const effect = effectOf(samples, thresholds);
  const report = options.json
    ? JSON.stringify({ thresholds, effect, pairs: pairs.length })
    : [tables(samples, thresholds), ...tooFine(samples, alarms)].join('\n');
  process.stdout.write(`${report}\n`);
}

/** @throws {ScreeningRefusal} `screening.share_out_of_range` */
function alarmsOf(options: Options): Alarms {
  const [strong, look] = [options.strong, options.look].map(Number) as [number, number];
  if (strong >= 0 && strong <= look && look <= 1) return { strong, look };
  throw new ScreeningRefusal('screening.share_out_of_range', { strong: options.strong, look: options.look });
}

function fileOf(out: string, version: string): string {
  const isFolder = statSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? path.join(out, `thresholds-${version}.json`) : out;
}

/** A share finer than one pair among those that there are: told, since none at all is let through then. */
function tooFine(samples: readonly Sample[], alarms: Alarms): string[] {
  const different = samples.filter(({ same }) => !same).length;
  return (['strong', 'look'] as const)
    .filter((level) => alarms[level] * different < 1)
    .map(
      (level) =>
        `${level}: ${different} 对 different 显不出 ${alarms[level]} 的误报率，故一个误报也不放过 / too few to show it: none is let through`,
    );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const cut = (similarity: number): string => (similarity > 1 ? '—' : similarity.toFixed(3));

/** Steps of similarity at which precision and recall are printed. */
const STEPS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55];

function tables(samples: readonly Sample[], thresholds: Thresholds): string {
  const lines: string[] = [];
  for (const name of NAME_CLASSES) {
    const own = samples.filter((sample) => sample.class === name);
    if (own.length === 0) continue;
    const same = own.filter((sample) => sample.same).length;
    const { strong, look } = thresholds.classes[name];
    lines.push(
      `${CLASS_WORDS[name].title.zh} ${name}: ${own.length} 对, same ${same}; strong ≥ ${cut(strong)}, look ≥ ${cut(look)}`,
      '  similarity  precision  recall',
    );
    const curve = curveOf(samples, name);
    for (const step of STEPS) {
      const point = curve.filter(({ similarity }) => similarity >= step).at(-1);
      if (point)
        lines.push(
          `  ≥ ${step.toFixed(2)}      ${percent(point.precision).padStart(8)}  ${percent(point.recall).padStart(7)}`,
        );
    }
  }
  const { strong, look } = effectOf(samples, thresholds);
  lines.push(
    `strong: 保留 ${percent(strong.kept)} 误报 ${percent(strong.falseAlarms)}; look: 保留 ${percent(look.kept)} 误报 ${percent(look.falseAlarms)}`,
    `version ${thresholds.version}`,
  );
  return lines.join('\n');
}

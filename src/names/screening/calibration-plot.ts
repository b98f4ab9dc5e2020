import { type CurvePoint, curveOf, type Sample } from './calibration.ts';
import { CLASS_WORDS, NAME_CLASSES, type NameClass } from './name-classes.ts';
import type { Thresholds } from './thresholds.ts';

const SIZE = 400;
const LEFT = 64;
const TOP = 56;
const LEGEND = LEFT + SIZE + 24;
const LEGEND_STEP = 26;
const WIDTH = LEGEND + 250;
const HEIGHT = TOP + SIZE + 64;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

const x = (recall: number): string => (LEFT + recall * SIZE).toFixed(1);
const y = (precision: number): string => (TOP + (1 - precision) * SIZE).toFixed(1);
const text = (at: readonly [string | number, string | number], says: string, more = '') =>
  `<text x="${at[0]}" y="${at[1]}"${more}>${says}</text>`;

/** Precision over recall, a line a class, with the cuts on it: a disc where strong begins, a ring where a person looks. */
export function precisionRecallSvg(samples: readonly Sample[], thresholds: Thresholds): string {
  const classes = NAME_CLASSES.filter((name) => samples.some((sample) => sample.class === name && sample.same));
  const parts = classes.map((name, i) => partOf(name, samples, thresholds, i, classes.length));
  const below = TOP + SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text([LEFT, 24], `查准率与查全率 / precision over recall · ${thresholds.version}`, ' font-size="14"'),
    text([LEFT, 42], '● 高度吻合 / strong from here   ○ 人工核对 / to look at from here', ' fill="#666"'),
    ...TICKS.flatMap(ticks),
    `<rect x="${LEFT}" y="${TOP}" width="${SIZE}" height="${SIZE}" fill="none" stroke="#888"/>`,
    text([LEFT + SIZE / 2, below + 42], '查全率 / recall', ' text-anchor="middle"'),
    text(
      [18, TOP + SIZE / 2],
      '查准率 / precision',
      ` text-anchor="middle" transform="rotate(-90 18 ${TOP + SIZE / 2})"`,
    ),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function ticks(share: number): string[] {
  const line = (from: readonly [string, string], to: readonly [string, string]) =>
    `<path d="M${from.join(' ')}L${to.join(' ')}" stroke="#e4e4e4"/>`;
  return [
    line([x(share), y(0)], [x(share), y(1)]),
    line([x(0), y(share)], [x(1), y(share)]),
    text([x(share), TOP + SIZE + 18], share.toFixed(1), ' text-anchor="middle"'),
    text([LEFT - 8, Number(y(share)) + 4], share.toFixed(1), ' text-anchor="end"'),
  ];
}

function partOf(name: NameClass, samples: readonly Sample[], thresholds: Thresholds, at: number, of: number): string {
  const curve = curveOf(samples, name);
  const colour = `hsl(${Math.round((360 * at) / of)} 65% 40%)`;
  const [first, last] = [curve[0]!, curve.at(-1)!];
  const points = [{ ...first, recall: 0 }, ...curve].map(({ recall, precision }) => `${x(recall)},${y(precision)}`);
  const { strong, look } = thresholds.classes[name];
  const legend = TOP + LEGEND_STEP * at + 12;
  const counted = `${last.kept} same, ${last.falseAlarms} different`;
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="1.8" points="${points.join(' ')}"/>`,
    ...cutMark(curve, look, `fill="#fff" stroke="${colour}" stroke-width="1.5"`),
    ...cutMark(curve, strong, `fill="${colour}"`),
    text([LEGEND, legend], `${CLASS_WORDS[name].title.zh} ${name}`, ` fill="${colour}"`),
    text([LEGEND, legend + 12], counted, ' font-size="10" fill="#666"'),
  ].join('\n');
}

/** Where the cut lies on the line; nothing for a class that has none. */
function cutMark(curve: readonly CurvePoint[], cut: number, looks: string): string[] {
  const point = curve.filter(({ similarity }) => similarity >= cut).at(-1);
  return point ? [`<circle cx="${x(point.recall)}" cy="${y(point.precision)}" r="4.5" ${looks}/>`] : [];
}

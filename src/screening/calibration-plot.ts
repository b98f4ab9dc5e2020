import { type CurvePoint, curveOf, type Sample } from './calibration.ts';
import { NAME_CLASSES } from './name-classes.ts';

const SIZE = 400;
const MARGIN = 40;

function pointsOf(curve: readonly CurvePoint[]): string {
  return curve
    .map(
      ({ recall, precision }) =>
        `${(MARGIN + recall * SIZE).toFixed(1)},${(MARGIN + (1 - precision) * SIZE).toFixed(1)}`,
    )
    .join(' ');
}

/** Precision over recall, a line a class, as one SVG. */
export function precisionRecallSvg(samples: readonly Sample[]): string {
  const classes = NAME_CLASSES.filter((name) => samples.some((sample) => sample.class === name && sample.same));
  const lines = classes.map((name, i) => {
    const colour = `hsl(${Math.round((360 * i) / classes.length)} 65% 42%)`;
    const y = MARGIN + 16 * i + 12;
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${pointsOf(curveOf(samples, name))}"/>`,
      `<text x="${SIZE + MARGIN + 12}" y="${y}" fill="${colour}">${name}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE + 200}" height="${SIZE + 2 * MARGIN}" font-family="sans-serif" font-size="12">`,
    `<rect x="${MARGIN}" y="${MARGIN}" width="${SIZE}" height="${SIZE}" fill="none" stroke="#999"/>`,
    `<text x="${MARGIN}" y="${SIZE + MARGIN + 20}">recall 0 to 1 / 查全率</text>`,
    `<text x="${MARGIN}" y="${MARGIN - 10}">precision 0 to 1 / 查准率</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

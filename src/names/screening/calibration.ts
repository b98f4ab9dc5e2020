/** Sets the thresholds of each class for a stated share of false alarms, from pairs of which it is known whether they are one party. */
import { NAME_CLASSES, type NameClass } from './name-classes.ts';
import { type ClassThresholds, DEFAULT_THRESHOLDS, NEVER, NEVER_STRONG, type Thresholds } from './thresholds.ts';

/** One compared pair. */
export type Sample = { readonly class: NameClass; readonly similarity: number; readonly same: boolean };

export type Alarms = {
  /** Share of the different pairs that may be called strong, and that a person may be asked to look at. */
  readonly strong: number;
  readonly look: number;
};

/** Fewer true pairs are few. */
const LEAST_SAME = 10;

/** How many pairs of a class stand at or above a similarity. */
export type CurvePoint = {
  readonly similarity: number;
  readonly kept: number;
  readonly falseAlarms: number;
  readonly precision: number;
  readonly recall: number;
};

function samplesOf(samples: readonly Sample[], name: NameClass): Sample[] {
  return samples.filter((sample) => sample.class === name).sort((a, b) => b.similarity - a.similarity);
}

/** Precision and recall of one class at each similarity that occurs, from the top; recall counts all same pairs of the class. */
export function curveOf(samples: readonly Sample[], name: NameClass): CurvePoint[] {
  const sorted = samplesOf(samples, name);
  const same = sorted.filter((sample) => sample.same).length;
  const points: CurvePoint[] = [];
  let kept = 0;
  sorted.forEach((sample, i) => {
    if (sample.same) kept += 1;
    if (sorted[i + 1]?.similarity === sample.similarity) return;
    const falseAlarms = i + 1 - kept;
    const recall = same === 0 ? 0 : kept / same;
    points.push({ similarity: sample.similarity, kept, falseAlarms, precision: kept / (i + 1), recall });
  });
  return points;
}

type Cut = { readonly similarity: number; readonly kept: number; readonly falseAlarms: number };
const NO_CUT: Cut = { similarity: NEVER, kept: 0, falseAlarms: 0 };

/** Where to cut a class when one false alarm costs as much as `price` true hits lost. */
function cutAt(curve: readonly CurvePoint[], price: number): Cut {
  let best: Cut = NO_CUT;
  let gain = 0;
  for (const point of curve) {
    const own = point.kept - price * point.falseAlarms;
    if (own < gain || (own === gain && point.kept === 0)) continue;
    gain = own;
    best = point;
  }
  return best;
}

/** The cuts that keep most true hits within `budget` false alarms: one price for all classes, found by halving. */
function cutsWithin(curves: readonly (readonly CurvePoint[])[], budget: number): Cut[] {
  let [cheap, dear] = [0, 1e6];
  for (let step = 0; step < 60; step += 1) {
    const price = (cheap + dear) / 2;
    const alarms = curves.reduce((sum, curve) => sum + cutAt(curve, price).falseAlarms, 0);
    if (alarms > budget) cheap = price;
    else dear = price;
  }
  return spendRest(
    curves,
    curves.map((curve) => cutAt(curve, dear)),
    budget,
  );
}

/** A price alone leaves alarms unspent where a class gives much at once; what is left goes where it keeps most for each. */
function spendRest(curves: readonly (readonly CurvePoint[])[], cuts: readonly Cut[], budget: number): Cut[] {
  const result = [...cuts];
  for (;;) {
    const left = budget - result.reduce((sum, cut) => sum + cut.falseAlarms, 0);
    let best: { at: number; cut: Cut; gain: number } | undefined;
    curves.forEach((curve, at) => {
      const now = result[at]!;
      for (const cut of curve) {
        const alarms = cut.falseAlarms - now.falseAlarms;
        if (cut.similarity >= now.similarity || alarms > left || cut.kept === now.kept) continue;
        const gain = (cut.kept - now.kept) / Math.max(alarms, 1e-9);
        if (!best || gain > best.gain) best = { at, cut, gain };
      }
    });
    if (!best) return result;
    result[best.at] = best.cut;
  }
}

/**
 * Where each class is cut so that all together let no more false alarms through than `budget`. From few true pairs nothing is
 * concluded: such a class keeps what it had, the surest first, while these take no more than half of the budget. What does not fit
 * there is weighed like the rest, though never cut lower than before.
 */
function cutsOf(samples: readonly Sample[], level: 'strong' | 'look', budget: number, before: Thresholds): number[] {
  const cuts = NAME_CLASSES.map((name) => before.classes[name][level]);
  const weighed: { readonly at: number; readonly curve: readonly CurvePoint[] }[] = [];
  let spent = 0;
  NAME_CLASSES.forEach((name, at) => {
    const curve = curveOf(samples, name);
    const above = curve.filter(({ similarity }) => similarity >= cuts[at]!);
    const alarms = above.at(-1)?.falseAlarms ?? 0;
    const isFew = name === 'same_code' || (curve.at(-1)?.kept ?? 0) < LEAST_SAME;
    if (isFew && spent + alarms <= budget / 2) spent += alarms;
    else weighed.push({ at, curve: isFew ? above : curve });
  });
  const found = cutsWithin(
    weighed.map(({ curve }) => curve),
    budget - spent,
  );
  weighed.forEach(({ at }, i) => {
    cuts[at] = found[i]!.similarity;
  });
  return cuts;
}

/**
 * Thresholds for these samples, so that no more than the stated shares of the different pairs are strong or to be looked at.
 * @param version names the calibration; it is kept with every answer
 */
export function calibrate(
  samples: readonly Sample[],
  alarms: Alarms,
  version: string,
  before: Thresholds = DEFAULT_THRESHOLDS,
): Thresholds {
  const different = samples.filter((sample) => !sample.same).length;
  const looks = cutsOf(samples, 'look', alarms.look * different, before);
  const strongs = cutsOf(samples, 'strong', alarms.strong * different, before);
  const classes = NAME_CLASSES.map((name, at): [NameClass, ClassThresholds] => {
    const look = looks[at]!;
    // What is strong is looked at too, so it may not begin lower.
    const strong = NEVER_STRONG.includes(name) ? NEVER : Math.max(strongs[at]!, look);
    return [name, { strong, look }];
  });
  return { version, classes: Object.fromEntries(classes) as Record<NameClass, ClassThresholds> };
}

/** What the thresholds do to samples: kept true hits and false alarms as shares of all same and all different pairs. */
export function effectOf(
  samples: readonly Sample[],
  thresholds: Thresholds,
): Record<'strong' | 'look', { kept: number; falseAlarms: number }> {
  const same = samples.filter((sample) => sample.same).length || 1;
  const different = samples.length - samples.filter((sample) => sample.same).length || 1;
  const at = (level: 'strong' | 'look') => {
    const hits = samples.filter((sample) => sample.similarity >= thresholds.classes[sample.class][level]);
    const kept = hits.filter((sample) => sample.same).length;
    return { kept: kept / same, falseAlarms: (hits.length - kept) / different };
  };
  return { strong: at('strong'), look: at('look') };
}

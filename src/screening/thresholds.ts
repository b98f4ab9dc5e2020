import { NAME_CLASSES, type NameClass } from './name-classes.ts';

/** What the program proposes to do with a hit: `strong` and `look` both go to a person; `none` is shown only on request. */
export type Decision = 'strong' | 'look' | 'none';

/** From which similarity on a hit of a class is strong, and from which a person looks. Above 1: never. */
export type ClassThresholds = { readonly strong: number; readonly look: number };

export type Thresholds = {
  /** Says which calibration this is; kept with every answer. */
  readonly version: string;
  readonly classes: Readonly<Record<NameClass, ClassThresholds>>;
};

const NEVER = 2;

/** Calibrated on the generated set of bench/screening (seed 1, 100,000 names); `screening calibrate` makes others. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  version: 'built-in-1',
  classes: {
    same_code: { strong: 1, look: 1 },
    same_name: { strong: 0.9, look: 0.8 },
    other_form: { strong: 0.96, look: 0.8 },
    place_silent: { strong: NEVER, look: 0.7 },
    homophone: { strong: 0.9, look: 0.7 },
    look_alike: { strong: 0.9, look: 0.7 },
    one_character: { strong: 0.85, look: 0.62 },
    short_form: { strong: 0.9, look: 0.65 },
    other_trade: { strong: NEVER, look: 0.75 },
    branch: { strong: NEVER, look: 0.62 },
    several_slips: { strong: 0.9, look: 0.62 },
    other_place: { strong: NEVER, look: 0.68 },
    person_in_office: { strong: NEVER, look: 0 },
  },
};

export function decisionOf(thresholds: Thresholds, nameClass: NameClass, similarity: number): Decision {
  const { strong, look } = thresholds.classes[nameClass];
  if (similarity >= strong) return 'strong';
  return similarity >= look ? 'look' : 'none';
}

/** True for a complete table of thresholds, as a file may hold it. */
export function areThresholds(value: unknown): value is Thresholds {
  if (typeof value !== 'object' || value === null) return false;
  const { version, classes } = value as Partial<Thresholds>;
  if (typeof version !== 'string' || typeof classes !== 'object' || classes === null) return false;
  return NAME_CLASSES.every((name) => {
    const pair: Partial<ClassThresholds> | undefined = classes[name];
    return typeof pair?.strong === 'number' && typeof pair.look === 'number' && pair.look <= pair.strong;
  });
}

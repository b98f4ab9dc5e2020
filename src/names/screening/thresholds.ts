import { readFileSync } from 'node:fs';
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

/** A threshold that no similarity reaches. */
export const NEVER = 2;

/**
 * Without a code, a place or the right branch nothing is strong, however well it calibrates: a person decides. Nor is one
 * character, nor another form: among real firms of one province such names mostly belong to two registrations.
 */
export const NEVER_STRONG: readonly NameClass[] = [
  'other_form',
  'place_silent',
  'one_character',
  'other_trade',
  'branch',
  'other_place',
  'person_in_office',
];

/**
 * Calibrated on the first generated set (`bench/screening/calibrate-defaults.ts`: 100,000 names, seed 2, 1 false alarm in a
 * hundred to look at, 1 in a thousand strong); `screening calibrate` makes others from pairs of one's own.
 */
export const DEFAULT_THRESHOLDS: Thresholds = readDefaults();

function readDefaults(): Thresholds {
  const value: unknown = JSON.parse(readFileSync(new URL('./data/thresholds.json', import.meta.url), 'utf8'));
  if (!areThresholds(value)) throw new TypeError('data/thresholds.json holds no thresholds');
  return value;
}

export function decisionOf(thresholds: Thresholds, nameClass: NameClass, similarity: number): Decision {
  const { strong, look } = thresholds.classes[nameClass];
  if (similarity >= strong) return 'strong';
  return similarity >= look ? 'look' : 'none';
}

/** True for a complete table of thresholds, as a file may hold it, in which nothing is strong that may not be. */
export function areThresholds(value: unknown): value is Thresholds {
  if (typeof value !== 'object' || value === null) return false;
  const { version, classes } = value as Partial<Thresholds>;
  if (typeof version !== 'string' || typeof classes !== 'object' || classes === null) return false;
  return NAME_CLASSES.every((name) => {
    const pair: Partial<ClassThresholds> | undefined = classes[name];
    if (typeof pair?.strong !== 'number' || typeof pair.look !== 'number') return false;
    return pair.look <= pair.strong && (pair.strong > 1 || !NEVER_STRONG.includes(name));
  });
}

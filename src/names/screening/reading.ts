import { brandWeight } from './characters.ts';
import { NO_PLACE } from './place-sets.ts';
import { brandLength, TRADE_WEIGHT } from './trades.ts';
import { textOfUnits } from './unit-text.ts';

/** An index marks the units of generic words among the first sixteen of a core; later ones weigh as trade. */
export const MARKED_UNITS = 16;
/** Longest core that is compared, in units; firms with longer ones differ long before. */
export const LONGEST_CORE = 40;

/** One way to read place and core of a name. */
export class Reading {
  /** Number of the place set; {@link NO_PLACE} when the name says none. */
  place = NO_PLACE;
  readonly core = new Uint16Array(LONGEST_CORE);
  length = 0;
  brand = 0;
  /** Weight of each unit of the core, in hundredths. */
  readonly weights = new Uint8Array(LONGEST_CORE);
  weight = 0;
  /** What the reading had to assume; each takes from the similarity. */
  assumed: 'nothing' | 'misspeltPlace' | 'placeOrBrand' | 'placeInside' = 'nothing';
  /** How the place was misspelt, where it is assumed to be. */
  placeSlip: 'soundsSame' | 'other' | undefined;

  coreText(): string {
    return textOfUnits(this.core, 0, this.length);
  }
}

/** Finds brand and trade of the reading's core and weighs each unit. */
export function weigh(reading: Reading): void {
  reading.brand = brandLength(reading.core, 0, reading.length, reading.weights);
  let weight = 0;
  for (let i = 0; i < reading.length; i += 1) {
    if (i >= MARKED_UNITS && i >= reading.brand) reading.weights[i] = TRADE_WEIGHT;
    if (i < reading.brand) reading.weights[i] = brandWeight(reading.core[i]!, i);
    weight += reading.weights[i]!;
  }
  reading.weight = weight;
}

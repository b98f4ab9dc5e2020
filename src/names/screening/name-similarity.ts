/** What place, form and branch take from the similarity of two cores. All numbers are hundredths of the whole. */
import { FORM_COUNT, type Form, familyOf, NO_FORM } from './forms.ts';
import { bitCount, mix } from './hash.ts';
import { RELATION, type Relation } from './place-sets.ts';
import type { Reading } from './reading.ts';

const PLACE_TAKES: Readonly<Record<Relation, number>> = {
  [RELATION.same]: 0,
  [RELATION.within]: 4,
  [RELATION.silent]: 6,
  [RELATION.sameProvince]: 30,
  [RELATION.conflicting]: 42,
};
const FORM_TAKES = { same: 0, oneSilent: 2, sameFamily: 2, otherFamily: 10, otherKind: 25 } as const;
/** What is one of these is never at the same time something else: a law firm is no company, a school no shop. */
const KINDS_APART: ReadonlySet<string> = new Set([
  'law',
  'notary',
  'forensic',
  'grassroots',
  'arbitration',
  'school',
  'hospital',
  'association',
  'organ',
  'bank',
]);
export const BRANCH_TAKES = { oneSided: 22, different: 30 } as const;
const ASSUMED_TAKES: Readonly<Record<Reading['assumed'], number>> = {
  nothing: 0,
  misspeltPlace: 5,
  placeOrBrand: 6,
  placeInside: 4,
};

function takesOfForms(a: Form, b: Form): number {
  if (a === b) return FORM_TAKES.same;
  if (a === NO_FORM || b === NO_FORM) return FORM_TAKES.oneSilent;
  const [x, y] = [familyOf(a), familyOf(b)];
  if (x === y) return FORM_TAKES.sameFamily;
  return KINDS_APART.has(x) || KINDS_APART.has(y) ? FORM_TAKES.otherKind : FORM_TAKES.otherFamily;
}

const FORM_PAIRS = new Uint8Array(FORM_COUNT * FORM_COUNT);
for (let a = 0; a < FORM_COUNT; a += 1) {
  for (let b = 0; b < FORM_COUNT; b += 1) FORM_PAIRS[a * FORM_COUNT + b] = takesOfForms(a, b);
}

/** Hundredths that two legal forms take. */
export function formTakes(a: Form, b: Form): number {
  return FORM_PAIRS[a * FORM_COUNT + b]!;
}

/** Signs of divisions that a branch's name may carry or not: 漯河市分公司, 漯河分公司. */
const DIVISION_SIGNS = /[省市县区]/g;
const SAME_BUT_SIGNS = 1;
/** What two branches that differ at all take at least. */
export const LEAST_BRANCH_TAKE = 4;
const LONGEST_BRANCH = 31;

/** The branch of a name, prepared for comparison. */
export type Branch = {
  readonly text: string;
  /** Without 省, 市, 县, 区. */
  readonly plain: string;
  /** A bit for each adjacent pair of `plain`, in two words of 32; different pairs may share one. */
  readonly low: number;
  readonly high: number;
};

export function branchOf(text: string): Branch {
  const plain = text.replace(DIVISION_SIGNS, '');
  let [low, high] = [0, 0];
  for (let i = 0; i + 1 < Math.min(plain.length, LONGEST_BRANCH); i += 1) {
    const bit = mix(plain.charCodeAt(i), plain.charCodeAt(i + 1)) & 63;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return { text, plain, low, high };
}

function takesAt(shared: number): number {
  return Math.max(LEAST_BRANCH_TAKE, BRANCH_TAKES.different * Math.min(1, 2 * (1 - shared)));
}

/** Hundredths that two branches take; less than {@link LEAST_BRANCH_TAKE} only when they are one but for 市, 县, 区. */
export function branchTakes(a: Branch, b: Branch): number {
  if (a.text === b.text) return 0;
  if (a.text === '' || b.text === '') return BRANCH_TAKES.oneSided;
  return a.plain === b.plain ? SAME_BUT_SIGNS : takesAt(sharedPairs(a.plain, b.plain));
}

/** At least what {@link branchTakes} will say, from the bits alone: one head office may have thousands of branches. */
export function branchTakesAtLeast(a: Branch, b: Branch): number {
  if (a.text === '' || b.text === '') return a.text === b.text ? 0 : BRANCH_TAKES.oneSided;
  const absent = bitCount(a.low & ~b.low) + bitCount(a.high & ~b.high);
  if (absent === 0) return 0;
  const [m, n] = [Math.min(a.plain.length, LONGEST_BRANCH) - 1, Math.min(b.plain.length, LONGEST_BRANCH) - 1];
  return takesAt((2 * (m - absent)) / (m + n));
}

/** Share of adjacent pairs that two texts have in common (Dice), of their first 31 characters. */
function sharedPairs(a: string, b: string): number {
  const [m, n] = [Math.min(a.length, LONGEST_BRANCH) - 1, Math.min(b.length, LONGEST_BRANCH) - 1];
  if (m < 1 || n < 1) return 0;
  let used = 0;
  let shared = 0;
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      if ((used & (1 << j)) !== 0 || a.charCodeAt(i) !== b.charCodeAt(j) || a.charCodeAt(i + 1) !== b.charCodeAt(j + 1))
        continue;
      used |= 1 << j;
      shared += 1;
      break;
    }
  }
  return (2 * shared) / (m + n);
}

/** The share of a core's similarity that a reading leaves, whatever it is compared with. */
export function readingLeaves(reading: Reading): number {
  return 1 - ASSUMED_TAKES[reading.assumed] / 100;
}

/** Different cores in conflicting places are two parties by every sign: that is below {@link LEAST_SIMILARITY}. */
const OTHER_CORE_ELSEWHERE_TAKES = 50;

/** Below this similarity two names have too little in common to be shown to anyone. */
export const LEAST_SIMILARITY = 0.55;

const RELATIONS = Object.values(RELATION);
/** What is left, by relation: between different cores, then between equal ones. */
const PLACE_LEAVES = Float64Array.from([
  ...RELATIONS.map((place) => leaves(place === RELATION.conflicting ? OTHER_CORE_ELSEWHERE_TAKES : PLACE_TAKES[place])),
  ...RELATIONS.map((place) => leaves(PLACE_TAKES[place])),
]);

function leaves(takes: number): number {
  return 1 - takes / 100;
}

/** The share of the cores' similarity that place, form and branch leave. @param sameCore whether the cores are equal */
export function partsLeave(place: Relation, formTake: number, branchTake: number, sameCore: boolean): number {
  const ofPlace = PLACE_LEAVES[sameCore ? RELATIONS.length + place : place]!;
  return ofPlace * leaves(formTake) * leaves(branchTake);
}

import type { Kind } from './pack.ts';
import { faultAt } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackSource, Placed } from './pack-stack.ts';
import { codeOf } from './rule-code.ts';

/** Rules that the program asks for by name: a stack without one would fail in the middle of a procedure. */
export const NEEDED = {
  periods: [
    'penalty.publicity',
    'licence.publicity',
    'penalty.withdrawal',
    'review.filing',
    'review.filing.untold',
    'suit.filing',
    'suit.filing.untold',
    'suit.afterReview',
    'suit.appeal.judgment',
    'suit.appeal.ruling',
  ],
  parameters: ['publicationTermStart', 'publication.afterLongest', 'transitionBetweenRegimes'],
  basisLevels: [
    'catalogue_item',
    'list_domain',
    'list_criteria',
    'measure',
    'personal_information',
    'publish_personal_information',
  ],
} as const satisfies Partial<Record<Kind, readonly string[]>>;

const VALUES: Readonly<Record<string, readonly string[]>> = {
  publicationTermStart: ['DECISION'],
  'publication.afterLongest': ['ENDS', 'RUNS_ON'],
  transitionBetweenRegimes: ['FAVOURABLE', 'OLD'],
};

/** The value of a sector (`publication.afterLongest.food`) is one of those that the general one may have. */
function valuesOf(code: string): readonly string[] | undefined {
  const general = Object.keys(VALUES).find((known) => code === known || code.startsWith(`${known}.`));
  return general === undefined ? undefined : VALUES[general];
}

/** What the stack lacks, and parameters whose values the program does not know. */
export function neededFaults(sources: readonly PackSource[]): PackFault[] {
  const [nation] = sources;
  if (nation === undefined) return [];
  const missing = Object.entries(NEEDED).flatMap(([kind, codes]) => {
    const held = new Set(
      sources.flatMap((source) => (source[kind as Kind] as readonly Placed<object>[]).map(({ rule }) => codeOf(rule))),
    );
    return kind === 'basisLevels'
      ? missingActs(sources, codes)
      : codes.filter((code) => !held.has(code)).map((code) => `${kind} ${code}`);
  });
  const foreign = sources
    .flatMap(({ parameters }) => parameters)
    .filter(({ rule }) => valuesOf(rule.code)?.includes(String(rule.value)) === false)
    .map((placed) => faultAt(placed, ['value'], 'pack.parameter', { parameter: placed.rule.code }));
  return [
    ...missing.map((rule) => ({
      file: `${nation.head.pack}/pack.yaml`,
      line: 1,
      code: 'pack.missing_rule',
      facts: { rule },
    })),
    ...foreign,
  ];
}

function missingActs(sources: readonly PackSource[], acts: readonly string[]): string[] {
  const held = new Set(sources.flatMap(({ basisLevels }) => basisLevels).map(({ rule }) => rule.act));
  return acts.filter((act) => !held.has(act)).map((act) => `basisLevels ${act}`);
}

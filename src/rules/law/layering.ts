import { kinderFaults } from './kinder.ts';
import { type BasisLevel, KINDS, type Kind, type Layer, type Ruled } from './pack.ts';
import { faultAt, ruledOf } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import { layersOf, provinceLevelsOf } from './pack-schema.ts';
import type { PackSource, Placed } from './pack-stack.ts';
import { codeOf } from './rule-code.ts';

/** Norms that each layer can make itself (立法法; L0 is the bureau's own rules of 2018). */
const OWN_LEVELS: Readonly<Record<Layer, readonly BasisLevel[]>> = {
  national: ['L1', 'L2', 'L3', 'L5', 'L7', 'L8', 'L9'],
  province: ['L4', 'L6', 'L7', 'L9'],
  city: ['L0', 'L4', 'L6', 'L7', 'L9'],
};
const ORDER: readonly Layer[] = ['national', 'province', 'city'];

/** Which pack may hold what, and in which direction a lower one may move a value (design §2). */
export function layeringFaults(sources: readonly PackSource[]): PackFault[] {
  return sources.flatMap((source, depth) => [
    ...headFaults(source, sources[depth - 1]),
    ...instrumentLevelFaults(source),
    ...heldFaults(source),
    ...sources.slice(0, depth).flatMap((upper) => kinderFaults(upper, source)),
    ...cityPeriodFaults(source, sources.slice(0, depth)),
    ...basisLevelFaults(source, sources),
  ]);
}

function headFaults({ head, files }: PackSource, parent: PackSource | undefined): PackFault[] {
  const wrong =
    parent === undefined
      ? head.layer !== 'national'
      : ORDER.indexOf(head.layer) <= ORDER.indexOf(parent.head.layer) ||
        head.territory === undefined ||
        !head.territory.startsWith(parent.head.territory ?? '');
  const file = files.find(({ path }) => path.endsWith('pack.yaml'));
  return wrong
    ? [{ file: file?.path ?? head.pack, line: 1, code: 'pack.head', facts: { pack: head.pack, layer: head.layer } }]
    : [];
}

function instrumentLevelFaults({ head, instruments }: PackSource): PackFault[] {
  return instruments
    .filter(({ rule }) => !OWN_LEVELS[head.layer].includes(rule.level))
    .map((placed) =>
      faultAt(
        placed,
        ['level'],
        'pack.level_outside_layer',
        { layer: head.layer, level: placed.rule.level },
        placed.rule.instrument,
      ),
    );
}

function heldFaults(source: PackSource): PackFault[] {
  return KINDS.filter((kind) => !layersOf(kind).includes(source.head.layer)).flatMap((kind) =>
    source[kind].map((placed) =>
      faultAt(placed, [], 'pack.layer_may_not_hold', { kind, layer: source.head.layer, rule: codeOf(placed.rule) }),
    ),
  );
}

/** A city may only shorten the time its own organs take; a party's time and a burden are not its to write. */
function cityPeriodFaults({ head, periods }: PackSource, upper: readonly PackSource[]): PackFault[] {
  if (head.layer !== 'city') return [];
  const known = new Set(upper.flatMap((source) => source.periods).map(({ rule }) => rule.code));
  return periods
    .filter(({ rule }) => rule.whose !== 'organ' && !known.has(rule.code))
    .map((placed) =>
      faultAt(placed, ['whose'], 'pack.layer_may_not_hold', { kind: 'periods', layer: 'city', rule: placed.rule.code }),
    );
}

/** Acts of `basisLevels` that the mere holding of a rule performs. */
const ACT_OF: Partial<Record<Kind, string>> = {
  items: 'catalogue_item',
  categories: 'catalogue_item',
  measures: 'measure',
};

/** A catalogue item and a measure rest on norms of the level the law asks (law file 2.0; 国办发〔2020〕49号). */
function basisLevelFaults(source: PackSource, sources: readonly PackSource[]): PackFault[] {
  const levels = new Map(
    sources.flatMap(({ instruments }) => instruments.map(({ rule }) => [rule.instrument, rule.level] as const)),
  );
  const rules = sources.flatMap(({ basisLevels }) => basisLevels).map(({ rule }) => rule);
  return ruledOf(source).flatMap(({ kind, placed }) => {
    const rule = rules.find(({ act }) => act === ACT_OF[kind]);
    const asked = source.head.layer === 'national' ? rule?.national : provinceLevelsOf(kind);
    if (rule === undefined || asked === undefined || asked.length === 0 || isIncentive(placed)) return [];
    const has = placed.rule.basis.map((ref) => levels.get(ref.split(':')[0]!));
    if (has.some((level) => level !== undefined && asked.includes(level))) return [];
    const facts = { rule: codeOf(placed.rule), asked: asked.join(' '), has: has.join(' ') };
    return [faultAt(placed, ['basis'], 'pack.basis_too_low', facts, rule.basis[0])];
  });
}

/** Only what reduces rights or adds duties needs the higher basis. */
function isIncentive({ rule }: Placed<Ruled>): boolean {
  return (rule as { kind?: string }).kind === 'incentive';
}

import { fileURLToPath } from 'node:url';
import { deepFreeze } from './canonical.ts';
import { editionOf, Law } from './law.ts';
import { layeringFaults } from './layering.ts';
import { triggerFaults } from './measure-lines.ts';
import { neededFaults } from './needed.ts';
import { crossFaults } from './pack-check.ts';
import { type PackFault, PackRefusal } from './pack-fault.ts';
import { lineFaults } from './pack-lines.ts';
import { contentOf, type PackSource, readSources } from './pack-stack.ts';
import { templateFaults } from './pack-templates.ts';

/** The packs that come with the program. */
export const LAW_FOLDER = fileURLToPath(new URL('../../../law/', import.meta.url));
/** The city whose stack is read when no other is named. */
export const DEFAULT_PACK = 'cn-4111';

export type LoadOptions = { readonly root?: string; readonly pack?: string };
/** What reading gave: the law when there is no fault; in any case the sources and all faults. */
export type LawReading = {
  readonly law?: Law;
  readonly sources: readonly PackSource[];
  readonly faults: readonly PackFault[];
};

/** Reads a stack with its cases and tells everything that is wrong with it. */
export function readLaw(options: LoadOptions = {}): LawReading {
  return read(options, true);
}

/** As {@link readLaw}, the cases left aside: what a running program needs. */
export function readRules(options: LoadOptions = {}): LawReading {
  return read(options, false);
}

function read({ root = LAW_FOLDER, pack = DEFAULT_PACK }: LoadOptions, withCases: boolean): LawReading {
  const { sources, faults } = readSources(root, pack, withCases);
  const all = [...faults, ...stackFaults(sources)];
  if (all.length > 0) return { sources, faults: inOrder(all) };
  return { law: lawOf(sources), sources, faults: [] };
}

/**
 * The law alone, without its cases.
 * @throws {PackRefusal} invalid `law.pack_faulty` with every fault
 */
export function loadLaw(options: LoadOptions = {}): Law {
  const { law, faults } = readRules(options);
  if (law === undefined) throw new PackRefusal(faults);
  return law;
}

/** Everything wrong with a stack beyond text and shape. */
export function stackFaults(sources: readonly PackSource[]): PackFault[] {
  return [
    ...crossFaults(sources),
    ...layeringFaults(sources),
    ...sources.flatMap(lineFaults),
    ...sources.flatMap((source) => triggerFaults(source, sources)),
    ...templateFaults(sources),
    ...neededFaults(sources),
  ];
}

export function lawOf(sources: readonly PackSource[]): Law {
  const stack = deepFreeze(sources.map(contentOf));
  return new Law(stack, { edition: editionOf(stack) });
}

function inOrder(faults: readonly PackFault[]): PackFault[] {
  return faults.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CalendarYear,
  type Instrument,
  KINDS,
  type Kind,
  type Kinds,
  type PackContent,
  type PackHead,
} from './pack.ts';
import type { PackFault } from './pack-fault.ts';
import { type PackFile, readPackFolder } from './pack-reader.ts';
import { fileKey, schemaFaults } from './pack-schema.ts';

/** Where a rule stands: its pack, its file, its place in the file. */
export type Place = { readonly file: PackFile; readonly path: readonly (string | number)[] };
/** One rule of any kind with its place, for the cross-checks. */
export type Placed<T> = Place & { readonly pack: PackHead; readonly rule: T };

/** The files of one pack, sorted by what they hold. */
export type PackSource = {
  readonly head: PackHead;
  readonly instruments: readonly Placed<Instrument>[];
  readonly calendars: readonly Placed<CalendarYear>[];
  readonly cases: readonly PackFile[];
  /** Every file but the cases: what the edition is made from. */
  readonly files: readonly PackFile[];
} & { readonly [K in Kind]: readonly Placed<Kinds[K]>[] };

/**
 * Reads a pack and its parents from the folder `root`, nation first. Faults of text and shape come back beside what could
 * be read; a file at fault is left out.
 */
export function readSources(
  root: string,
  leaf: string,
  withCases: boolean,
): { sources: PackSource[]; faults: PackFault[] } {
  const sources: PackSource[] = [];
  const faults: PackFault[] = [];
  for (let pack: string | undefined = leaf; pack !== undefined; ) {
    if (!existsSync(join(root, pack, 'pack.yaml'))) {
      faults.push({ file: `${pack}/pack.yaml`, line: 1, code: 'pack.absent', facts: { pack } });
      break;
    }
    const read = readPackFolder(root, pack, withCases);
    faults.push(...read.faults);
    const source = sortFiles(read.files, pack, faults);
    if (source === undefined) break;
    const { parent } = source.head;
    sources.unshift(source);
    if (sources.length > 3) break;
    pack = parent;
  }
  return { sources, faults };
}

/** Sorts a pack's files by kind; adds the faults of shape to `faults`. Undefined when the pack does not say what it is. */
export function sortFiles(files: readonly PackFile[], pack: string, faults: PackFault[]): PackSource | undefined {
  const sound = files.filter((file) => {
    const found = schemaFaults(file);
    faults.push(...found);
    return found.length === 0;
  });
  const heads = sound.filter(({ content }) => fileKey(content) === 'pack');
  const [headFile] = heads;
  if (headFile === undefined) return undefined;
  const head = headFile.content as PackHead;
  if (heads.length > 1 || head.pack !== pack) {
    faults.push({
      file: headFile.path,
      line: headFile.lineOf(['pack']),
      code: 'pack.head',
      facts: { pack: head.pack },
    });
  }
  const whole = <T>(key: string): Placed<T>[] =>
    sound
      .filter(({ content }) => fileKey(content) === key)
      .map((file) => ({ file, path: [], pack: head, rule: file.content as T }));
  const listed = Object.fromEntries(KINDS.map((kind) => [kind, sound.flatMap((file) => rulesOf(file, kind, head))]));
  return {
    head,
    instruments: whole<Instrument>('instrument'),
    calendars: whole<CalendarYear>('calendar'),
    cases: sound.filter(({ content }) => fileKey(content) === 'cases'),
    files: sound.filter(({ content }) => fileKey(content) !== 'cases'),
    ...(listed as { [K in Kind]: Placed<Kinds[K]>[] }),
  };
}

function rulesOf<K extends Kind>(file: PackFile, kind: K, pack: PackHead): Placed<Kinds[K]>[] {
  const list = (file.content as Partial<Record<K, Kinds[K][]>>)[kind] ?? [];
  return list.map((rule, index) => ({ file, path: [kind, index], pack, rule }));
}

/** The content alone, without places. */
export function contentOf(source: PackSource): PackContent {
  const bare = <T>(placed: readonly Placed<T>[]): T[] => placed.map(({ rule }) => rule);
  const listed = Object.fromEntries(KINDS.map((kind) => [kind, bare<unknown>(source[kind])]));
  return {
    head: source.head,
    instruments: bare(source.instruments),
    calendars: bare(source.calendars),
    ...(listed as { [K in Kind]: Kinds[K][] }),
  };
}

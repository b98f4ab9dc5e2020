import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { PackFault } from './pack-fault.ts';

/** A pack file as read: plain data, and where each part of it stands. */
export type PackFile = {
  /** Path below the law folder: `cn/periods.yaml`. */
  readonly path: string;
  readonly content: unknown;
  /** Line, from 1, of the value at `path`; of its nearest parent that exists where the value is missing. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
};

/** Reads one YAML text; dates stay text (YAML 1.2 has no dates). Duplicate keys and anchors gone wrong are faults. */
export function readPackText(path: string, text: string): { file: PackFile; faults: PackFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings].map((error) => ({
    file: path,
    line: lines.linePos(error.pos[0]).line,
    code: 'pack.unreadable',
    facts: { yaml: error.code },
  }));
  const lineOf = (where: readonly (string | number)[]): number => {
    for (let depth = where.length; depth > 0; depth -= 1) {
      const node = document.getIn(where.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return {
    file: { path, content: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }), lineOf },
    faults,
  };
}

/** Every `.yaml` file of a pack's folder in path order; `cases/` only where they are wanted, as they outweigh the rest. */
export function readPackFolder(
  root: string,
  pack: string,
  withCases: boolean,
): { files: PackFile[]; faults: PackFault[] } {
  const paths = readdirSync(join(root, pack), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && (withCases || !/^cases[\\/]/.test(path)))
    .map((path) => `${pack}/${path.replaceAll('\\', '/')}`)
    .sort();
  const read = paths.map((path) => withLayouts(root, readPackText(path, readFileSync(join(root, path), 'utf8'))));
  return {
    files: read.filter(({ faults }) => faults.length === 0).map(({ file }) => file),
    faults: read.flatMap(({ faults }) => faults),
  };
}

type Read = ReturnType<typeof readPackText>;

/** Layouts lie beside their YAML as Typst files; in an edition their text stands with the rest. */
function withLayouts(root: string, read: Read): Read {
  const { layouts } = (read.file.content ?? {}) as { layouts?: { file?: unknown }[] };
  if (!Array.isArray(layouts)) return read;
  const faults: PackFault[] = [];
  const told = layouts.map((layout, at) => {
    if (typeof layout?.file !== 'string') return layout;
    const { file, ...rest } = layout;
    const path = join(root, dirname(read.file.path), basename(file as string));
    if (existsSync(path)) return { ...rest, typst: readFileSync(path, 'utf8') };
    const line = read.file.lineOf(['layouts', at, 'file']);
    faults.push({
      file: read.file.path,
      line,
      code: 'pack.layout_absent',
      facts: { layout: basename(file as string) },
    });
    return layout;
  });
  return { file: { ...read.file, content: { layouts: told } }, faults: [...read.faults, ...faults] };
}

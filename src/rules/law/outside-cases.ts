import { readFileSync } from 'node:fs';
import { outsideCaseFaults } from './pack-check.ts';
import type { PackFault } from './pack-fault.ts';
import { type PackFile, readPackText } from './pack-reader.ts';
import { fileKey, schemaFaults } from './pack-schema.ts';
import type { PackSource } from './pack-stack.ts';

/**
 * Files of cases that lie outside the packs, such as a lawyer writes on its own: held to the same shape and to the articles of the
 * stack. With a fault none is run.
 */
export function readOutsideCases(
  paths: readonly string[],
  sources: readonly PackSource[],
): { files: PackFile[]; faults: PackFault[] } {
  const read = paths.map((path) => readPackText(path, readFileSync(path, 'utf8')));
  const sound = read.filter(({ faults }) => faults.length === 0).map(({ file }) => file);
  const shape = sound.flatMap(shapeFaults);
  const faults = [...read.flatMap((one) => one.faults), ...shape];
  return { files: sound, faults: faults.length > 0 ? faults : outsideCaseFaults(sound, sources) };
}

function shapeFaults(file: PackFile): PackFault[] {
  if (fileKey(file.content) === 'cases') return schemaFaults(file);
  return [{ file: file.path, line: 1, code: 'pack.unknown_kind', facts: { known: 'cases' } }];
}

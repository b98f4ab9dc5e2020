import { Refusal } from '../../ground/kernel/refusal.ts';
import { type LawCase, QUESTIONS, type Questions } from './case.ts';
import type { Law } from './law.ts';
import { stackFaults } from './load.ts';
import type { PackFault } from './pack-fault.ts';
import type { PackFile } from './pack-reader.ts';
import { type PackSource, sortFiles } from './pack-stack.ts';

/** Where an answer departs from what the case expects; `line`, from 1, where the case says what it expects. */
export type Mismatch = { readonly at: string; readonly expected: unknown; readonly actual: unknown };
export type PlacedMismatch = Mismatch & { readonly line: number };
export type CaseResult = {
  readonly case: string;
  /** Null for a file that lies outside the packs. */
  readonly pack: string | null;
  readonly file: string;
  /** From 1: where the case begins. */
  readonly line: number;
  readonly article: string;
  readonly passed: boolean;
  readonly mismatches: readonly PlacedMismatch[];
};

type Found = Pick<CaseResult, 'pack' | 'file' | 'line'> & {
  readonly one: LawCase;
  readonly lineOf: (at: string) => number;
};

function casesOfFile({ path, content, lineOf }: PackFile, pack: string | null): Found[] {
  return (content as { cases: LawCase[] }).cases.map((one, index) => ({
    pack,
    file: path,
    line: lineOf(['cases', index]),
    one,
    lineOf: (at) => lineOf(['cases', index, 'expect', ...(at === '' ? [] : at.split('.'))]),
  }));
}

/** The cases of a stack, nation first, each with the pack it lies in. */
export function casesOf(sources: readonly PackSource[]): { pack: string; one: LawCase }[] {
  return sources.flatMap(({ head: { pack }, cases }) =>
    cases.flatMap((file) => casesOfFile(file, pack).map(({ one }) => ({ pack, one }))),
  );
}

/** Runs every case of the stack against its law; `more` answers what the law alone cannot. */
export function runCases(law: Law, sources: readonly PackSource[], more: Questions): CaseResult[] {
  return sources.flatMap(({ head, cases }) =>
    cases.flatMap((file) => casesOfFile(file, head.pack).map((found) => resultOf(found, law, sources, more))),
  );
}

/** Runs the cases of files that lie outside the packs, against the same law. */
export function runOutside(
  files: readonly PackFile[],
  law: Law,
  sources: readonly PackSource[],
  more: Questions,
): CaseResult[] {
  return files.flatMap((file) => casesOfFile(file, null).map((found) => resultOf(found, law, sources, more)));
}

function resultOf(
  { one, lineOf, ...place }: Found,
  law: Law,
  sources: readonly PackSource[],
  more: Questions,
): CaseResult {
  const mismatches = runCase(one, law, sources, more).map((mismatch) => ({ ...mismatch, line: lineOf(mismatch.at) }));
  return { case: one.case, ...place, article: one.article, passed: mismatches.length === 0, mismatches };
}

/** What is wrong with one case; nothing when it holds. A refusal of the law is an answer too (`refusal: code`). */
export function runCase(one: LawCase, law: Law, sources: readonly PackSource[], more: Questions = {}): Mismatch[] {
  const question = QUESTIONS[one.ask] ?? more[one.ask];
  const ask = one.ask === 'refusePack' ? () => refusedPack(one, sources) : question;
  if (ask === undefined) return [{ at: 'ask', expected: one.ask, actual: null }];
  try {
    const found = ask(one.given as never, law, one.on);
    return mismatchesOf(one.expect, found, '');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return mismatchesOf(one.expect, { refusal: error.code }, '');
  }
}

type Overlay = { readonly pack: string; readonly file: string; readonly content: unknown };

/** Faults that the loader finds when one file is put into a pack, or put in place of the one of that name. */
function refusedPack({ given }: LawCase, sources: readonly PackSource[]): { faults: string[]; articles: string[] } {
  const { pack, file, content } = given as Overlay;
  const path = `${pack}/${file}`;
  const overlay: PackFile = { path, content, lineOf: () => 1 };
  const faults: PackFault[] = [];
  const changed = sources.map((source) => {
    if (source.head.pack !== pack) return source;
    const kept = [...source.files, ...source.cases].filter((one) => one.path !== path);
    return sortFiles([...kept, overlay], pack, faults) ?? source;
  });
  const all = [...faults, ...stackFaults(changed)];
  return { faults: [...new Set(all.map(({ code }) => code))], articles: all.flatMap(({ article }) => article ?? []) };
}

/** `expected` lists what must hold; what it does not name is not compared. */
function mismatchesOf(expected: unknown, actual: unknown, at: string): Mismatch[] {
  if (Array.isArray(expected)) return listMismatches(expected, actual, at);
  if (typeof expected !== 'object' || expected === null) {
    return same(expected, actual) ? [] : [{ at, expected, actual: actual ?? null }];
  }
  return Object.entries(expected).flatMap(([key, part]) => {
    const path = at === '' ? key : `${at}.${key}`;
    // A refused pack may have more wrong with it than the case is about: each code named must occur.
    if (at === '' && key === 'faults')
      return missingCodes(part as string[], (actual as { faults?: string[] }).faults ?? []);
    return mismatchesOf(part, partOf(actual, key), path);
  });
}

function missingCodes(expected: readonly string[], actual: readonly string[]): Mismatch[] {
  return expected.every((code) => actual.includes(code)) ? [] : [{ at: 'faults', expected, actual }];
}

/** Lists are compared whole, in any order. */
function listMismatches(expected: readonly unknown[], actual: unknown, at: string): Mismatch[] {
  const inOrder = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  const equal = Array.isArray(actual) && inOrder(expected).join() === inOrder(actual).join();
  return equal ? [] : [{ at, expected, actual: actual ?? null }];
}

/** A part of an answer; of a list of coded things, the one with that code. */
function partOf(actual: unknown, key: string): unknown {
  if (Array.isArray(actual)) {
    return actual.find((one: Record<string, unknown>) => one.code === key || one.article === key);
  }
  return typeof actual === 'object' && actual !== null ? (actual as Record<string, unknown>)[key] : undefined;
}

/** `null` in a case means: not there. */
function same(expected: unknown, actual: unknown): boolean {
  return expected === actual || (expected === null && actual === undefined);
}

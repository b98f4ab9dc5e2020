import { type LoadOptions, proposeEdition, type Questions, readLaw, runCases } from '../../rules/law/index.ts';

/** What lies on disk, read anew: with faults there is no draft; `passed` and `failed` count the cases beside the packs. */
export type DiskReading = {
  readonly draft?: { readonly edition: string; readonly content: string };
  readonly faults: number;
  readonly passed: number;
  readonly failed: number;
};

/** Reads the packs with their cases and runs these. Takes seconds: not where requests are served. */
export function readingOf(options: LoadOptions, more: Questions): DiskReading {
  const { law, sources, faults } = readLaw(options);
  if (law === undefined) return { faults: faults.length, passed: 0, failed: 0 };
  const results = runCases(law, sources, more);
  const failed = results.filter(({ passed }) => !passed).length;
  const { edition, content } = proposeEdition(law);
  return { draft: { edition, content }, faults: 0, passed: results.length - failed, failed };
}

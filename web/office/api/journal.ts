/** What was done, by whom, to what; newest first. */
export type JournalLine = {
  readonly position: number;
  readonly at: string;
  readonly account: string;
  readonly organ: string;
  readonly deed: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly version: number | null;
  readonly basis: readonly string[];
};

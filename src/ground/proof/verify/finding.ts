/**
 * What does not agree with what the log says. `changed`, `removed`, `inserted`: a row (or a tile, a checkpoint) behind the
 * program's back. `rolled_back`: the database is older than what
 * was published.
 */
export type FindingKind = 'changed' | 'removed' | 'inserted' | 'rolled_back';
export type Finding = {
  readonly finding: FindingKind;
  /** Table; `tile`, `checkpoint` for a file of the log; `catalogue` for an object of the database's structure. */
  readonly table: string;
  /** Which row: its key, a tile's path, a checkpoint's size. */
  readonly key: string;
  /** Where the journal tells of it. */
  readonly position?: number;
};

export type Verified = {
  readonly entries: number;
  readonly rows: number;
  readonly tiles: number;
  /** Papers, seals, proofs of service and exhibits that were opened; null: without the master key none could be. */
  readonly papers: number | null;
  readonly checkpoints: number;
  /** Entries that came after the last checkpoint: the log takes them within a second. */
  readonly pending: number;
  /** Rows whose salt was destroyed (erasure): their entries are proved, their content no longer can be. */
  readonly erased: number;
  readonly findings: number;
  /** Tables for whose rows the log does not answer. */
  readonly notCovered: readonly string[];
  readonly size: number;
  readonly root: string;
};

const SENTENCES: Readonly<Record<FindingKind, { readonly zh: string; readonly en: string }>> = {
  changed: { zh: '被改动', en: 'was changed' },
  removed: { zh: '被删除', en: 'was removed' },
  inserted: { zh: '是绕过程序插入的', en: 'was inserted' },
  rolled_back: { zh: '比已公布的存证点旧', en: 'is older than what was published' },
};

/** One line for a person at a terminal. */
export function findingLine({ finding, table, key, position }: Finding): string {
  const at = position === undefined ? '' : `（第 ${position} 位 / position ${position}）`;
  const { zh, en } = SENTENCES[finding];
  return `${table} ${key}${at}：${zh} / ${en}`;
}

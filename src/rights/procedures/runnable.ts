import type { Changes, Context } from '../../ground/audit/index.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { ArticleRef, DocumentFacts, Law } from '../../rules/law/index.ts';
import type { Procedure } from './procedure.ts';
import type { Taken } from './procedure-case.ts';
import type { CaseInHand } from './procedure-queries.ts';

export type ProcedureDeps = { readonly law: Law; readonly vault: Vault };

/** What a guard looks at. It answers the articles on which the step rests besides, or refuses. */
export type GuardAsk = {
  readonly tx: Tx;
  readonly law: Law;
  readonly today: PlainDate;
  readonly inHand: CaseInHand;
  readonly next: Taken;
};
export type Guard = (ask: GuardAsk) => Promise<readonly ArticleRef[]> | readonly ArticleRef[];
/**
 * What a step writes down besides itself, in the same transaction. It has passed every guard. What it changes that is an object of its
 * own it answers, for the journal.
 */
export type SaveAsk = GuardAsk & {
  readonly ctx: Context;
  readonly number: number;
  readonly reason: string | undefined;
  readonly basis: readonly ArticleRef[];
};
/** A document of a case that is being written. */
export type TellAsk = Pick<GuardAsk, 'tx' | 'law' | 'today' | 'inHand'> & { readonly kind: string };
/** Facts that the case knows, and articles that the document cites besides those of its template. */
export type Told = { readonly facts: DocumentFacts; readonly refs: readonly ArticleRef[] };
/** A table with what its guards ask, and what its steps write down besides. */
export type Runnable = {
  readonly table: Procedure;
  readonly guards: Readonly<Record<string, Guard>>;
  readonly saves?: Readonly<Record<string, (ask: SaveAsk) => Promise<readonly Changes[]>>>;
  /** What its documents say besides what every case knows. */
  readonly tells?: (ask: TellAsk) => Promise<Told>;
};

/** @throws {Refusal} absent `procedure.unknown` */
export function runnableOf(runnables: readonly Runnable[], code: string): Runnable {
  const found = runnables.find(({ table }) => table.code === code);
  if (!found) throw new Refusal('absent', 'procedure.unknown', { procedure: code });
  return found;
}

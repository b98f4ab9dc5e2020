import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { CaseInHand } from '../procedures/index.ts';
import { reviewDay, type Supervision } from './determination.ts';
import { DETERMINATION } from './determination-procedure.ts';
import { findTerm, listContents, noticedOf } from './determination-queries.ts';
import { GONE } from './step-parts.ts';

/** What key supervision means for its party: as it was told of it, and once it was served, from when until when. */
export type ToldSupervision = Supervision & {
  readonly effectiveOn: PlainDate | null;
  readonly untilOn: PlainDate | null;
  readonly reviewOn: PlainDate | null;
};

/** Whether it was removed, dropped or undone: by its last step nothing of it is left. */
function isOver({ taken }: CaseInHand): boolean {
  const steps: Readonly<Record<string, { readonly effect: object }>> = DETERMINATION.steps;
  const last = taken.at(-1);
  return last !== undefined && (steps[last.step]?.effect === GONE || last.to === 'dropped');
}

/** What the notice told, and once the decision was served what that told; null: neither told of any, or it is over. */
export async function toldSupervision(tx: Tx, inHand: CaseInHand): Promise<ToldSupervision | null> {
  if (isOver(inHand)) return null;
  const versions = await listContents(tx, inHand.id);
  const term = await findTerm(tx, inHand.id);
  const told = term === undefined ? noticedOf(inHand, versions) : versions.at(-1);
  if (told === undefined || told.supervision === null) return null;
  const served = term ?? { effectiveOn: null, untilOn: null };
  return { ...told.supervision, ...served, reviewOn: term === undefined ? null : reviewDay(told, term) };
}

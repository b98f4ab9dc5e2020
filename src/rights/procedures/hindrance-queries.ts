import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import type { OpenWay } from './case-views.ts';
import type { Taken } from './procedure-case.ts';
import type { CaseInHand } from './procedure-queries.ts';
import type { Runnable } from './runnable.ts';

export type Hindrance = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> };
type About = {
  readonly tx: Tx;
  readonly law: Law;
  readonly today: PlainDate;
  readonly inHand: CaseInHand;
  readonly by: Pick<Taken, 'by' | 'kind'>;
};

/** The refusal that the step would meet today with these documents. Guards read and never write, so that they may be asked ahead. */
async function refusalOf(
  { table, guards }: Runnable,
  step: string,
  documents: readonly string[],
  { by, inHand, ...asked }: About,
): Promise<Hindrance | null> {
  const undisposed = inHand.points.filter(({ outcome }) => outcome === null).length;
  const rule = table.steps[step]!;
  if (rule.answersAll && undisposed > 0) return { code: 'procedure.undisposed', facts: { open: undisposed } };
  const brought = documents.map((kind) => ({ kind, sha256: '' }));
  const next: Taken = { step, on: asked.today, ...by, documents: brought, saysWhy: true };
  try {
    for (const guard of rule.guards) await guards[guard]!({ ...asked, inHand, next });
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
  return null;
}

/** Documents that a refusal asks for: they are then fields of the form, and no hindrance. */
function askedFor({ facts }: Hindrance, { documents }: Runnable['table']): readonly string[] {
  const missing = Array.isArray(facts.missing) ? facts.missing.map(String) : [];
  return missing.every((kind) => kind in documents) ? missing : [];
}

/** Each open step that this person may take, with what it needs in this very case and what would refuse it today. */
export async function withHindrances(runnable: Runnable, ways: readonly OpenWay[], about: About) {
  const found = [];
  for (const way of ways) {
    if (!way.may) {
      found.push({ ...way, hindrance: null });
      continue;
    }
    const first = await refusalOf(runnable, way.step, way.documents, about);
    const more = first === null ? [] : askedFor(first, runnable.table).filter((kind) => !way.documents.includes(kind));
    const documents = [...way.documents, ...more];
    const hindrance = more.length > 0 ? await refusalOf(runnable, way.step, documents, about) : first;
    found.push({ ...way, documents, hindrance });
  }
  return found;
}

import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import { type Answer, type DeterminationUse, type Law, mayDetermine } from '../../rules/law/index.ts';
import type { CaseInHand } from '../procedures/index.ts';
import { actingOrgan, type Contents, refuseUnlisted } from './determination.ts';
import { readFinding } from './determination-queries.ts';

/**
 * What the law says today to such a determination on that record. Asked before a proposal and at each step that matters, by one
 * function, so that nobody is told another answer than the one that will count.
 * @throws {Refusal} rule `determination.measure_not_listed`, `determination.finding_gone`, `determination.wrong_party`
 */
export async function gateAnswer(
  tx: Tx,
  about: Pick<CaseInHand, 'partyId' | 'record'>,
  { use, contents }: { readonly use: DeterminationUse; readonly contents: Contents },
  law: Law,
  today: PlainDate,
): Promise<Answer> {
  refuseUnlisted(contents, law, today);
  const finding = await readFinding(tx, about, law, today);
  if (!finding.stands) throw new Refusal('rule', 'determination.finding_gone');
  const beside = about.partyId !== about.record.subjectId;
  if (beside !== (use === 'responsible_person')) throw new Refusal('rule', 'determination.wrong_party', { use });
  const { domain, refs, termMonths } = contents;
  return mayDetermine(
    {
      use,
      refs,
      ...(domain === null ? {} : { domain }),
      organ: actingOrgan(finding.organKind),
      subjectKind: finding.partyKind,
      term: { count: termMonths, unit: 'month' },
      final: finding.final,
      objectionOpen: finding.disputed,
    },
    law,
    today,
  );
}

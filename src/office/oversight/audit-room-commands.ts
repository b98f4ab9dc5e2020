import Papa from 'papaparse';
import type { Context, Relation } from '../../ground/audit/index.ts';
import { type Acted, act } from '../../ground/audit/index.ts';
import { newId } from '../../ground/kernel/id.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { type JournalSearch, searchJournal, searchLooks } from './audit-room-queries.ts';
import { insertDeclaration } from './interest-store.ts';

/** How many lines one export holds; whoever wants more asks for fewer days. */
export const EXPORT_LINES = 20_000;
export const EXPORTS = ['journal', 'looks'] as const;
export type Exported = (typeof EXPORTS)[number];

/** A cell that begins like a formula is none: a spreadsheet would compute it. */
const csvOf = (rows: object[]): string => `\ufeff${Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' })}\r\n`;

/** What was found as csv. That it was taken out of the system, and what was looked for, stands in the journal itself. */
export async function exportFound(ctx: Context, what: Exported, search: JournalSearch): Promise<string> {
  const most = { ...search, limit: EXPORT_LINES };
  const rows =
    what === 'journal'
      ? (await searchJournal(ctx, most)).map((line) => ({
          ...line,
          at: line.at.toISOString(),
          basis: line.basis.join(' '),
        }))
      : (await searchLooks(ctx, most)).map((look) => ({ ...look, at: look.at.toISOString() }));
  await act(ctx, async () => ({
    result: null,
    deed: 'journal.export',
    object: { kind: 'organ', id: ctx.actor.organId },
    reasonCode: what,
    after: { what, search, lines: rows.length },
  }));
  return csvOf(rows);
}

/** Somebody says how near they are to a party. @throws {Refusal} forbidden `audit.persons_only`; absent `audit.subject_absent` */
export function declareInterest(ctx: Context, subjectId: string, relation: Relation): Promise<Acted<null>> {
  const { accountId, organPath, kind } = ctx.actor;
  if (kind !== 'person') throw new Refusal('forbidden', 'audit.persons_only');
  return act(ctx, async (tx) => {
    const declaredAt = ctx.now();
    const id = newId(declaredAt.getTime());
    await insertDeclaration(tx, { id, accountId, subjectId, relation, organPath, declaredAt });
    return {
      result: null,
      deed: 'interest.declare',
      object: { kind: 'account', id: accountId },
      after: { subjectId, relation },
    };
  });
}

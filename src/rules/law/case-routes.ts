import { z } from 'zod';
import type { HttpApp } from '../../ground/platform/http.ts';
import type { LawCase } from './case.ts';
import { casesOf } from './cases.ts';
import { readLaw } from './load.ts';

type PackCase = { readonly pack: string; readonly one: LawCase };

/** True for a case that asks about that rule: it names the code, or expects to be answered by it. */
function concerns({ given, expect }: LawCase, code: string): boolean {
  const named = [given, expect].flatMap((facts) => [facts.period, facts.code, facts.rule, facts.measure, facts.item]);
  return named.includes(code);
}

const CaseShape = z.strictObject({
  case: z.string(),
  pack: z.string(),
  article: z.string(),
  says: z.string(),
  on: z.string(),
  ask: z.string(),
  given: z.record(z.string(), z.unknown()),
  expect: z.record(z.string(), z.unknown()),
});
/** More than a reader takes in; the packs themselves hold them all. */
const MOST = 50;

/**
 * GET /api/v1/law/cases?code=…: the cases that lie beside a rule, as the packs that come with the program have them. Read once,
 * when somebody first asks.
 */
export function caseRoutes(http: HttpApp, read: () => readonly PackCase[] = () => casesOf(readLaw().sources)): void {
  let cases: readonly PackCase[] | undefined;
  const Question = z.strictObject({ code: z.string().min(1).max(100) });
  const Answer = z.strictObject({ cases: z.array(CaseShape) });
  http.get('/api/v1/law/cases', { schema: { querystring: Question, response: { 200: Answer } } }, (request) => {
    cases ??= read();
    const found = cases.filter(({ one }) => concerns(one, request.query.code)).slice(0, MOST);
    return {
      cases: found.map(({ pack, one }) => ({
        case: one.case,
        pack,
        article: one.article,
        says: one.says,
        on: one.on,
        ask: one.ask,
        given: one.given,
        expect: one.expect,
      })),
    };
  });
}

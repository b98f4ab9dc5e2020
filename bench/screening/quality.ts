/** Measures of quality that need nothing but a score: recall@1, true hits kept at a stated share of false alarms, and the converse. */
import type { QuestionSet } from './question-set.ts';

/** The best answer to a question: its id, and a number by which true answers should stand above false ones. */
export type Best = { readonly id: number; readonly score: number } | undefined;

export type Quality = {
  readonly recallAt1: number;
  /** True hits kept when one question in a hundred without an answer raises an alarm. */
  readonly keptAt1Percent: number;
  /** Share of false alarms when 90 % of the true hits are kept. */
  readonly falseAlarmsAt90: number;
  readonly recallByKind: Readonly<Record<string, { asked: number; recallAt1: number; keptAt1Percent: number }>>;
};

export function qualityOf({ questions }: QuestionSet, best: readonly Best[]): Quality {
  const falseScores = questions
    .flatMap((q, i) => (q.answer === undefined ? [best[i]?.score ?? 0] : []))
    .sort((a, b) => b - a);
  const limit = falseScores[Math.floor(falseScores.length / 100)] ?? 0;
  const byKind = new Map<string, { asked: number; right: number; kept: number }>();
  const trueScores: number[] = [];
  questions.forEach((question, i) => {
    if (question.answer === undefined) return;
    const count = byKind.get(question.kind) ?? { asked: 0, right: 0, kept: 0 };
    const right = best[i]?.id === question.answer;
    trueScores.push(right ? best[i]!.score : 0);
    count.asked += 1;
    if (right) count.right += 1;
    if (right && best[i]!.score > limit) count.kept += 1;
    byKind.set(question.kind, count);
  });
  trueScores.sort((a, b) => b - a);
  const at90 = trueScores[Math.floor(trueScores.length * 0.9)] ?? 0;
  const share = (count: number): number => count / trueScores.length;
  return {
    recallAt1: share([...byKind.values()].reduce((sum, { right }) => sum + right, 0)),
    keptAt1Percent: share([...byKind.values()].reduce((sum, { kept }) => sum + kept, 0)),
    falseAlarmsAt90: at90 === 0 ? 1 : falseScores.filter((score) => score >= at90).length / falseScores.length,
    recallByKind: Object.fromEntries(
      [...byKind].map(([kind, { asked, right, kept }]) => [
        kind,
        { asked, recallAt1: right / asked, keptAt1Percent: kept / asked },
      ]),
    ),
  };
}

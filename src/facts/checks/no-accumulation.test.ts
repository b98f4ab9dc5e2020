// Thousands of random histories of one party: whatever has come together, each record is answered as if it stood alone (line 8).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day, testLaw } from '../../../test/support/law.ts';
import { addDays } from '../../ground/kernel/plain-date.ts';
import { mayDetermine } from '../../rules/law/index.ts';
import { type Answer, answerOf, type Known } from './check.ts';
import type { KnownRecord } from './fact-in-force.ts';

const law = testLaw();
const TODAY = day('2026-06-01');
const FINAL = { servedOn: day('2024-06-03'), remedyNotified: true, review: 'none', suit: 'none' } as const;
const KINDS = ['警告', '通报批评', '罚款', '没收违法所得', '责令停产停业', '吊销许可证件', '停止执业'];
const MATTERS = ['政府采购供应商资格审查', '律师事务所设立审核', '行政许可审查'];

const decisions = fc.record({
  kinds: fc.subarray(KINDS, { minLength: 1, maxLength: 3 }),
  procedure: fc.constantFrom('simple' as const, 'ordinary' as const),
  fine: fc.constantFrom(0.02, 0.3, 5),
  age: fc.integer({ min: 0, max: 900 }),
  final: fc.boolean(),
  underObjection: fc.boolean(),
});
type Decision = typeof decisions extends fc.Arbitrary<infer T> ? T : never;

function recordOf({ kinds, procedure, fine, age, final, underObjection }: Decision, at: number): KnownRecord {
  const decidedOn = addDays(TODAY, -age);
  const facts = { subjectKind: 'organisation', kinds, procedure, fine, decidedOn, publishedOn: decidedOn } as const;
  return {
    recordId: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    item: 'penalty',
    version: 1,
    action: 'add',
    documentNumber: `虚司罚决字〔2026〕第${at}号`,
    decidedOn,
    organ: { name: '漯河市虚构司法局', nameEn: 'Bureau' },
    values: {},
    question: { item: 'penalty', facts, finality: final ? FINAL : {} },
    underObjection,
    statement: null,
    lastPublicDay: null,
    withdrawnOn: null,
  };
}

const asked = (matter: string) => ({ by: 'code', matter, purpose: '核对' }) as const;
function answer(records: readonly KnownRecord[], matter: string): Answer {
  const party = { kind: 'organisation', name: '漯河虚构屡犯商贸有限公司', code: null } as const;
  const known: Known = {
    id: 'x',
    asOf: new Date(0),
    asked: asked(matter),
    party,
    records,
    candidates: [],
    coverage: [],
  };
  return answerOf(known, law, TODAY, (name) => name);
}

test('each record of a history is answered as if it stood alone: no fact, class or binding comes from their number', () => {
  let seen = 0;
  fc.assert(
    fc.property(
      fc.array(decisions, { minLength: 2, maxLength: 8, size: 'max' }),
      fc.constantFrom(...MATTERS),
      (history, matter) => {
        const records = history.map(recordOf);
        const whole = answer(records, matter);
        const alone = records.map((record) => answer([record], matter));
        expect(whole.facts).toEqual(alone.flatMap(({ facts }) => facts));
        expect(whole.bindings ?? []).toEqual(alone.flatMap(({ bindings = [] }) => bindings));
        seen += whole.bindings?.length ?? 0;
      },
    ),
    { numRuns: 1_500 },
  );
  expect(seen).toBeGreaterThan(0);
});

test('any number of one and the same decision is that many times the same, and never a graver class', () => {
  fc.assert(
    fc.property(decisions, fc.integer({ min: 1, max: 30 }), (decision, times) => {
      const many = answer(
        Array.from({ length: times }, (_, at) => recordOf(decision, at)),
        MATTERS[0]!,
      );
      const [one] = answer([recordOf(decision, 0)], MATTERS[0]!).facts;
      expect(many.facts).toHaveLength(one === undefined ? 0 : times);
      for (const fact of many.facts) {
        expect(fact).toMatchObject({ class: one!.class, adverseCredit: one!.adverseCredit, marks: one!.marks });
      }
    }),
    { numRuns: 500 },
  );
});

test('an answer has no number in it besides versions: nothing is counted, added up or ordered by weight', () => {
  fc.assert(
    fc.property(fc.array(decisions, { maxLength: 12 }), (history) => {
      const numbers: string[] = [];
      JSON.stringify(answer(history.map(recordOf), MATTERS[0]!), (key, value) => {
        if (typeof value === 'number') numbers.push(key);
        return value;
      });
      expect(numbers.filter((key) => key !== 'version')).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('whoever asks whether a determination may be made can name no other record, and adding facts to the question changes nothing', () => {
  const facts = {
    use: 'key_supervision',
    refs: ['hnxy:32'],
    organ: { branch: 'justice', level: 'county' },
    subjectKind: 'organisation',
    term: { count: 12, unit: 'month' },
  } as const;
  fc.assert(
    fc.property(fc.option(fc.boolean(), { nil: undefined }), fc.nat(1_000), (final, count) => {
      const asked = final === undefined ? facts : { ...facts, final };
      const { answer: without, reasons } = mayDetermine(asked, law, TODAY);
      const more = { ...asked, records: count, priorPenalties: count, repeated: true };
      expect(mayDetermine(more, law, TODAY)).toMatchObject({ answer: without, reasons });
      expect(without).toBe(final === true ? 'allowed' : final === false ? 'refused' : 'unknown');
    }),
    { numRuns: 500 },
  );
});

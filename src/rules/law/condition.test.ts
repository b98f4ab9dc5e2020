import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf, holds } from './condition.ts';
import type { Condition } from './item.ts';

const facts = { kinds: ['警告', '罚款'], fine: 0.3, procedure: 'simple', decidedOn: '2026-04-01', minor: false };

test.each<[string, Condition, string]>([
  ['is', { field: 'procedure', op: 'is', value: 'simple' }, 'yes'],
  ['isNot', { field: 'procedure', op: 'isNot', value: 'simple' }, 'no'],
  ['in', { field: 'procedure', op: 'in', value: ['ordinary', 'simple'] }, 'yes'],
  ['includes', { field: 'kinds', op: 'includes', value: '罚款' }, 'yes'],
  ['includes, not there', { field: 'kinds', op: 'includes', value: '限制从业' }, 'no'],
  ['atLeast takes its own value (民法典 art. 1259)', { field: 'fine', op: 'atLeast', value: 0.3 }, 'yes'],
  ['atMost takes its own value', { field: 'fine', op: 'atMost', value: 0.3 }, 'yes'],
  ['atMost, above', { field: 'fine', op: 'atMost', value: 0.2 }, 'no'],
  ['before leaves its day out', { field: 'decidedOn', op: 'before', value: '2026-04-01' }, 'no'],
  ['onOrAfter takes its day', { field: 'decidedOn', op: 'onOrAfter', value: '2026-04-01' }, 'yes'],
  ['a fact that is false is known', { field: 'minor', op: 'is', value: true }, 'no'],
  ['a missing fact is unknown', { field: 'domain', op: 'is', value: 'food' }, 'unknown'],
  ['a missing fact is unknown, not unequal', { field: 'domain', op: 'isNot', value: 'food' }, 'unknown'],
  ['present', { field: 'fine', op: 'present' }, 'yes'],
  ['absent', { field: 'domain', op: 'absent' }, 'yes'],
])('%s', (_, condition, verdict) => {
  expect(holds(condition, facts)).toBe(verdict);
});

const yes: Condition = { field: 'fine', op: 'present' };
const no: Condition = { field: 'fine', op: 'absent' };
const unknown: Condition = { field: 'domain', op: 'is', value: 'food' };

test.each<[string, Condition, string]>([
  ['all with one no is no, whatever is unknown', { all: [unknown, no, yes] }, 'no'],
  ['all with one unknown is unknown', { all: [yes, unknown] }, 'unknown'],
  ['all yes is yes', { all: [yes, yes] }, 'yes'],
  ['any with one yes is yes, whatever is unknown', { any: [unknown, yes] }, 'yes'],
  ['any with one unknown is unknown', { any: [no, unknown] }, 'unknown'],
  ['any no is no', { any: [no, no] }, 'no'],
])('%s', (_, condition, verdict) => {
  expect(holds(condition, facts)).toBe(verdict);
});

test('learning a fact never turns a yes into a no, or back', () => {
  const tests = fc.constantFrom<Condition>(yes, no, unknown, { field: 'procedure', op: 'is', value: 'simple' });
  const trees = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      tests,
      fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    ),
  })).tree;
  fc.assert(
    fc.property(trees, fc.constantFrom('food', 'fire'), (condition, domain) => {
      const before = holds(condition, facts);
      if (before !== 'unknown') expect(holds(condition, { ...facts, domain })).toBe(before);
    }),
  );
});

test('a condition tells which facts it reads', () => {
  expect(fieldsOf({ all: [yes, { any: [unknown, yes] }] })).toEqual(['fine', 'domain']);
});

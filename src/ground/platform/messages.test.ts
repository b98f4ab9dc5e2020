import { expect, test } from 'vitest';
import { type Messages, tell } from './messages.ts';

const messages: Messages = new Map([
  ['repair.not_open', { zh: '尚不能准予修复：{reasons}。', en: 'Repair cannot be approved: {reasons}.' }],
  ['repair.too_early', { zh: '最早可修复日为 {earliestOn}', en: 'repair opens on {earliestOn}' }],
  ['repair.duty_unknown', { zh: '是否履行义务未知', en: 'whether duties are performed is not known' }],
]);

test('reasons that are codes are told in their own sentences, with the facts of the refusal', () => {
  const facts = { reasons: ['repair.too_early', 'repair.duty_unknown'], earliestOn: '2026-07-07' };
  expect(tell(messages, 'repair.not_open', facts, 'zh')).toBe(
    '尚不能准予修复：最早可修复日为 2026-07-07；是否履行义务未知。',
  );
  expect(tell(messages, 'repair.not_open', facts, 'en')).toBe(
    'Repair cannot be approved: repair opens on 2026-07-07; whether duties are performed is not known.',
  );
});

test('what has no sentence is told as it is, and a fact that is missing stays visible', () => {
  expect(tell(messages, 'repair.not_open', { reasons: ['repair.unheard_of', 3] }, 'en')).toBe(
    'Repair cannot be approved: repair.unheard_of; 3.',
  );
  expect(tell(messages, 'repair.too_early', {}, 'zh')).toBe('最早可修复日为 {earliestOn}');
  expect(tell(messages, 'nobody.knows', {}, 'zh')).toBe('nobody.knows');
});

import { expect, test } from 'vitest';
import { sentenceOf } from './refusals.ts';

test('a refusal that arrives as a code is told in words, its reasons and its documents too', () => {
  const notOpen = { reasons: ['repair.too_early'], earliestOn: '2026-07-07' };
  expect(sentenceOf('repair.not_open', notOpen, 'zh')).toBe('尚不能准予修复：最早可修复日为 2026-07-07。');
  const missing = { missing: ['performance_proof'] };
  expect(sentenceOf('repair.material_missing', missing, 'en')).toContain('missing: proof of performance.');
  expect(sentenceOf('nobody.knows', {}, 'en')).toBe('nobody.knows');
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { basisName } from './basis-name.ts';

const POLICIES = new URL('../../../../src/ground/access/policies/', import.meta.url);
const bases = readdirSync(POLICIES)
  .filter((name) => name.endsWith('.cedar'))
  .flatMap((name) => [...readFileSync(new URL(name, POLICIES), 'utf8').matchAll(/@article\("([^"]+)"\)/g)])
  .map(([, basis]) => basis!);

test('every basis of a policy reads as Chinese in Chinese, and as it stands in English', () => {
  expect(bases.length).toBeGreaterThan(10);
  for (const basis of bases) {
    expect(basisName(basis, 'zh')).not.toMatch(/[a-z]{2}/);
    expect(basisName(basis, 'en')).toBe(basis);
  }
  expect(basisName('河南省社会信用条例 arts. 40, 41; 个人信息保护法 art. 44', 'zh')).toBe(
    '《河南省社会信用条例》第40、41条；《个人信息保护法》第44条',
  );
  expect(basisName('GB/T 22239-2019 part 8, level 3', 'zh')).toBe('GB/T 22239-2019 第8部分（第3级）');
});

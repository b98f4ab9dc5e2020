import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
  ['漯河市正名虛構食品有限公司', '漯河市正名虚构食品有限公司', 'traditional'],
  ['ＡＢＣ　科技', 'abc科技', 'width, case and blanks'],
  ['某某（北京）有限公司', '某某北京有限公司', 'brackets of any width'],
  ['“某某”·有限公司。', '某某有限公司', 'punctuation'],
  ['第壹〇一厂', '第一零一厂', 'numerals'],
  ['乾著予', '乾著予', 'characters of GB 2312 stay'],
])('%s folds to %s: %s', (name, folded) => {
  expect(fold(name)).toBe(folded);
});

test('folding what is folded changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => fold(fold(name)) === fold(name)));
});

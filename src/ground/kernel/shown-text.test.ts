import { expect, test } from 'vitest';
import { strangeSignIn } from './shown-text.ts';

test.each([
  ['漯河\u202e师律', 'U+202E', 'direction'],
  ['漯河\u2066师律\u2069', 'U+2066', 'direction'],
  ['漯\u200b河', 'U+200B', 'invisible'],
  ['\ufeff漯河', 'U+FEFF', 'invisible'],
  ['漯河\u{e0041}', 'U+E0041', 'invisible'],
  ['漯河\u0007', 'U+0007', 'control'],
  ['漯河\u0085', 'U+0085', 'control'],
  ['漯河\u2028律师', 'U+2028', 'control'],
  ['<script>alert(1)</script>', '<script>', 'markup'],
  ['甲<img src=x onerror=y>乙', '<img src=x onerror=y', 'markup'],
  ['甲</b>', '</b>', 'markup'],
  ['甲<!-- 乙', '<!--', 'markup'],
] as const)('%j holds %s, told as %s', (text, sign, kind) => {
  expect(strangeSignIn(text)).toEqual({ sign, kind });
});

test.each([
  ['阿卜杜拉·买买提'],
  ['漯河　某某（集团）有限公司'],
  ['ＡＢＣ１２３'],
  ['第一行\r\n第二行\t第三列'],
  ['𠮷野家、葛\u{e0100}城'],
  ['👩‍⚖️ می‌خواهم'],
  ['数额 a < b，且 b > c'],
  ['见<附件>及 <name@house.cn>'],
  [`陈述与申辩：\u200b${'事实经过。'.repeat(100)}`],
  ['Müller & Söhne «é» e\u0301'],
])('%j passes', (text) => {
  expect(strangeSignIn(text)).toBeUndefined();
});

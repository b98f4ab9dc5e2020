import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CodeBuckets } from './code-buckets.ts';
import { ScreeningList } from './screening-list.ts';

const code = (n: number) => `91411100MA${String(n).padStart(7, '0')}X`;
const record = (n: number) => ({ id: `${n}`, name: `漯河市虚构${n}号商贸有限公司`, code: code(n) });

test('every living code is in the bucket of its hash and in no other, whatever segment it lies in', () => {
  const list = ScreeningList.of(Array.from({ length: 300 }, (_, n) => record(n)));
  list.change({ end: ['7'], add: [record(301), record(302)] });
  const buckets = new CodeBuckets(list.snapshot);
  const all = Array.from({ length: 16 ** buckets.digits }, (_, n) => n.toString(16).padStart(buckets.digits, '0'));
  const found = all.flatMap((prefix) => buckets.bucket(prefix).map(({ id, rest }) => [id, prefix + rest]));
  const living = [...Array(300).keys()].filter((n) => n !== 7).concat(301, 302);
  expect(found.sort()).toEqual(living.map((n) => [`${n}`, hash('sha256', code(n))]).sort());
  expect([buckets.digits, buckets.codeCount]).toEqual([3, 301]);
});

import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldCodes, fieldProblemsOf, toldFields } from './field-problem.ts';
import { loadMessages } from './messages.ts';

const messages = await loadMessages();
const Words = z.string().trim().min(4).max(6);
const Shape = z.strictObject({
  reason: Words.optional(),
  kind: z.enum(['review', 'suit']).optional(),
  count: z.int().min(1).max(9).optional(),
  rows: z
    .array(z.strictObject({ id: z.uuid() }))
    .min(1)
    .max(2)
    .optional(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{4}$/)
    .optional(),
  at: z.iso.datetime().optional(),
  who: z.union([Words, z.array(z.strictObject({ name: Words })).min(1)]).optional(),
  place: z
    .discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('redacted') }),
      z.strictObject({ outcome: z.literal('released'), reason: Words }),
    ])
    .optional(),
  day: z
    .string()
    .refine((text) => text === 'today', 'date.unreadable')
    .optional(),
});

function told(sent: unknown, language: 'zh' | 'en' = 'zh') {
  const { error } = Shape.safeParse(sent, fieldCodes);
  return toldFields(fieldProblemsOf(error?.issues ?? []), messages, language).map(
    ({ path, problem }) => `${path} ${problem}`,
  );
}

test.each([
  [{ reason: 'abc' }, '/reason 至少4个字', '/reason must have at least 4 characters'],
  [{ reason: 'abcdefg' }, '/reason 至多6个字', '/reason must have at most 6 characters'],
  [{ reason: 7 }, '/reason 类型不对，应为文字', '/reason is of the wrong type: text is expected'],
  [{ kind: 'else' }, '/kind 只能是其中之一：review, suit', '/kind must be one of: review, suit'],
  [{ count: 0 }, '/count 不得小于1', '/count must not be less than 1'],
  [{ count: 10 }, '/count 不得大于9', '/count must not be more than 9'],
  [{ count: 1.5 }, '/count 类型不对，应为整数', '/count is of the wrong type: a whole number is expected'],
  [{ rows: [] }, '/rows 至少1项', '/rows must have at least 1 entries'],
  [{ rows: [{}] }, '/rows/0/id 必填，没有给出', '/rows/0/id is required and was not given'],
  [{ rows: [{ id: '7' }] }, '/rows/0/id 应为编号（UUID）', '/rows/0/id must be an id (UUID)'],
  [{ digest: 'zz' }, '/digest 格式不对，应符合 /^[0-9a-f]{4}$/', '/digest must have the form /^[0-9a-f]{4}$/'],
  [{ at: 'noon' }, '/at 时刻应为 ISO 8601 格式', '/at must be an instant in the form of ISO 8601'],
  [{ who: [{ name: 'ab' }] }, '/who/0/name 至少4个字', '/who/0/name must have at least 4 characters'],
  [{ who: 'ab' }, '/who 至少4个字', '/who must have at least 4 characters'],
  [
    { place: { outcome: 'gone' } },
    '/place/outcome 只能是其中之一：redacted, released',
    '/place/outcome must be one of: redacted, released',
  ],
  [{ place: { outcome: 'released' } }, '/place/reason 必填，没有给出', '/place/reason is required and was not given'],
  [{ more: 1 }, '/more 接口没有这一项', '/more is not known to the interface'],
  [[], '/ 类型不对，应为对象', '/ is of the wrong type: an object is expected'],
  [
    { day: 'noon' },
    '/day 日期应为 YYYY-MM-DD，且确有其日',
    '/day a day is written YYYY-MM-DD and must exist in the calendar',
  ],
])('%j is told by field and reason in both languages', (sent, zh, en) => {
  expect(told(sent)).toEqual([zh]);
  expect(told(sent, 'en')).toEqual([en]);
});

test('what was sent is never said back, and a body of many wrong rows tells a few of them', () => {
  const rows = Array.from({ length: 1_000 }, () => ({ id: '张三41110219000101001X' }));
  const Many = z.strictObject({ rows: z.array(z.strictObject({ id: z.uuid() })) });
  const fields = fieldProblemsOf(Many.safeParse({ rows }, fieldCodes).error?.issues ?? []);
  expect(fields).toHaveLength(20);
  expect(JSON.stringify(fields)).not.toContain('张三');
});

test('a schema that was parsed without the codes is told in both languages all the same', () => {
  const fields = fieldProblemsOf(z.strictObject({ code: z.string() }).safeParse({ code: 1 }).error?.issues ?? []);
  expect(toldFields(fields, messages, 'zh')).toEqual([
    { path: '/code', code: 'field.type', problem: '类型不对，应为文字' },
  ]);
});

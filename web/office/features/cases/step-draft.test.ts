import { expect, test } from 'vitest';
import type { Way } from '../../api/cases.ts';
import { givenOf, isComplete, type Settled, type StepDraft } from './step-draft.ts';

const ONE = '1'.repeat(64);
const OTHER = '2'.repeat(64);
const way = (change: Partial<Way> = {}): Way => ({
  step: 'pass',
  name: { zh: '审核通过', en: 'pass' },
  to: 'reviewed',
  toName: { zh: '已审核', en: 'reviewed' },
  documents: ['reply'],
  sameAs: null,
  answersAll: true,
  decides: false,
  byParty: false,
  saysWhy: false,
  publicReason: false,
  stopsClock: false,
  causes: [],
  remedies: [],
  basis: [],
  effect: { zh: '标注保留。', en: 'The marker stays.' },
  posts: ['reviewer'],
  may: true,
  whyNot: null,
  whyNotArticle: null,
  hindrance: null,
  ...change,
});
const draft = (change: Partial<StepDraft> = {}): StepDraft => ({
  on: '2026-03-09',
  cause: '',
  reason: '',
  digests: { reply: ONE },
  ...change,
});

test.each<[string, boolean, Partial<Way>, Partial<StepDraft>, Settled?]>([
  ['all that the step needs is there', true, {}, {}],
  ['a document is missing', false, {}, { digests: {} }],
  ['a digest is cut short', false, {}, { digests: { reply: ONE.slice(1) } }],
  ['the day is missing', false, {}, { on: '' }],
  ['a reason is asked for and not given', false, { saysWhy: true }, {}],
  ['a reason is too short', false, { saysWhy: true }, { reason: ' 好 ' }],
  ['a reason that nobody asked for is too short as well', false, { byParty: true }, { reason: '好' }],
  ['the cause of a standstill is missing', false, { stopsClock: true, causes: ['test'] }, {}],
  ['what the case settles stands for itself', true, {}, { digests: {} }, { reply: ONE }],
  ['another document was chosen than the settled one', false, {}, {}, { reply: OTHER }],
])('%s: may be sent %s', (_, expected, change, typed, settled = {}) => {
  expect(isComplete(draft(typed), way(change), settled)).toBe(expected);
});

test('what is sent names the settled document, and nothing that was left empty', () => {
  expect(givenOf(draft({ digests: {} }), way(), { reply: OTHER }, 3)).toEqual({
    step: 'pass',
    after: 3,
    on: '2026-03-09',
    documents: [{ kind: 'reply', sha256: OTHER }],
  });
  const stopping = way({ stopsClock: true, documents: [] });
  expect(givenOf(draft({ cause: 'test', reason: ' 送检。 ' }), stopping, {}, 1)).toMatchObject({
    cause: 'test',
    reason: '送检。',
    documents: [],
  });
});

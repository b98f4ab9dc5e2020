// No sentence of a problem shows a code where the code has a name: neither of a step, a state, a document nor a way of service.
import { expect, test } from 'vitest';
import { refusalsInSource } from '../scripts/docs-pages.ts';
import { PROCEDURES } from '../src/all-procedures.ts';
import { loadMessages, tell } from '../src/ground/platform/messages.ts';
import type { Procedure } from '../src/rights/procedures/index.ts';
import { SERVICE_CHANNELS } from '../src/rules/law/index.ts';

const messages = await loadMessages();
const TABLES: Procedure[] = PROCEDURES.map(({ table }) => table);
const LANGUAGES = ['zh', 'en'] as const;
/** Chinese with a code in it: Latin letters that are not the name of anything. */
const CODE = /[a-z]+_[a-z]+|(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])/;

/** Facts that are codes: each value that they can have has a word. */
const CODES = `
  step open took state kind kinds missing lacking channel needed remedy use what answer because field fact
  item reasons
`
  .trim()
  .split(/\s+/);
/** Numbers, days, sizes, names of files and settings, marks of keys, and what the caller sent, told as it was sent. */
const PLAIN = `
  against at behind choices closed command config connections crew current database digits due dueOn earliest
  entered exit exitCode failed faults fields file first folder found freeBytes from given host index inUse issuedOn
  items kept key lacks last least length limit limitMb limitMs log mark measures mode most mostMegabytes
  neededBytes newest now nth number onDay owner package part pid places port position published reached reason
  requestsAMinute restored retryAfterSeconds reviewOn row rowsDone said seen segment servedOn setting signal
  size source status subjects subjectsADay tail tile to today until untilOn wanted where within witness
`
  .trim()
  .split(/\s+/);

test('of each fact that stands in the sentence of a refusal it is decided whether it is a code, which is told in words', () => {
  const holes = [...refusalsInSource().keys()].flatMap((code) =>
    [...(messages.get(code)?.zh ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
  );
  expect([...new Set(holes)].filter((name) => !CODES.includes(name) && !PLAIN.includes(name))).toEqual([]);
});

test.each(TABLES)(
  '$code: a refused step is told with its state, its steps and its documents by their names',
  (table) => {
    const { code: procedure, states, steps, documents } = table;
    const told = [
      ...Object.keys(states).map(
        (state) => ['procedure.no_such_step', { state, open: Object.keys(steps), procedure }] as const,
      ),
      ...Object.keys(steps).map((took) => ['procedure.same_person', { took, procedure }] as const),
      ['procedure.document_missing', { missing: Object.keys(documents), procedure }] as const,
      // Where no procedure is named, as where a document is served.
      ...Object.keys(documents).map((kind) => ['service.not_together', { kind, lacking: [kind] }] as const),
    ];
    for (const [code, facts] of told) {
      expect(tell(messages, code, facts, 'zh')).not.toMatch(CODE);
      expect(tell(messages, code, facts, 'en')).not.toMatch(/[a-z]+_[a-z]+/);
    }
    const [state] = Object.keys(states).slice(-1);
    expect(tell(messages, 'procedure.no_such_step', { state, open: [], procedure }, 'zh')).toContain(
      states[state!]!.name.zh,
    );
  },
);

test('ways of service, states of a batch, remedies and uses are told in words too', () => {
  const facts = [
    ...SERVICE_CHANNELS.map((channel) => ['service.way_not_open', { channel, open: SERVICE_CHANNELS }] as const),
    ...['signed', 'refused', 'left', 'reached', 'returned'].map(
      (what) => ['service.not_of_way', { channel: 'post', what }] as const,
    ),
    ['batch.wrong_state', { state: 'accepted', needed: ['staging', 'previewed'] }] as const,
    ['annulment.remedy_open', { remedy: 'review' }] as const,
    ['determination.wrong_party', { use: 'responsible_person' }] as const,
    ['repair.material_missing', { missing: ['commitment_letter', 'court_ruling', 'performance_proof'] }] as const,
  ];
  for (const [code, one] of facts)
    for (const language of LANGUAGES)
      expect(tell(messages, code, one, language)).not.toMatch(language === 'zh' ? CODE : /[a-z]+_[a-z]+/);
  expect(tell(messages, 'service.way_not_open', { channel: 'post', open: ['direct'] }, 'zh')).toContain('邮寄送达');
});

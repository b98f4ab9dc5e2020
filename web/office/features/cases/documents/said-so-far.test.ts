import { expect, test } from 'vitest';
import type { DocumentInFull } from '../../../api/documents.ts';
import { saidSoFar, toSend } from './said-so-far.ts';

const fact = (code: string, from: 'case' | 'officer', value: string | null): DocumentInFull['facts'][number] => ({
  code,
  name: { zh: '事项', en: 'fact' },
  type: 'text',
  from,
  columns: null,
  value,
});
const document = {
  facts: [
    fact('party', 'case', '虚构公司'),
    fact('court', 'officer', '虚构区人民法院'),
    fact('outcome', 'officer', null),
  ],
  words: [
    { part: 'decision', heading: '处理结果', hint: '写明结果', value: null, draft: '〔处理结果〕。' },
    { part: 'facts', heading: '查明的事实', hint: '写明事实', value: '一致。', draft: null },
  ],
};

test('a form begins with what was said, and with the template’s draft where nothing was', () => {
  expect(saidSoFar(document)).toEqual({
    facts: { court: '虚构区人民法院' },
    words: { decision: '〔处理结果〕。', facts: '一致。' },
  });
});

test('a draft with a hole in it is not sent as somebody’s words, and nothing empty is', () => {
  const typed = {
    facts: { court: '虚构区人民法院', outcome: '', rows: [] },
    words: { decision: '〔处理结果〕。', facts: ' ' },
  };
  expect(toSend(document, typed)).toEqual({ facts: { court: '虚构区人民法院' }, words: {} });
  const filled = { facts: {}, words: { decision: '异议不成立〔见附件〕。' } };
  expect(toSend(document, filled).words).toEqual(filled.words);
});

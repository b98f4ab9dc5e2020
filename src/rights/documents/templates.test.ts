import { expect, test } from 'vitest';
import { SAMPLE_FACTS, sampleWords, textOf, withoutSpaces } from '../../../test/support/documents.ts';
import { day, testLaw } from '../../../test/support/law.ts';
import { type Block, DOCUMENT_FACTS } from '../../rules/law/index.ts';
import { logLine } from './document-content.ts';
import { documentHtml } from './document-html.ts';
import { Printer } from './printer.ts';
import { printDocument, renderDocument } from './render.ts';

const law = testLaw();
const ON = day('2026-05-06');
const AT = new Date('2026-05-06T02:00:00Z');
const printer = new Printer();
const templates = law.all('templates', ON);
const log = { origin: 'log.credit.example.gov.cn', size: 1_048_576, root: Buffer.alloc(32, 0xab).toString('base64') };
const verification = { code: 'K7QX2M9RW4TBH3DA', address: 'https://credit.example.gov.cn/v/K7QX2M9RW4TBH3DA', log };

const rendered = (code: string) => {
  const template = law.get('templates', code, ON);
  const number = template.serial === undefined ? null : `漯司${template.serial}〔2026〕5号`;
  const given = { organ: '漯河市司法局', number, madeOn: ON, verification };
  return renderDocument(law, code, { ...given, facts: SAMPLE_FACTS, words: sampleWords(template) });
};

const textsOf = (block: Block): readonly string[] => {
  if (block.kind === 'pairs') return block.rows.flat();
  if (block.kind === 'table') return [...block.head, ...block.rows.flat()];
  return block.kind === 'blanks' ? block.labels : [block.text];
};

test('there is a template for every document that this side of a procedure makes', () => {
  expect(templates.length).toBeGreaterThanOrEqual(25);
  // Facts that no template names would be words for nothing.
  const said = JSON.stringify(templates);
  const own = ['organ', 'madeOn', 'outcome'];
  expect(Object.keys(DOCUMENT_FACTS).filter((code) => !said.includes(code) && !own.includes(code))).toEqual([]);
});

test.each(templates.map(({ code }) => code))(
  '%s: every sentence on paper can be selected, and is in the HTML',
  async (code) => {
    const { content, missing } = rendered(code);
    expect(missing).toEqual([]);
    const { pdf, pages } = await printDocument(law, printer, content, ON, AT);
    const texts = await textOf(pdf);
    expect(texts).toHaveLength(pages);
    const paper = withoutSpaces(texts.join(''));
    const html = documentHtml(content);
    const heads = [content.organ, content.title, content.number ?? '', content.addressee ?? ''];
    for (const text of [...heads, ...content.blocks.flatMap(textsOf)]) {
      // A page may end within a sentence; its number then stands in between.
      const pieces = withoutSpaces(text).match(/.{1,8}/gu) ?? [];
      const found = pieces.filter((piece) => paper.includes(piece));
      expect(found.length, text).toBeGreaterThanOrEqual(pieces.length - 2);
      expect(html).toContain(text.replaceAll('&', '&#38;'));
    }
    // Nobody signs an empty page: the end of what is signed stands beside the name (GB/T 9704-2012, 7.3.5.5).
    const end = withoutSpaces(content.blocks.flatMap(textsOf).at(-1) ?? '').slice(-8);
    expect(withoutSpaces(texts.at(-1) ?? '')).toContain(end);
    for (const said of ['核验码 K7QX-2M9R-W4TB-H3DA', logLine(log)]) {
      expect(paper).toContain(withoutSpaces(said));
      expect(html).toContain(said.replaceAll('=', '&#61;'));
    }
  },
);

test('headings are numbered where there are several, and a sole one is not', () => {
  const headings = (code: string) =>
    rendered(code).content.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
  expect(headings('invitation_letter')).toEqual(['依据']);
  expect(headings('list_decision').slice(0, 2)).toEqual([
    expect.stringMatching(/^一、/),
    expect.stringMatching(/^二、/),
  ]);
});

test('the same content and instant give the same bytes, so that a digest can be made again', async () => {
  const { content } = rendered('objection.reply');
  const first = await printDocument(law, printer, content, ON, AT);
  const second = await printDocument(law, new Printer(), content, ON, AT);
  expect(first.pdf.equals(second.pdf)).toBe(true);
});

test('an incomplete document says which part lacks what, and by which article; a preview shows the gap', () => {
  const { missing, content } = renderDocument(law, 'list_decision', {
    organ: '漯河市司法局',
    madeOn: ON,
    facts: { party: '虚构（漯河）律师事务所' },
    words: {},
  });
  expect(missing.map(({ part, lacks }) => `${part} ${lacks}`)).toContain('remedies court');
  expect(missing.find(({ part }) => part === 'way_out')!.articles).toEqual(['gbf49:8']);
  expect(JSON.stringify(content.blocks)).toContain('〔有管辖权的人民法院〕');
});

test('what a fact says is text: no place in it is filled, no markup of it is read', async () => {
  const evil = '{{court}} #panic("x") <b>甲</b> $x$ \\ *乙*';
  const { content } = renderDocument(law, 'apology', {
    organ: '漯河市司法局',
    madeOn: ON,
    facts: { ...SAMPLE_FACTS, party: evil },
    words: { reasons: evil },
  });
  expect(documentHtml(content)).toContain('&#60;b&#62;甲&#60;/b&#62;');
  const { pdf } = await printDocument(law, printer, content, ON, AT);
  expect(withoutSpaces((await textOf(pdf)).join(''))).toContain(withoutSpaces(evil));
});

test('an article that nobody has read in the text is cited without its number', () => {
  const cited = rendered('repair_notice');
  const basis = cited.content.blocks.filter(({ part }) => part === 'basis').flatMap(textsOf);
  // 国办发〔2025〕22号 (五) and 办法 art. 8 are known from digests; 办法 art. 2 was read.
  expect(basis.join('')).toContain('《信用修复管理办法》第二条');
  expect(basis.join('')).not.toContain('第八条');
  expect(cited.unverified).toContainEqual({ what: 'gbf22:5', mark: 'secondary' });
});

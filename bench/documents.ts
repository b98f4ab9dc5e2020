/**
 * How fast a document becomes a paper: one page alone (median of single renders, warm), and a batch as a notice to many would be
 * (pages a second, processor time of this process, resident memory in the middle and at the end), beside pdfkit and headless Chromium in the same run, on the same content, the
 * same fonts and the same code of verification: `node bench/documents.ts [singles] [batch]`. One engine after the other, so that
 * none waits for another. JSON on standard output, progress on standard error.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { chromium } from 'playwright-core';
import QRCode from 'qrcode';
import { browserForTests } from '../scripts/browser.ts';
import type { DocumentContent } from '../src/rights/documents/document-content.ts';
import { documentPage } from '../src/rights/documents/document-html.ts';
import { Printer } from '../src/rights/documents/printer.ts';
import { renderDocument } from '../src/rights/documents/render.ts';
import { SAMPLE_FACTS, sampleWords } from '../test/support/documents.ts';
import { day, testLaw } from '../test/support/law.ts';

const singles = Number(process.argv[2] ?? 100);
const batch = Number(process.argv[3] ?? 1_000);
const ON = day('2026-05-06');
const AT = new Date('2026-05-06T02:00:00Z');
const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
);
const law = testLaw();
const layout = law.get('layouts', 'official', ON).typst;
const template = law.get('templates', 'repair.acceptance_notice', ON);
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

/** A notice of one page to the party of this number. */
function notice(at: number): DocumentContent {
  const facts = {
    ...SAMPLE_FACTS,
    party: `虚构（漯河）律师事务所第${at}分所`,
    caseNumber: String(at).padStart(8, '0'),
  };
  const verification = { code: 'K7QX2M9RW4TBH3DA', address: 'https://credit.example.gov.cn/v/K7QX2M9RW4TBH3DA' };
  const given = { organ: '漯河市司法局', number: `信修受〔2026〕${at}号`, madeOn: ON, verification };
  return renderDocument(law, template.code, { ...given, facts, words: sampleWords(template) }).content;
}

type Engine = {
  readonly print: (content: DocumentContent) => Promise<Uint8Array>;
  readonly close?: () => Promise<void>;
};

function typst(): Engine {
  const printer = new Printer();
  return { print: async (content) => (await printer.print(layout, content, AT)).pdf };
}

/** The same words by hand in pdfkit: no tags, no table, no running foot, which is less than the paper has. */
function pdfkit(): Engine {
  return {
    print: async (content) => {
      const document = new PDFDocument({ size: 'A4', margins: { top: 105, bottom: 99, left: 79, right: 74 } });
      const chunks: Buffer[] = [];
      document.on('data', (chunk: Buffer) => chunks.push(chunk));
      const done = new Promise((resolve) => document.on('end', resolve));
      document.font(FONT).fontSize(26).fillColor('#c8102e').text(content.organ, { align: 'center' });
      document
        .fillColor('black')
        .fontSize(16)
        .text(content.number ?? '', { align: 'right' });
      document.fontSize(22).text(content.title, { align: 'center' }).fontSize(15.75);
      for (const block of content.blocks) if ('text' in block) document.text(block.text, { indent: 31, lineGap: 8 });
      document.image(await QRCode.toBuffer(content.verification!.address, { margin: 0 }), { width: 45 });
      document.end();
      await done;
      return Buffer.concat(chunks);
    },
  };
}

/** The document's own HTML with the same font, printed by a browser that stays open. */
async function headless(): Promise<Engine> {
  const browser = await chromium.launch({ executablePath: browserForTests(), args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  await page.goto('about:blank');
  const font = `data:font/ttf;base64,${readFileSync(FONT).toString('base64')}`;
  const style = `<style>@font-face{font-family:n;src:url(${font})}body{font:15.75pt/2 n}</style>`;
  await page.setContent(style);
  return {
    print: async (content) => {
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(documentPage(content))}`);
      return page.pdf({ format: 'A4' });
    },
    close: () => browser.close(),
  };
}

const median = (times: number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024);

async function measure(name: string, engine: Engine, many: number) {
  await engine.print(notice(0)); // fonts are read with the first
  const times: number[] = [];
  for (let at = 0; at < singles; at += 1) {
    const content = notice(at);
    const began = performance.now();
    await engine.print(content);
    times.push(performance.now() - began);
  }
  const [began, processor] = [performance.now(), process.cpuUsage()];
  // Flat is what stands still from the middle on: before, caches and the heap find their size.
  let middle = 0;
  for (let at = 0; at < many; at += 1) {
    if (at === Math.floor(many / 2)) middle = megabytes();
    await engine.print(notice(at));
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(processor);
  await engine.close?.();
  const found = {
    engine: name,
    medianMs: Math.round(median(times) * 10) / 10,
    pagesASecond: Math.round(many / seconds),
    processorMsAPage: Math.round((user + system) / many / 100) / 10,
    batch: many,
    rssInTheMiddleMb: middle,
    rssAtTheEndMb: megabytes(),
  };
  say(JSON.stringify(found));
  return found;
}

const results = [
  await measure('typst', typst(), batch),
  await measure('pdfkit', pdfkit(), Math.ceil(batch / 5)),
  await measure('chromium', await headless(), Math.ceil(batch / 10)),
];
process.stdout.write(`${JSON.stringify({ singles, results }, null, 2)}\n`);

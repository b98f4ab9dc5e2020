import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import QRCode from 'qrcode';
import type { LogHead } from '../../ground/proof/index.ts';
import { type DocumentContent, type Verification, verificationLines } from './document-content.ts';

export type Printed = { readonly pdf: Buffer; readonly pages: number };

const resolve = createRequire(import.meta.url).resolve;
/**
 * Whole fonts, under the Open Font Licence: a subset lacks the rare characters of names. They stand in for 小标宋, 仿宋 and 黑体, which
 * nobody may hand on (GB/T 9704 names them).
 */
const FONTS = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
];
/** Compilations after which what they left in the cache goes: a batch then stays as small as a single one. */
const KEPT_COMPILATIONS = 10;

/**
 * Makes the paper of a document: PDF/A-2a, tagged, its text selectable. A layout is Typst that comes with the adopted edition; it sees the
 * document alone, no file and no network. The same content and instant give the same bytes, so that a digest can be made again.
 */
export class Printer {
  #compiler: NodeCompiler | undefined;
  /** What a paper that is made now says of the log; undefined: it has not begun. */
  readonly logHead: () => Promise<LogHead | undefined>;

  constructor(logHead: () => Promise<LogHead | undefined> = async () => undefined) {
    this.logHead = logHead;
  }

  /** The fonts are read with the first document: a program that prints none does not hold them. */
  #open(): NodeCompiler {
    this.#compiler ??= NodeCompiler.create({
      // Packages and files beside it would be outside the edition; an empty folder has none.
      workspace: '/nonexistent',
      fontArgs: [{ fontBlobs: FONTS.map((font) => readFileSync(resolve(font))) }],
    });
    return this.#compiler;
  }

  /** @throws {Error} the layout cannot be compiled: a fault of the pack that its check did not find */
  async print(layout: string, content: DocumentContent, at: Date): Promise<Printed> {
    const document = JSON.stringify({ ...content, verification: await pictured(content.verification) });
    const compiler = this.#open();
    const compiled = compiler.compile({ mainFileContent: layout, inputs: { document } });
    const error = compiled.takeError();
    if (compiled.result === null || error !== null) {
      const found = error === null ? [] : compiler.fetchDiagnostics(error);
      throw new Error(`layout ${content.layout} does not compile: ${JSON.stringify(found).slice(0, 500)}`);
    }
    const pdf = compiler.pdf(compiled.result, {
      pdfStandard: 'a-2a',
      pdfTags: true,
      creationTimestamp: Math.floor(at.getTime() / 1000),
    });
    const pages = compiled.result.numOfPages;
    compiler.evictCache(KEPT_COMPILATIONS);
    // What a compilation holds outside the heap is given back between turns of the event loop: a batch leaves it its turns.
    await nextTurn();
    return { pdf, pages };
  }
}

async function pictured(verification: Verification | null): Promise<object | null> {
  if (verification === null) return null;
  const qr = await QRCode.toString(verification.address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
  return { qr, alt: `核验码 ${verification.code} 的二维码`, lines: verificationLines(verification) };
}

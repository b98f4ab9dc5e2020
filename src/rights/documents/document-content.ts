import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { LogHead } from '../../ground/proof/index.ts';
import { type Block, type Composition, chineseDay } from '../../rules/law/index.ts';

/** Where anybody may check that a paper is what it claims to be (核验). */
export type Verification = {
  /** Random; on the paper in groups of four. */
  readonly code: string;
  /** Address of the page for this code. */
  readonly address: string;
  /** The verifiable log at the moment of making: what stood in it by then its keeper can show. Undefined: it had not begun. */
  readonly log?: LogHead | undefined;
};

/** One content, from which the paper (PDF) and the form for a screen reader (HTML) are both made. */
export type DocumentContent = {
  readonly layout: string;
  readonly organ: string;
  readonly title: string;
  readonly number: string | null;
  readonly addressee: string | null;
  readonly blocks: readonly Block[];
  readonly signed: { readonly organ: string; readonly date: string } | null;
  readonly verification: Verification | null;
};

/** What stands around the content: who makes the document, under which number, of which day. */
export type DocumentHead = {
  readonly organ: string;
  readonly number: string | null;
  readonly madeOn: PlainDate;
  /** Signed by hand by the party, or by nobody: then no organ stands below it. */
  readonly ofOrgan: boolean;
  readonly verification: Verification | null;
};

export function documentContent(composition: Composition, layout: string, head: DocumentHead): DocumentContent {
  const { title, addressee, blocks } = composition;
  return {
    layout,
    organ: head.organ,
    title,
    number: head.number,
    addressee,
    blocks,
    signed: head.ofOrgan ? { organ: head.organ, date: chineseDay(head.madeOn) } : null,
    verification: head.verification,
  };
}

/** `ABCD-EFGH-JKMN-PQRS`: how a code is written and read aloud. */
export const groupedCode = (code: string): string => code.match(/.{1,4}/g)!.join('-');

/** What the lines beside the picture say. */
export function verificationLines({ code, address, log }: Verification): readonly string[] {
  const shown = address.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '');
  return [
    `核验：扫描二维码，或者在 ${shown} 输入核验码，核对名称、文号和文件摘要。`,
    `核验码 ${groupedCode(code)}`,
    ...(log === undefined ? [] : [logLine(log)]),
  ];
}

/** The checkpoint of the moment, as it stands on paper and page. */
export const logLine = ({ origin, size, root }: LogHead): string =>
  `制作时的日志存证点：${origin}，第 ${size} 笔，${root}`;

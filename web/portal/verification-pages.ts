import { html } from 'ghtml';
import { chinese, dayIn, layout, linkTo, type Named, type View } from './layout.ts';

const ZH = {
  title: '核验文书',
  lead: '输入文书上的核验码，或者扫描二维码。这里只核对名称、文号、日期和文件摘要，不显示文书的内容和当事人。',
  code: '核验码（16位，分四组）',
  go: '核验',
  ours: '这份文书是本机关签发的',
  issued: '已经签署并用印，尚未送达。',
  served: (day: string) => `已经签署并用印，于${day}送达。`,
  withdrawn: (day: string) => `已于${day}撤回，不再有效。`,
  compare: '下列各项须与您手中的文书一致。摘要由您的电脑对收到的 PDF 文件计算 SHA-256 得出；一字不同，摘要就不同。',
  name: '名称',
  number: '文号',
  day: '成文日期',
  organ: '制作机关',
  pages: '页数',
  digest: '签署的文件的摘要（SHA-256）',
  sealed: '用印后的文件的摘要（SHA-256）',
  none: '没有可以核验的文书',
  noneNote: '核验码不对，或者这份文书所依据的信息已经结束。两种情况我们不加区分。',
};
const EN: typeof ZH = {
  title: 'Verify a document',
  lead: 'Enter the code on the document, or scan the picture. Name, number, day and digest are compared here; what it says and whom it concerns is not shown.',
  code: 'Code (16 signs in four groups)',
  go: 'Verify',
  ours: 'This bureau issued this document',
  issued: 'Signed and sealed, not served yet.',
  served: (day: string) => `Signed and sealed, served on ${day}.`,
  withdrawn: (day: string) => `Withdrawn on ${day}: it does not count any more.`,
  compare:
    'Each of these must agree with the document in your hands. The digest is the SHA-256 of the PDF file, computed by your own computer; one character more or less gives another.',
  name: 'Name',
  number: 'Number',
  day: 'Day',
  organ: 'Organ',
  pages: 'Pages',
  digest: 'Digest of the signed file (SHA-256)',
  sealed: 'Digest of the sealed file (SHA-256)',
  none: 'There is no such document to verify',
  noneNote: 'The code is wrong, or what the document rests on has ended. We do not say which.',
};
const wordsOf = ({ language }: View) => (language === 'zh' ? ZH : EN);

export type DocumentView = {
  readonly title: string;
  readonly number: string | null;
  readonly issuedOn: string;
  readonly organ: Named;
  readonly pages: number;
  readonly paperSha256: string;
  readonly fileSha256: string | null;
  readonly servedOn: string | null;
  readonly withdrawnOn: string | null;
};

export function verifyDocumentPage(view: View): string {
  const words = wordsOf(view);
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p>
<form class="sheet ask" method="post" action="${linkTo(view, '/v')}"><p class="wide"><label for="code">${words.code}</label><input id="code" name="code" type="text" required autocomplete="off" spellcheck="false" maxlength="40"></p><p class="go"><button>${words.go}</button></p></form>`;
  return layout(view, { title: words.title, main });
}

const pair = (name: string, value: string): string => html`<dt>${name}</dt><dd>!${value}</dd>`;
const digestOf = (sha256: string): string => html`<code class="digest">${sha256.match(/.{8}/g)!.join(' ')}</code>`;

/** That a document is ours, and by what to compare it. Nothing of what it says, and nobody. */
export function documentPage(view: View, document: DocumentView): string {
  const words = wordsOf(view);
  const { title, number, issuedOn, organ, pages, paperSha256, fileSha256, servedOn, withdrawnOn } = document;
  const day = (on: string) => dayIn(view.language, on);
  const standing =
    withdrawnOn !== null
      ? words.withdrawn(day(withdrawnOn))
      : servedOn === null
        ? words.issued
        : words.served(day(servedOn));
  const pairs = [
    pair(words.name, chinese(view, title)),
    ...(number === null ? [] : [pair(words.number, chinese(view, number))]),
    pair(words.day, html`${day(issuedOn)}`),
    pair(words.organ, html`${organ[view.language]}`),
    pair(words.pages, html`${String(pages)}`),
    pair(words.digest, digestOf(paperSha256)),
    ...(fileSha256 === null ? [] : [pair(words.sealed, digestOf(fileSha256))]),
  ];
  const main = html`<a class="backlink" href="${linkTo(view, '/v')}">${words.title}</a><h1>${words.ours}</h1>
<p class="note!${withdrawnOn === null ? ' done' : ''}" role="status">${standing}</p>
<section class="sheet" aria-label="${words.ours}"><dl class="facts">!${pairs}</dl></section><p class="quiet">${words.compare}</p>`;
  return layout(view, { title: words.ours, main });
}

export function noDocumentPage(view: View): string {
  const words = wordsOf(view);
  const main = html`<a class="backlink" href="${linkTo(view, '/v')}">${words.title}</a><h1>${words.none}</h1><p>${words.noneNote}</p>`;
  return layout(view, { title: words.none, main });
}

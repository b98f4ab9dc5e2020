import { html } from 'ghtml';
import type { Block } from '../../rules/law/index.ts';
import { type DocumentContent, groupedCode, logLine } from './document-content.ts';

/**
 * A document as HTML for whoever reads with ears, large type or a phone: the same blocks in the same order as on paper, with headings,
 * tables with their heads, and labels. Always Chinese: the paper is, and what counts is its text.
 */
export function documentHtml(content: DocumentContent): string {
  const { organ, title, number, addressee, signed, verification } = content;
  return html`<article class="document" lang="zh-CN">
<header><p class="organ">${organ}</p><h1>${title}</h1>!${number === null ? '' : html`<p class="number">${number}</p>`}</header>
!${addressee === null ? '' : html`<p class="addressee">${addressee}：</p>`}
!${content.blocks.map(blockHtml)}
!${signed === null ? '' : html`<footer><p>${signed.organ}</p><p>${signed.date}</p></footer>`}
!${verification === null ? '' : html`<p class="verification">核验码 ${groupedCode(verification.code)}</p>!${verification.log === undefined ? '' : html`<p class="verification">${logLine(verification.log)}</p>`}`}
</article>`;
}

/** A page of its own, for a file or a print of the HTML alone. */
export function documentPage(content: DocumentContent): string {
  return `<!DOCTYPE html>${html`<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${content.title}</title></head><body><main>!${documentHtml(content)}</main></body></html>`}`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return html`<h2>${block.text}</h2>`;
    case 'paragraph':
      return html`<p>${block.text}</p>`;
    case 'pairs':
      return html`<dl>!${block.rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
    case 'table':
      return html`<table><caption>${block.name}</caption><thead><tr>!${block.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>!${block.rows.map(
        (row) => html`<tr>!${row.map((cell) => html`<td>${cell}</td>`)}</tr>`,
      )}</tbody></table>`;
    case 'blanks':
      return html`<ul class="blanks">!${block.labels.map((label) => html`<li>${label}：（手写填写）</li>`)}</ul>`;
  }
}

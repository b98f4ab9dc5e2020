import { hash } from 'node:crypto';
import { html } from 'ghtml';
import type { PublicParty } from './public-party-queries.ts';

const MOST_DECISIONS = 5;
const STYLE =
  'body{margin:12px 14px;font:13px/1.6 system-ui,sans-serif;color:#1d2733}h1{margin:0 0 4px;font-size:15px}' +
  'p{margin:0 0 4px;color:#55606d}ul{margin:0 0 8px;padding-left:18px}a{color:#1c4f8c}button{font:inherit}';

/** Framed by whoever reconciles; it runs nothing, loads nothing and goes nowhere by itself. */
export const PREVIEW_HEADERS = {
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; form-action 'self'; ` +
    "base-uri 'none'; frame-ancestors *",
  'x-robots-tag': 'noindex',
} as const;

/** A page of a few lines about a party, each decision with its public page; nothing is counted or weighed. */
export function previewOf(party: PublicParty | undefined): string {
  return html`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${party?.name ?? '-'}</title><style>!${STYLE}</style>!${party ? partyHtml(party) : '<p>没有正在公示的信息 / Nothing is public now</p>'}</html>`;
}

function partyHtml({ name, code, decisions }: PublicParty): string {
  const shown = decisions.slice(0, MOST_DECISIONS);
  return html`<h1>${name}</h1>
<p>统一社会信用代码 / Unified social credit code: ${code ?? '—'}</p>
<p>公示中的决定 / Public today:</p><ul>!${shown.map(({ address, documentNumber, decidedOn }) => html`<li><a href="/d/${address}" target="_blank">${documentNumber}</a>，${decidedOn}</li>`)}!${shown.length < decisions.length ? '<li>……</li>' : ''}</ul>
<form method="post" action="/search" target="_blank"><input type="hidden" name="q" value="${code ?? name}"><button>公示平台 / Open the portal</button></form>`;
}

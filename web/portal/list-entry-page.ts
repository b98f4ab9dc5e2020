import { html } from 'ghtml';
import type { EntryView } from './announcement-pages.ts';
import { type Contact, contactLine } from './decision-pages.ts';
import { chinese, dayIn, layout, linkTo, type Named, type View } from './layout.ts';
import { LIST_ENTRY_WORDS } from './list-entry-words.ts';

export type EntryRights = {
  readonly basis: readonly string[];
  /** From which day an early end may be asked for. */
  readonly earlyEndFrom: string;
  /** What the list itself demands for it. */
  readonly standard: Named;
  readonly acceptance: string;
  readonly decision: string;
  readonly objectionOwn: string;
  readonly objectionTotal: string;
  /** Periods for administrative review and for a suit. */
  readonly remedies: readonly [string, string];
  readonly contact: Contact | null;
};
export type EntryShown = EntryView & {
  readonly list: Named;
  readonly termMonths: number;
  readonly number: string | null;
  /** The party's own words on the record: they travel with every answer that tells it. */
  readonly statement: string | null;
  readonly rights: EntryRights;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string } | undefined;
};

/** One entry of a serious list: who, by which decision and article, until when, the way out, and how to check that nothing was rewritten. */
export function listEntryPage(view: View, entry: EntryShown): string {
  const { language } = view;
  const words = LIST_ENTRY_WORDS[language];
  const { rights, checkpoint } = entry;
  const day = (on: string) => dayIn(language, on);
  const row = (name: string, value: string) => html`<div><dt>${name}</dt><dd>!${value}</dd></div>`;
  const part = (title: string, ...lines: string[]) =>
    html`<h3>${title}</h3>!${lines.map((line) => html`<p>${line}</p>`)}`;
  const decision = entry.number === null ? words.decisionPlain : html`!${chinese(view, entry.number)}`;
  const verified =
    entry.verification === null ? '' : html` <a href="${linkTo(view, `/v/${entry.verification}`)}">${words.verify}</a>`;
  const head = checkpoint
    ? html`<dl class="facts">!${row(words.log, html`${checkpoint.origin}`)}!${row(words.size, html`${String(checkpoint.size)}`)}!${row(words.root, html`<code class="digest">${checkpoint.root}</code>`)}</dl>`
    : html`<p>${words.noCheckpoint}</p>`;
  const said =
    entry.statement === null
      ? ''
      : html`<section class="sheet" aria-labelledby="s"><h2 id="s">${words.statement}</h2><p>!${chinese(view, entry.statement)}</p></section>`;
  const main = html`<a class="backlink" href="${linkTo(view, '/lists')}">${words.back}</a>
<p class="quiet">${entry.list[language]}</p><h1>!${chinese(view, entry.party)}</h1>!${entry.code === null ? '' : html`<p class="lead">${entry.code}</p>`}
<ol class="term"><li><span>${words.since}</span><b>${day(entry.effectiveOn)}</b></li><li><span>${words.earlyFrom}</span><b>${day(rights.earlyEndFrom)}</b></li><li class="end"><span>${words.until}</span><b>${day(entry.untilOn)}</b></li></ol>
<section class="sheet" aria-labelledby="d"><h2 id="d">${words.decision}</h2><dl class="facts">!${row(words.number, html`!${decision}!${verified}`)}!${row(words.organ, html`${entry.organ[language]}`)}!${row(words.term, html`${words.counted(day(entry.effectiveOn), entry.termMonths)}`)}</dl>
<h3>${words.basis}</h3><ul class="why">!${rights.basis.map((line) => html`<li>${line}</li>`)}</ul></section>!${said}
<section class="sheet" aria-labelledby="r"><h2 id="r">${words.rights}</h2>
!${part(words.object, words.objectHow(rights.objectionOwn, rights.objectionTotal))}
!${part(words.early, words.earlyHow(day(rights.earlyEndFrom)), words.standard(rights.standard[language]), words.earlyClocks(rights.acceptance, rights.decision))}
!${part(words.remedy, words.remedyHow(...rights.remedies))}
!${part(words.where, contactLine(view, entry.organ[language], rights.contact))}
<p><a href="${linkTo(view, '/my/sign-in')}">${words.myFile}</a> · <a href="${linkTo(view, '/about')}">${words.allRights}</a></p></section>
<section class="sheet" aria-labelledby="c"><h2 id="c">${words.checkpoint}</h2><p>${words.checkpointLead}</p>!${head}<p><a href="/log/checkpoint">${words.checkpointFile}</a></p></section>`;
  return layout(view, { title: `${words.title} ${entry.party}`, here: 'lists', main });
}

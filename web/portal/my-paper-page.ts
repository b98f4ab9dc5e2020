import { html } from 'ghtml';
import { chinese, dayIn, linkTo, type View } from './layout.ts';
import { myPage, type Owner } from './my-layout.ts';

const ZH = {
  title: '送达的文书',
  lead: '文书于下列日期到达您的信箱，即为送达。请下载保存；文书上的核验码可以向任何人证明其真实。',
  open: '打开文书（PDF）',
  sent: (day: string) => `${day}送达`,
  pages: (count: number) => `共${count}页`,
  withdrawn: '已撤回，不再有效',
};
const EN: typeof ZH = {
  title: 'Documents served',
  lead: 'The documents reached your mailbox on the day below, and that is their service. Keep them; the code on them proves them to anybody.',
  open: 'Open the document (PDF)',
  sent: (day: string) => `served on ${day}`,
  pages: (count: number) => `pages: ${count}`,
  withdrawn: 'withdrawn, does not count any more',
};

export type PaperView = {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly sentOn: string;
  readonly pages: number;
  readonly withdrawn: boolean;
};

/** Papers of one service in the mailbox, each to be opened as the file that was signed. */
export function sentPapersPage(view: View, owner: Owner, serviceId: string, papers: readonly PaperView[]): string {
  const words = view.language === 'zh' ? ZH : EN;
  const line = ({ id, title, number, sentOn, pages, withdrawn }: PaperView) => {
    const told = [
      words.sent(dayIn(view.language, sentOn)),
      words.pages(pages),
      ...(withdrawn ? [words.withdrawn] : []),
    ];
    return html`<li><b>!${chinese(view, `${title}${number === null ? '' : ` ${number}`}`)}</b><div class="quiet small">${told.join(' · ')}</div>
<a href="${linkTo(view, `/my/papers/${serviceId}/${id}`)}">${words.open}<span class="unseen"> – ${title}</span></a></li>`;
  };
  const main = html`<h1>${words.title}</h1><p class="lead">${words.lead}</p><ul class="list">!${papers.map(line)}</ul>`;
  return myPage(view, owner, { title: words.title, here: 'mail', main });
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Empty, Segmented } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Waiting } from '../../../shared/waiting.tsx';
import { type WorkItem, workQuery } from '../../api/work.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { DueBadge } from '../../ui/due-badge.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { WhyButton } from '../../ui/why-button.tsx';
import { useWords, type WordKey } from '../../words/index.ts';
import { About } from './about.tsx';
import { Matter } from './matter.tsx';
import { placeOf } from './place-of.ts';

type Part = { readonly word: WordKey; readonly holds: (item: WorkItem, today: string) => boolean };
const PARTS: readonly Part[] = [
  { word: 'work.overdue', holds: ({ duty }) => duty.overdue },
  { word: 'work.today', holds: ({ duty }, today) => !duty.overdue && duty.dueOn <= today },
  { word: 'work.later', holds: ({ duty }, today) => !duty.overdue && duty.dueOn > today },
];

/** The first page of the day: what waits for this person, the latest first, each with its article and one key to go there. */
export function WorkPage() {
  const { say } = useWords();
  const [whole, setWhole] = useState(false);
  const work = useQuery(workQuery(whole));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{say('work.title')}</h1>
        <Segmented<boolean>
          aria-label={say('work.scope')}
          value={whole}
          onChange={setWhole}
          options={[
            { value: false, label: say('work.scope_mine') },
            { value: true, label: say('work.scope_whole') },
          ]}
        />
      </div>
      <p className="quiet">{say('work.help')}</p>
      <ProblemAlert error={work.error} />
      {work.isPending && <Waiting />}
      {work.data?.more && <Alert type="info" showIcon title={say('work.more')} />}
      {work.data?.items.length === 0 && (
        <div className="panel">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('work.empty')} />
        </div>
      )}
      {work.data &&
        PARTS.map(({ word, holds }) => {
          const items = work.data.items.filter((item) => holds(item, work.data.today));
          return items.length > 0 && <WorkPart key={word} word={word} items={items} />;
        })}
    </div>
  );
}

function WorkPart({ word, items }: { word: WordKey; items: readonly WorkItem[] }) {
  const { say, either } = useWords();
  const navigate = useNavigate();
  const title = `${say(word)} · ${items.length}`;
  const columns: Column<WorkItem>[] = [
    { key: 'about', title: say('work.about'), cell: (item) => <About item={item} /> },
    { key: 'kind', title: say('work.kind'), width: 140, cell: (item) => <Matter item={item} /> },
    { key: 'due', title: say('work.due'), width: 230, cell: ({ duty }) => <DueBadge duty={duty} /> },
    {
      key: 'why',
      title: say('work.why'),
      width: 270,
      cell: ({ duty }) => (
        <span className="stack-tight">
          <span className="one-line">
            <ArticleLinks refs={duty.articles.slice(0, 1)} on={duty.dueOn} />
          </span>
          <WhyButton duty={duty} title={say('work.due')} />
        </span>
      ),
    },
    {
      key: 'organ',
      title: say('work.organ'),
      width: 170,
      desktopOnly: true,
      cell: ({ organ }) => <span lang={organ.en ? undefined : 'zh-CN'}>{either(organ.zh, organ.en)}</span>,
    },
  ];
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        rows={items}
        rowKey={({ kind, id }) => `${kind} ${id}`}
        columns={columns}
        empty={say('work.empty')}
        onOpen={(item) => void navigate(placeOf(item))}
      />
    </section>
  );
}

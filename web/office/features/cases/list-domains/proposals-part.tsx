import { Button } from 'antd';
import { type Column, DataTable } from '../../../../shared/data-table.tsx';
import { Tag } from '../../../../shared/tag.tsx';
import { type DomainProposal, type Domains, openDomain, reviewDomain } from '../../../api/determinations.ts';
import { dayOf } from '../../../ui/beijing-time.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useAct } from '../../../ui/use-act.ts';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';

const TOUCHES = ['determinations', 'work'];

/** Who proposed, who reviewed, who opened: three people, and whose turn it is. */
export function ProposalsPart({ found: { proposals, domains } }: { found: Domains }) {
  const { say } = useWords();
  const nameOf = useNames();
  const reviewing = useAct({ work: reviewDomain, done: 'listDomains.reviewedNow', touches: TOUCHES });
  const opening = useAct({ work: openDomain, done: 'listDomains.openedNow', touches: TOUCHES });
  const known = new Map(domains.map(({ code, name }) => [code, nameOf(name)]));
  const columns: Column<DomainProposal>[] = [
    {
      key: 'domain',
      title: say('determinations.domain'),
      cell: ({ code }) => (
        <span className="stack-tight">
          <span>{known.get(code) ?? code}</span>
          <span className="quiet small">{code}</span>
        </span>
      ),
    },
    {
      key: 'proposed',
      title: say('listDomains.proposedBy'),
      width: 200,
      cell: ({ proposedBy, proposedAt }) => <Hand name={proposedBy} on={proposedAt} />,
    },
    {
      key: 'reviewed',
      title: say('listDomains.reviewedBy'),
      width: 200,
      cell: ({ reviewedBy, reviewedAt }) => <Hand name={reviewedBy} on={reviewedAt} />,
    },
    {
      key: 'opened',
      title: say('listDomains.openedBy'),
      width: 200,
      cell: ({ openedBy, openedOn }) => <Hand name={openedBy} on={openedOn} />,
    },
    {
      key: 'next',
      title: say('listDomains.next'),
      width: 180,
      cell: ({ id, code, mayReview, mayOpen, openedOn }) => {
        const isOpen = domains.some((one) => one.code === code && one.open);
        if (openedOn !== null) return <Tag tone="good">{say('determinations.open')}</Tag>;
        if (isOpen) return <Tag tone="plain">{say('listDomains.settled')}</Tag>;
        if (!mayReview && !mayOpen) return <Tag tone="warn">{say('listDomains.waits')}</Tag>;
        const step = mayReview ? reviewing : opening;
        return (
          <Button
            size="small"
            type="primary"
            loading={step.isPending && step.variables === id}
            onClick={() => step.mutate(id)}
          >
            {say(mayReview ? 'listDomains.review' : 'listDomains.open')}
          </Button>
        );
      },
    },
  ];
  return (
    <section className="panel stack" aria-label={say('listDomains.proposals')}>
      <h2>{say('listDomains.proposals')}</h2>
      <ProblemAlert error={reviewing.error ?? opening.error} />
      <DataTable
        caption={say('listDomains.proposals')}
        rows={proposals}
        rowKey={({ id }) => id}
        columns={columns}
        empty={say('listDomains.none')}
      />
    </section>
  );
}

function Hand({ name, on }: { name: string | null; on: string | null }) {
  if (name === null || on === null) return <span className="quiet">–</span>;
  return (
    <span className="stack-tight">
      <span lang="zh-CN">{name}</span>
      <span className="quiet small">{dayOf(on)}</span>
    </span>
  );
}

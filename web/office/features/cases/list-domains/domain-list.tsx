import { Tag } from '../../../../shared/tag.tsx';
import type { ListDomain } from '../../../api/determinations.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { MarkTag } from '../../../ui/mark-tag.tsx';
import { ReasonLines } from '../../../ui/reason-lines.tsx';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';

/** Each domain of the packs, with what it rests on and what the law answers today. */
export function DomainList({ domains }: { domains: readonly ListDomain[] }) {
  return (
    <ul className="plain-list stack">
      {domains.map((domain) => (
        <DomainItem key={domain.code} domain={domain} />
      ))}
    </ul>
  );
}

function DomainItem({ domain }: { domain: ListDomain }) {
  const { say } = useWords();
  const nameOf = useNames();
  const { code, name, open, scope, basis, criteria, comment, mark, why } = domain;
  return (
    <li className="stack-tight">
      <span className="row">
        <strong>{nameOf(name)}</strong>
        <code>{code}</code>
        <Tag tone={open ? 'good' : 'plain'}>{say(open ? 'determinations.open' : 'determinations.closed')}</Tag>
        <MarkTag mark={mark} />
      </span>
      <dl className="facts">
        <dt>{say('listDomains.scope')}</dt>
        <dd>{say(`listDomains.scope_${scope}`)}</dd>
        <dt>{say('listDomains.basis')}</dt>
        <dd>
          <ArticleLinks refs={basis} />
        </dd>
        <dt>{say('listDomains.criteria')}</dt>
        <dd>
          <ArticleLinks refs={criteria} />
        </dd>
        <dt>{say('listDomains.comment')}</dt>
        <dd>
          {comment.from} – {comment.to} <span lang="zh-CN">{comment.record}</span>
        </dd>
      </dl>
      <ReasonLines plain title={say(`listDomains.answer_${domain.answer}`)} lines={why} />
    </li>
  );
}

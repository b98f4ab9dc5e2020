import type { ReactNode } from 'react';
import type { Domains } from '../../../api/determinations.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { LevelText } from '../../../ui/article-view.tsx';
import { MarkTag } from '../../../ui/mark-tag.tsx';
import { useWords } from '../../../words/index.ts';

type Props = Pick<Domains, 'demands'>;

/** What must be there before a domain is opened, each with its article: the server asks the same at each of the three steps. */
export function DemandsPart({ demands: { basis, criteria, comment } }: Props) {
  const { say } = useWords();
  return (
    <section className="panel stack" aria-label={say('listDomains.demands')}>
      <h2>{say('listDomains.demands')}</h2>
      <dl className="facts">
        <Demand name={say('listDomains.basis')} refs={basis.articles}>
          <Levels levels={basis} />
        </Demand>
        <Demand name={say('listDomains.criteria')} refs={criteria.articles}>
          <Levels levels={criteria} />
        </Demand>
        <Demand name={say('listDomains.comment')} refs={comment.articles}>
          <span className="row">
            {say('listDomains.commentDays', { count: comment.count })}
            <MarkTag mark={comment.mark} />
          </span>
        </Demand>
        <Demand name={say('listDomains.competence')} refs={[]}>
          {say('listDomains.competenceAsked')}
        </Demand>
        <Demand name={say('listDomains.hands')} refs={[]}>
          {say('listDomains.handsAsked')}
        </Demand>
      </dl>
    </section>
  );
}

function Demand({ name, refs, children }: { name: string; refs: readonly string[]; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="stack-tight">
        {children}
        {refs.length > 0 && <ArticleLinks refs={refs} />}
      </dd>
    </>
  );
}

function Levels({ levels }: { levels: Domains['demands']['basis'] }) {
  const { say } = useWords();
  return (['national', 'local'] as const).map((scope) => (
    <span key={scope} className="row">
      {say(`listDomains.scope_${scope}`)}
      {levels[scope].map((level) => (
        <LevelText key={level} level={level} />
      ))}
    </span>
  ));
}

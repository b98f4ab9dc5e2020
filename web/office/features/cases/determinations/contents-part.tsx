import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Waiting } from '../../../../shared/waiting.tsx';
import type { CaseInFull } from '../../../api/cases.ts';
import { type Choices, type ContentsVersion, choicesQuery, contentsQuery } from '../../../api/determinations.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';
import { ReviseForm } from './revise-form.tsx';

/** What is to be determined, as it stands and as it stood before; after the notice it becomes lighter or stays. */
export function ContentsPart({ one }: { one: CaseInFull }) {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery(contentsQuery(one.id));
  const choices = useQuery(choicesQuery);
  const [newest, ...earlier] = found.data?.versions.toReversed() ?? [];
  const mayRevise = found.data?.mayRevise === true;
  return (
    <section className="panel stack" aria-label={say('determinations.contents')}>
      <h2>{say('determinations.contents')}</h2>
      <ProblemAlert error={found.error ?? choices.error} />
      {newest && choices.data ? (
        <>
          <ContentsView version={newest} choices={choices.data} />
          {earlier.length > 0 && (
            <details>
              <summary>{say('determinations.earlier', { count: earlier.length })}</summary>
              {earlier.map((version) => (
                <ContentsView key={version.version} version={version} choices={choices.data} />
              ))}
            </details>
          )}
          {mayRevise && !isOpen && (
            <div className="row no-print">
              <Button onClick={() => setOpen(true)}>{say('determinations.revise')}</Button>
            </div>
          )}
          {mayRevise && isOpen && (
            <ReviseForm one={one} newest={newest} choices={choices.data} onDone={() => setOpen(false)} />
          )}
        </>
      ) : (
        !found.error && !choices.error && <Waiting rows={2} />
      )}
    </section>
  );
}

function ContentsView({ version, choices }: { version: ContentsVersion; choices: Choices }) {
  const { say, language } = useWords();
  const nameOf = useNames();
  const { domain, termMonths, measures, refs, role, roleFrom, roleUntil, supervision } = version;
  const named = (code: string) => {
    const found = choices.measures.find((one) => one.code === code);
    return found ? nameOf(found.name) : code;
  };
  const list = choices.domains.find(({ code }) => code === domain);
  return (
    <dl className="facts">
      <dt>{say('determinations.version')}</dt>
      <dd>{version.version}</dd>
      {domain !== null && (
        <>
          <dt>{say('determinations.domain')}</dt>
          <dd>{list ? nameOf(list.name) : domain}</dd>
        </>
      )}
      {role !== null && (
        <>
          <dt>{say('determinations.role')}</dt>
          <dd lang="zh-CN">
            {role} {roleFrom} {roleUntil && `— ${roleUntil}`}
          </dd>
        </>
      )}
      <dt>{say('determinations.termShort')}</dt>
      <dd>{say('determinations.months', { count: termMonths })}</dd>
      {supervision !== null && (
        <>
          <dt>{say('determinations.inspections')}</dt>
          <dd>
            {say('determinations.inspectionsChange', {
              before: supervision.inspectionsBefore,
              during: supervision.inspectionsDuring,
            })}
          </dd>
          <dt>{say('determinations.review')}</dt>
          <dd>{say('determinations.reviewAfter', { count: supervision.reviewMonths })}</dd>
        </>
      )}
      <dt>{say('determinations.measures')}</dt>
      <dd>
        {measures.length === 0
          ? say('determinations.noMeasures')
          : measures.map(named).join(language === 'zh' ? '、' : ', ')}
      </dd>
      <dt>{say('determinations.articles')}</dt>
      <dd>
        <ArticleLinks refs={refs} />
      </dd>
    </dl>
  );
}

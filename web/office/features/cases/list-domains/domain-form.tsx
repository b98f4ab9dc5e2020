import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useId } from 'react';
import { type DomainAnswer, domainAnswerQuery, type ListDomain, proposeDomain } from '../../../api/determinations.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ReasonLines } from '../../../ui/reason-lines.tsx';
import { useAct } from '../../../ui/use-act.ts';
import { useMemoryDraft } from '../../../ui/use-memory-draft.ts';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;
const EMPTY = { domain: '' };

/** Proposes to open a domain. What the law answers stands below as soon as its code is there; refused, nothing can be sent. */
export function DomainForm({ domains }: { domains: readonly ListDomain[] }) {
  const { say } = useWords();
  const nameOf = useNames();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('list domain', EMPTY);
  const domain = CODE.test(draft.domain.trim()) ? draft.domain.trim() : '';
  const answer = useQuery(domainAnswerQuery(domain));
  const proposing = useAct({
    work: proposeDomain,
    done: 'listDomains.proposed',
    touches: ['determinations', 'work'],
    onDone: () => {
      change(EMPTY);
      clear();
    },
  });
  const isAllowed = domain !== '' && answer.data?.answer === 'allowed';
  return (
    <form
      className="panel stack"
      aria-label={say('listDomains.propose')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed && !proposing.isPending) proposing.mutate(domain);
      }}
    >
      <h2>{say('listDomains.propose')}</h2>
      <div className="form-grid">
        <label htmlFor={`${id}-domain`}>{say('listDomains.domain')}</label>
        <Input
          id={`${id}-domain`}
          list={`${id}-known`}
          autoComplete="off"
          maxLength={80}
          placeholder={say('listDomains.domainHint')}
          value={draft.domain}
          onChange={({ target }) => change({ domain: target.value })}
        />
      </div>
      <datalist id={`${id}-known`}>
        {domains.map(({ code, name }) => (
          <option key={code} value={code}>
            {nameOf(name)}
          </option>
        ))}
      </datalist>
      <ProblemAlert error={answer.error ?? proposing.error} />
      {answer.data && <Answered answer={answer.data} />}
      <p className="quiet small">{say('listDomains.nothingYet')}</p>
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isAllowed} loading={proposing.isPending}>
          {say('listDomains.propose')}
        </Button>
      </div>
    </form>
  );
}

function Answered({ answer: { answer, articles, why } }: { answer: DomainAnswer }) {
  const { say } = useWords();
  return (
    <section className="stack" aria-label={say('determinations.answer')} aria-live="polite">
      <Alert type={answer === 'allowed' ? 'success' : 'error'} showIcon title={say(`listDomains.answer_${answer}`)} />
      <ArticleLinks refs={articles} />
      <ReasonLines plain title={say('determinations.answerWhy')} lines={why} />
    </section>
  );
}

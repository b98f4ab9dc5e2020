import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Waiting } from '../../../../shared/waiting.tsx';
import { type Asked, answerQuery } from '../../../api/determinations.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ReasonLines } from '../../../ui/reason-lines.tsx';
import { useWords } from '../../../words/index.ts';

const TONE = { allowed: 'success', refused: 'error', unknown: 'warning' } as const;

/** What the law answers to the proposal as it stands in the form, before it is sent. */
export function AnswerPanel({ asked }: { asked: Asked | undefined }) {
  const { say } = useWords();
  const found = useQuery(answerQuery(asked));
  return (
    <section className="stack" aria-label={say('determinations.answer')} aria-live="polite">
      <h2>{say('determinations.answer')}</h2>
      {asked === undefined && <p className="quiet">{say('determinations.answerLater')}</p>}
      {asked !== undefined && found.isPending && <Waiting rows={1} />}
      <ProblemAlert error={found.error} />
      {found.data && (
        <>
          <Alert type={TONE[found.data.answer]} showIcon title={say(`determinations.answer_${found.data.answer}`)} />
          <ArticleLinks refs={found.data.articles} />
          <ReasonLines plain title={say('determinations.answerWhy')} lines={found.data.why} />
        </>
      )}
    </section>
  );
}

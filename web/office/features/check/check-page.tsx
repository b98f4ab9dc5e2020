import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { askCheck, type Question } from '../../api/checks.ts';
import { newRequestKey } from '../../api/client.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { PartyCandidates } from '../screening/party-candidates.tsx';
import { AnswerView } from './answer-view.tsx';
import { QuestionForm } from './question-form.tsx';
import './check.css';

/** The counter: paste a code, Enter, the answer at a glance, print. */
export function CheckPage() {
  const { say } = useWords();
  const { check, ask, askCode } = useCheck();
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (check.data) answer.current?.focus();
  }, [check.data]);
  return (
    <div className="page">
      <div className="page-head no-print">
        <h1>{say('check.title')}</h1>
      </div>
      <p className="quiet no-print">{say('check.help')}</p>
      <QuestionForm
        busy={check.isPending}
        onAsk={ask}
        candidates={(typed, why) => (
          <PartyCandidates typed={typed} why={why} onCode={(code) => ask({ code, ...why })} />
        )}
      />
      <ProblemAlert error={check.error} />
      {check.data && (
        <div ref={answer} tabIndex={-1} className="check-answer" aria-live="polite">
          <AnswerView answer={check.data} onCode={askCode} />
        </div>
      )}
    </div>
  );
}

/** One question after another. Unanswered, the same question asked again is the same act; each answer ends it. */
function useCheck() {
  const key = useRef<{ words: string; key: string }>(undefined);
  const check = useMutation({
    gcTime: 0,
    mutationFn: (question: Question) => {
      const words = JSON.stringify(question);
      if (key.current?.words !== words) key.current = { words, key: newRequestKey() };
      return askCheck(question, key.current.key);
    },
    onSuccess: () => {
      key.current = undefined;
    },
  });
  const { mutate, data } = check;
  const askCode = useCallback(
    (code: string) => data && mutate({ code, matter: data.asked.matter, purpose: data.asked.purpose }),
    [mutate, data],
  );
  return { check, ask: mutate, askCode };
}

import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId } from 'react';
import { newRequestKey } from '../../api/client.ts';
import { lookAtStatement, reviewStatement, type Span, type Statement, type StatementSeen } from '../../api/parties.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';

/** As the server asks it. */
const LEAST = 4;

function placesOf(word: string, text: string): Span[] {
  const found: Span[] = [];
  for (let start = text.indexOf(word); start !== -1; start = text.indexOf(word, start + word.length)) {
    found.push({ start, end: start + word.length });
  }
  return found;
}

/** Each place of these words in the text, besides what the server found; places that meet are one. */
function placesIn({ text, places }: StatementSeen, words: string): Span[] {
  const more = words.split(/\s+/).flatMap((word) => (word === '' ? [] : placesOf(word, text)));
  const sorted = [...places, ...more].toSorted((a, b) => a.start - b.start);
  const kept: Span[] = [];
  for (const { start, end } of sorted) {
    const last = kept.at(-1);
    if (last && start <= last.end) kept.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
    else kept.push({ start, end });
  }
  return kept;
}

/** The text with what will be covered marked. */
function MarkedText({ text, spans }: { readonly text: string; readonly spans: readonly Span[] }) {
  const ends = [...spans, { start: text.length, end: text.length }];
  return (
    <p className="statement-text" lang="zh-CN">
      {ends.map(({ start, end }, at) => (
        <span key={start}>
          {text.slice(ends[at - 1]?.end ?? 0, start)}
          {end > start && <mark>{text.slice(start, end)}</mark>}
        </span>
      ))}
    </p>
  );
}

/** A statement is opened with a reason, read for personal data, and released with it covered, or refused with a reason. */
export function StatementReviewForm({
  statement,
  onDone,
}: {
  readonly statement: Statement;
  readonly onDone: () => void;
}) {
  const { say } = useWords();
  const id = useId();
  const { id: statementId } = statement;
  const [draft, change, clear] = useMemoryDraft(`statement ${statementId}`, { look: '', cover: '', reason: '' });
  const look = useMutation({
    gcTime: 0,
    mutationFn: () => lookAtStatement({ id: statementId, reason: draft.look.trim() }, newRequestKey()),
  });
  const review = useAct({
    work: reviewStatement,
    done: 'parties.reviewed',
    touches: ['parties'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  if (!look.data) {
    const enough = draft.look.trim().length >= LEAST;
    return (
      <form
        className="stack form-frame"
        onSubmit={(event) => {
          event.preventDefault();
          if (enough) look.mutate();
        }}
      >
        <label htmlFor={`${id}-look`}>{say('parties.lookReason', { least: LEAST })}</label>
        <Input
          id={`${id}-look`}
          autoFocus
          maxLength={500}
          value={draft.look}
          onChange={({ target }) => change({ look: target.value })}
        />
        <ProblemAlert error={look.error} />
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!enough} loading={look.isPending}>
            {say('parties.look')}
          </Button>
          <Button onClick={onDone}>{say('ui.cancel')}</Button>
        </div>
      </form>
    );
  }
  const spans = placesIn(look.data, draft.cover);
  const reason = draft.reason.trim();
  const ready = reason.length >= LEAST && !review.isPending;
  return (
    <form
      className="stack form-frame"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) review.mutate({ id: statementId, review: { outcome: 'released', reason, redactions: spans } });
      }}
    >
      <MarkedText text={look.data.text} spans={spans} />
      <p className="quiet small">
        {spans.length === 0 ? say('parties.nothingFound') : say('parties.covered', { count: spans.length })}
      </p>
      <label htmlFor={`${id}-cover`}>{say('parties.cover')}</label>
      <Input
        id={`${id}-cover`}
        autoFocus
        maxLength={200}
        value={draft.cover}
        onChange={({ target }) => change({ cover: target.value })}
      />
      <WordsField
        label={say('parties.reviewReason', { least: LEAST })}
        rows={2}
        most={500}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <ProblemAlert error={review.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {say('parties.release')}
        </Button>
        <Button
          disabled={!ready}
          onClick={() => review.mutate({ id: statementId, review: { outcome: 'refused', reason } })}
        >
          {say('parties.refuse')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}

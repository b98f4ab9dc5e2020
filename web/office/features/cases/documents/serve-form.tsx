import { Button, Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import type { CaseInFull } from '../../../api/cases.ts';
import { beginService, type Channel, type ServiceBegun, type Services } from '../../../api/documents.ts';
import { useMe } from '../../../app/session.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../../ui/use-memory-draft.ts';
import { WordsField } from '../../../ui/words-field.tsx';
import { useWords } from '../../../words/index.ts';
import { useDocumentAct } from './use-document-act.ts';

type Props = {
  readonly one: CaseInFull;
  readonly ways: Services['ways'];
  readonly titleOf: (id: string) => string;
  readonly onDone: () => void;
};
type Draft = {
  readonly documents: readonly string[];
  readonly channel: Channel | '';
  readonly begunOn: string;
  readonly recipient: string;
  readonly lost: boolean;
  readonly reason: string;
};

/** Begins a service: which documents, in a way that is open for each of them, to whom. */
export function ServeForm({ one, ways, titleOf, onDone }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft<Draft>(`serve ${one.id}`, {
    documents: ways.map(({ documentId }) => documentId),
    channel: '',
    begunOn: today,
    recipient: '',
    lost: false,
    reason: '',
  });
  const act = useDocumentAct(
    () => {
      clear();
      onDone();
    },
    (given: ServiceBegun, key) => beginService(one.id, given, key),
  );
  const { documents, channel, begunOn, lost } = draft;
  const chosen = ways.filter(({ documentId }) => documents.includes(documentId));
  const open =
    chosen.length === 0 ? [] : chosen[0]!.open.filter((way) => chosen.every((one) => one.open.includes(way)));
  // A way that is closed as things are known may be open for a recipient who cannot be found.
  const channels: readonly Channel[] = lost && !open.includes('public_notice') ? [...open, 'public_notice'] : open;
  const recipient = draft.recipient.trim();
  const reason = draft.reason.trim();
  const isWhole = channel !== '' && documents.length > 0 && begunOn !== '' && recipient.length >= 2;
  const send = () => {
    if (channel === '' || !isWhole || act.isPending) return;
    // An electronic service begins when it is sent.
    const day = channel === 'electronic' ? {} : { begunOn };
    act.mutate({ channel, documents, ...day, recipient, lost, ...(reason !== '' && { reason }) });
  };
  return (
    <form
      className="stack way-form"
      aria-label={say('documents.serve')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Checkbox.Group
        aria-label={say('documents.which')}
        value={[...documents]}
        onChange={(next) => change({ documents: next.map(String) })}
        options={ways.map(({ documentId }) => ({ value: documentId, label: titleOf(documentId) }))}
      />
      <Checkbox checked={lost} onChange={({ target }) => change({ lost: target.checked })}>
        {say('documents.lost')}
      </Checkbox>
      <div className="form-grid">
        <label htmlFor={`${id}-channel`}>{say('documents.channel')}</label>
        <Select<Channel | ''>
          id={`${id}-channel`}
          value={channel}
          onChange={(next) => change({ channel: next })}
          options={channels.map((value) => ({ value, label: say(`documents.channel_${value}`) }))}
        />
        <label htmlFor={`${id}-day`}>{say('documents.begunOn')}</label>
        <DayInput id={`${id}-day`} value={begunOn} max={today} onChange={(day = '') => change({ begunOn: day })} />
        <label htmlFor={`${id}-to`}>{say('documents.recipient')}</label>
        <Input
          id={`${id}-to`}
          maxLength={500}
          value={draft.recipient}
          onChange={({ target }) => change({ recipient: target.value })}
        />
        <WordsField
          label={say('documents.serveWhy')}
          rows={2}
          most={4000}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </div>
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isWhole} loading={act.isPending}>
          {say('documents.serveIt')}
        </Button>
        <Button onClick={onDone}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}

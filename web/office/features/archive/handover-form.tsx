import { Input } from 'antd';
import { useId } from 'react';
import { type HandoverGiven, makeHandover } from '../../api/archive.ts';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

type Props = { readonly caseIds: readonly string[]; readonly onDone: () => void };
const LEAST = 4;

/** To whom and why; the package comes back as a file. */
export function HandoverForm({ caseIds, onDone }: Props) {
  const { say } = useWords();
  const id = useId();
  const [{ receiver, reason }, change, clear] = useMemoryDraft('archive handover', { receiver: '', reason: '' });
  const making = useAct({
    work: (given: HandoverGiven) => makeHandover(given),
    done: 'archive.made',
    touches: ['archive'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  return (
    <FormFrame
      title={say('archive.makeTitle')}
      help={say('archive.makeHelp')}
      complete={receiver.trim().length >= 2 && reason.trim().length >= LEAST}
      busy={making.isPending}
      error={making.error}
      onSend={() => making.mutate({ caseIds, receiver, reason })}
      onCancel={onDone}
    >
      <label htmlFor={`${id}-receiver`}>{say('archive.receiver')}</label>
      <Input
        id={`${id}-receiver`}
        autoComplete="off"
        maxLength={200}
        value={receiver}
        onChange={({ target }) => change({ receiver: target.value })}
      />
      <label htmlFor={`${id}-reason`}>{say('archive.reason')}</label>
      <Input
        id={`${id}-reason`}
        autoComplete="off"
        maxLength={500}
        value={reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
    </FormFrame>
  );
}

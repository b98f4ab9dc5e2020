import { Input } from 'antd';
import { useId } from 'react';
import { confirmReceipt, type ReceiptGiven } from '../../api/archive.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { DigestField } from '../../ui/digest-field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';

type Props = { readonly handoverId: string; readonly onDone: () => void };
const SHA256 = /^[0-9a-f]{64}$/;

/** What the archive signed: the digest that it found, its number, the day. Another digest is refused by the server. */
export function ReceiptForm({ handoverId, onDone }: Props) {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const empty: ReceiptGiven = { sha256: '', number: '', receivedOn: today };
  const [typed, change, clear] = useMemoryDraft<ReceiptGiven>(`archive receipt ${handoverId}`, empty);
  const confirming = useAct({
    work: (given: ReceiptGiven, key) => confirmReceipt(handoverId, given, key),
    done: 'archive.done',
    touches: ['archive'],
    onDone: () => {
      clear();
      onDone();
    },
  });
  const { sha256, number, receivedOn } = typed;
  return (
    <FormFrame
      title={say('archive.confirm')}
      help={say('archive.confirmHelp')}
      complete={SHA256.test(sha256) && number.trim() !== ''}
      busy={confirming.isPending}
      error={confirming.error}
      onSend={() => confirming.mutate(typed)}
      onCancel={onDone}
    >
      <DigestField label={say('archive.receipt')} value={sha256} onChange={(value) => change({ sha256: value })} />
      <label htmlFor={`${id}-number`}>{say('archive.receiptNumber')}</label>
      <Input
        id={`${id}-number`}
        autoComplete="off"
        maxLength={100}
        value={number}
        onChange={({ target }) => change({ number: target.value })}
      />
      <label htmlFor={`${id}-on`}>{say('archive.receivedOn')}</label>
      <DayInput id={`${id}-on`} value={receivedOn} max={today} onChange={(day) => day && change({ receivedOn: day })} />
    </FormFrame>
  );
}

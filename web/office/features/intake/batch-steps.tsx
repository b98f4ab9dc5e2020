import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useMemo } from 'react';
import { type Batch, errorSheetAddress, type Step, stepBatch } from '../../api/batches.ts';
import { newRequestKey } from '../../api/client.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';

/** Confirm what is good, or give the batch up. A second click is the same act and changes nothing. */
export function BatchSteps({ batch }: { batch: Batch }) {
  const { say } = useWords();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one key a batch, so that trying again is the same act
  const key = useMemo(newRequestKey, [batch.id]);
  const step = useMutation({
    mutationFn: (wanted: Step) => stepBatch(batch.id, wanted, `${wanted}-${key}`),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['batch', batch.id] });
      await queries.invalidateQueries({ queryKey: ['batches'] });
    },
  });
  const { good = 0, corrected = 0, withdrawn = 0, refused = 0, doubtful = 0 } = batch.counts ?? {};
  const taken = good + corrected + withdrawn;
  const whole = refused + doubtful === 0;
  const ask = (wanted: Step, title: string, content: string) =>
    void modal.confirm({
      title,
      content,
      okText: title,
      okButtonProps: { danger: wanted === 'discard' },
      onOk: () => step.mutateAsync(wanted).catch(() => undefined), // shown below
    });
  const accept = whole ? say('intake.acceptAll') : say('intake.acceptGood', { count: taken });
  return (
    <div className="row">
      {!whole && <Button href={errorSheetAddress(batch.id)}>{say('intake.errorSheet')}</Button>}
      <Button
        danger
        aria-haspopup="dialog"
        onClick={() => ask('discard', say('intake.discard'), say('intake.discardHelp'))}
      >
        {say('intake.discard')}
      </Button>
      <Button
        type="primary"
        disabled={taken + doubtful === 0}
        loading={step.isPending}
        aria-haspopup={whole ? undefined : 'dialog'}
        onClick={() =>
          whole ? step.mutate('accept_all_or_none') : ask('accept_good_rows', accept, say('intake.acceptGoodHelp'))
        }
      >
        {accept}
      </Button>
      <ProblemAlert error={step.error} />
    </div>
  );
}

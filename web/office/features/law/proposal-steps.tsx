import { Alert, Button } from 'antd';
import { adoptEdition, type Proposal, reviewEdition } from '../../api/law.ts';
import { ConfirmWithReason } from '../../ui/confirm-with-reason.tsx';
import { useWords } from '../../words/index.ts';
import { useEditionAct } from './use-edition-act.ts';

/** The next step, for whoever may take it; for the others, why not. The server says both. */
export function ProposalSteps({ proposal }: { proposal: Proposal }) {
  const { either } = useWords();
  const { id, steps } = proposal;
  return steps.map(({ step, allowed, why }) => {
    if (!allowed) return <Alert key={step} type="info" showIcon title={either(why.zh, why.en)} />;
    return (
      <div key={step} className="row">
        {step === 'review' && <Step word="pass" work={(reason, key) => reviewEdition(id, 'passed', reason, key)} />}
        {step === 'review' && (
          <Step word="giveBack" work={(reason, key) => reviewEdition(id, 'returned', reason, key)} />
        )}
        {step === 'adopt' && <Step word="adopt" work={(reason, key) => adoptEdition(id, reason, key)} />}
      </div>
    );
  });
}

type Props = {
  readonly word: 'pass' | 'giveBack' | 'adopt';
  readonly work: (reason: string, key: string) => Promise<unknown>;
};

function Step({ word, work }: Props) {
  const { say } = useWords();
  const { open, setOpen, act } = useEditionAct(work);
  return (
    <>
      <Button type={word === 'giveBack' ? 'default' : 'primary'} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say(`law.${word}`)}
      </Button>
      <ConfirmWithReason
        open={open}
        title={say(`law.${word}`)}
        help={say(`law.${word}Help`)}
        busy={act.isPending}
        error={act.error}
        onCancel={() => setOpen(false)}
        onConfirm={act.mutate}
      />
    </>
  );
}

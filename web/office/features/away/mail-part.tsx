import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { mailQuery, wishForMail } from '../../api/away.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';

/** One mail a morning about what is due, to an address of one's own; or none. */
export function MailPart() {
  const { say } = useWords();
  const id = useId();
  const kept = useQuery(mailQuery);
  const [typed, setTyped] = useState<string>();
  const wish = useAct({
    work: wishForMail,
    done: 'away.mailKept',
    touches: ['away'],
    onDone: () => setTyped(undefined),
  });
  const address = (typed ?? kept.data ?? '').trim();
  const changed = address !== (kept.data ?? '');
  return (
    <section className="panel stack" aria-label={say('away.mail')}>
      <h2>{say('away.mail')}</h2>
      <p className="quiet small">{say('away.mailHelp')}</p>
      <ProblemAlert error={kept.error ?? wish.error} />
      <form
        className="row fields-end"
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && address) wish.mutate(address);
        }}
      >
        <div className="field">
          <label htmlFor={id}>{say('away.address')}</label>
          <Input
            id={id}
            type="email"
            autoComplete="email"
            maxLength={254}
            value={typed ?? kept.data ?? ''}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!changed || !address} loading={wish.isPending}>
            {say('away.wish')}
          </Button>
          {kept.data && (
            <Button loading={wish.isPending} onClick={() => wish.mutate(null)}>
              {say('away.noMail')}
            </Button>
          )}
        </div>
      </form>
    </section>
  );
}

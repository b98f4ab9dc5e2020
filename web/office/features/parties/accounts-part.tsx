import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import { accountsQuery, endAccount, inviteAgain, type PartyAccount, type PartyLetter } from '../../api/parties.ts';
import { useMe } from '../../app/session.ts';
import { dayOf } from '../../ui/beijing-time.ts';
import { ConfirmWithReason } from '../../ui/confirm-with-reason.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';
import { LetterSlip } from './letter-slip.tsx';

const stateOf = ({ endedAt, until, joined }: PartyAccount, today: string) =>
  endedAt !== null ? 'ended' : until !== null && until < today ? 'over' : joined ? 'joined' : 'waiting';

/** Files that were opened here: whether the letter was used, a new one for a lost one, and the end. */
export function AccountsPart() {
  const { say } = useWords();
  const { today, rights } = useMe();
  const found = useQuery(accountsQuery);
  const [letter, setLetter] = useState<{ readonly made: PartyLetter; readonly holder: string }>();
  const [ending, setEnding] = useState<PartyAccount>();
  const again = useAct({
    work: (account: PartyAccount, key) => inviteAgain(account.id, key),
    done: 'parties.made',
    touches: ['parties'],
    onDone: (made) => {
      const holder = found.data?.find(({ id }) => id === made.accountId)?.holder ?? '';
      setLetter({ made, holder });
    },
  });
  const end = useAct({
    work: endAccount,
    done: 'parties.ended',
    touches: ['parties'],
    onDone: () => setEnding(undefined),
  });
  const columns: Column<PartyAccount>[] = [
    { key: 'party', title: say('parties.party'), cell: ({ party }) => <span lang="zh-CN">{party}</span> },
    {
      key: 'holder',
      title: say('parties.capacity'),
      cell: ({ holder, capacity, until }) => (
        <>
          <span lang="zh-CN">{holder}</span> {say(`parties.capacity_${capacity}`)}
          {until !== null && <span className="quiet small"> {say('parties.untilDay', { day: until })}</span>}
        </>
      ),
    },
    {
      key: 'username',
      title: say('parties.letterUsername'),
      cell: ({ username }) => <span className="mono">{username}</span>,
    },
    {
      key: 'opened',
      title: say('parties.opened'),
      width: 120,
      cell: ({ openedAt }) => dayOf(openedAt),
    },
    {
      key: 'state',
      title: say('parties.state'),
      width: 130,
      cell: (account) => {
        const state = stateOf(account, today);
        return (
          <Tag tone={state === 'joined' ? 'good' : state === 'waiting' ? 'warn' : 'plain'}>
            {say(`parties.state_${state}`)}
          </Tag>
        );
      },
    },
    {
      key: 'acts',
      title: say('parties.acts'),
      width: 220,
      cell: (account) =>
        account.endedAt === null && (
          <span className="row">
            <Button
              size="small"
              loading={again.isPending && again.variables?.id === account.id}
              onClick={() => again.mutate(account)}
            >
              {say('parties.again')}
            </Button>
            {rights.includes('party.end') && (
              <Button size="small" aria-haspopup="dialog" onClick={() => setEnding(account)}>
                {say('parties.end')}
              </Button>
            )}
          </span>
        ),
    },
  ];
  return (
    <section className="panel stack" aria-label={say('parties.accounts')}>
      <h2>{say('parties.accounts')}</h2>
      <ProblemAlert error={found.error ?? again.error} />
      {letter && <LetterSlip letter={letter.made} holder={letter.holder} onDone={() => setLetter(undefined)} />}
      {!found.isError && (
        <DataTable
          caption={say('parties.accounts')}
          rows={found.data}
          rowKey={({ id }) => id}
          columns={columns}
          empty={say('parties.accountsNone')}
        />
      )}
      {ending && (
        <ConfirmWithReason
          open
          title={say('parties.end')}
          help={say('parties.endHelp')}
          busy={end.isPending}
          error={end.error}
          onCancel={() => setEnding(undefined)}
          onConfirm={(reason) => end.mutate({ id: ending.id, reason })}
        />
      )}
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { escalateRecall, followersQuery } from '../../api/recalls.ts';
import { useMe } from '../../app/session.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWords } from '../../words/index.ts';

/** Puts a silent receiver to a named person: oneself, or a colleague, who finds it in the own list of work. */
export function FollowUp({ id }: { id: string }) {
  const { say } = useWords();
  const { account } = useMe();
  const persons = useQuery(followersQuery);
  const act = useAct({
    work: (accountId: string, key: string) => escalateRecall(id, accountId, key),
    done: 'recalls.putTo',
    touches: ['recalls', 'work'],
  });
  const others = (persons.data ?? []).filter(({ accountId }) => accountId !== account.id);
  const items = others.map(({ accountId, name }) => ({
    key: accountId,
    label: <span lang="zh-CN">{name}</span>,
    onClick: () => act.mutate(accountId),
  }));
  return (
    <span className="stack-tight">
      <span className="row">
        <Button size="small" loading={act.isPending} onClick={() => act.mutate(account.id)}>
          {say('recalls.takeUp')}
        </Button>
        {others.length > 0 && (
          <MenuButton size="small" items={items}>
            {say('recalls.giveTo')}
          </MenuButton>
        )}
      </span>
      <ProblemAlert error={persons.error ?? act.error} />
    </span>
  );
}

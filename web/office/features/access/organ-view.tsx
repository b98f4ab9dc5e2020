import { Button } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '../../../shared/data-table.tsx';
import { Tag } from '../../../shared/tag.tsx';
import type { Account, Organ, Post } from '../../api/access.ts';
import { useMe } from '../../app/session.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { AccountActions } from './account-actions.tsx';
import { InviteForm } from './invite-form.tsx';
import { NewOrganForm } from './new-organ-form.tsx';
import { NewPostForm } from './new-post-form.tsx';

type Props = { readonly organ: Organ; readonly posts: readonly Post[]; readonly accounts: readonly Account[] };
type Form = 'organ' | 'post' | 'person';

/** One organ: its posts with their holders, the accounts that it keeps, and what an administrator may do. */
export function OrganView({ organ, posts, accounts }: Props) {
  const { say, either, language } = useWords();
  const { rights } = useMe();
  const [form, setForm] = useState<Form>();
  const own = posts.filter(({ organId }) => organId === organ.id);
  const kept = accounts.filter(({ organId }) => organId === organ.id);
  const close = () => setForm(undefined);
  const postColumns: Column<Post>[] = [
    { key: 'title', title: say('access.post'), cell: ({ title }) => either(title.zh, title.en) },
    { key: 'role', title: say('access.role'), width: 150, cell: ({ role }) => wordOf('role', role, language) },
    { key: 'holders', title: say('access.holders'), cell: (post) => <Holders post={post} accounts={accounts} /> },
  ];
  return (
    <div className="stack access-organ">
      <section className="panel stack">
        <div className="page-head">
          <h2>{either(organ.name.zh, organ.name.en)}</h2>
          {rights.includes('organ.create') && (
            <Button onClick={() => setForm('organ')}>{say('access.addOrgan')}</Button>
          )}
        </div>
        <p className="quiet">
          {wordOf('organKind', organ.kind, language)} · {say('access.division')} {organ.divisionCode}
          {organ.closedOn && ` · ${say('access.closed', { day: organ.closedOn })}`}
        </p>
        {form === 'organ' && <NewOrganForm parent={organ} onDone={close} />}
      </section>
      <section className="panel stack" aria-label={say('access.posts')}>
        <div className="page-head">
          <h2>{say('access.posts')}</h2>
          {rights.includes('post.create') && <Button onClick={() => setForm('post')}>{say('access.addPost')}</Button>}
        </div>
        {form === 'post' && <NewPostForm organ={organ} onDone={close} />}
        <DataTable
          caption={say('access.posts')}
          rows={own}
          rowKey={({ id }) => id}
          columns={postColumns}
          empty={say('access.noPosts')}
        />
      </section>
      <section className="panel stack" aria-label={say('access.accounts')}>
        <div className="page-head">
          <h2>{say('access.accounts')}</h2>
          {rights.includes('account.invite') && (
            <Button type="primary" onClick={() => setForm('person')}>
              {say('access.invite')}
            </Button>
          )}
        </div>
        {form === 'person' && <InviteForm organ={organ} posts={own} onDone={close} />}
        <Accounts accounts={kept} posts={posts} own={own} />
      </section>
    </div>
  );
}

function Holders({ post, accounts }: { post: Post; accounts: readonly Account[] }) {
  const { say } = useWords();
  const holders = accounts.filter(({ holdings }) => holdings.some(({ postId }) => postId === post.id));
  if (holders.length === 0) return <span className="quiet">{say('access.nobody')}</span>;
  return <span lang="zh-CN">{holders.map(({ displayName }) => displayName).join('、')}</span>;
}

type AccountsProps = {
  readonly accounts: readonly Account[];
  readonly posts: readonly Post[];
  readonly own: readonly Post[];
};

function Accounts({ accounts, posts, own }: AccountsProps) {
  const { say } = useWords();
  const me = useMe();
  const mayAct = me.rights.includes('account.lock');
  const columns: Column<Account>[] = [
    {
      key: 'name',
      title: say('access.name'),
      cell: ({ id, displayName, kind }) => (
        <span className="row">
          <span lang="zh-CN">{displayName}</span>
          {kind === 'program' && <Tag>{say('access.program')}</Tag>}
          {id === me.account.id && <Tag tone="note">{say('access.self')}</Tag>}
        </span>
      ),
    },
    { key: 'posts', title: say('access.posts'), cell: (account) => <Held account={account} posts={posts} /> },
    {
      key: 'state',
      title: say('access.state'),
      width: 90,
      cell: ({ state }) => <Tag tone={state === 'active' ? 'good' : 'warn'}>{say(`access.state_${state}`)}</Tag>,
    },
    ...(mayAct
      ? [
          {
            key: 'actions',
            title: say('access.actions'),
            width: 260,
            cell: (account: Account) =>
              account.id !== me.account.id && <AccountActions account={account} posts={posts} own={own} />,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={say('access.accounts')}
      rows={accounts}
      rowKey={({ id }) => id}
      columns={columns}
      empty={say('access.noAccounts')}
    />
  );
}

function Held({ account, posts }: { account: Account; posts: readonly Post[] }) {
  const { say, either } = useWords();
  if (account.holdings.length === 0) return <span className="quiet">{say('access.noHolding')}</span>;
  return (
    <span className="stack-tight">
      {account.holdings.map(({ postId, since, until }) => {
        const post = posts.find(({ id }) => id === postId);
        return (
          <span key={`${postId} ${since}`}>
            {post && either(post.title.zh, post.title.en)}{' '}
            <span className="quiet small">
              {say('access.since', { day: since })} {until && say('access.until', { day: until })}
            </span>
          </span>
        );
      })}
    </span>
  );
}

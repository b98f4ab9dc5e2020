import { DownOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { choosePost, currentPost, type HeldPost } from '../api/me.ts';
import { problemOf } from '../api/problem.ts';
import { MenuButton } from '../ui/menu-button.tsx';
import { useWords } from '../words/index.ts';
import { useMe } from './session.ts';

/** Who acts and in which post; another post of the same person; the way out. */
export function AccountMenu({ onLeave }: { onLeave: () => Promise<void> }) {
  const { say, either } = useWords();
  const me = useMe();
  const current = currentPost(me);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const titleOf = (post: HeldPost) => either(post.title.zh, post.title.en);

  async function take(post: HeldPost) {
    try {
      await choosePost(post.id);
      // Another post sees other things: whatever was read in the old one is asked again.
      await queries.resetQueries();
    } catch (error) {
      message.error(problemOf(error)?.detail || say('shell.noServer'));
    }
  }

  const others = me.posts.filter(({ id }) => id !== me.currentPostId);
  const items = [
    ...others.map((post) => ({
      key: post.id,
      label: `${titleOf(post)} · ${either(post.organ.name.zh, post.organ.name.en)}`,
      onClick: () => void take(post),
    })),
    ...(others.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: 'own', label: say('factors.title'), onClick: () => void navigate({ to: '/account' }) },
    { key: 'away', label: say('away.title'), onClick: () => void navigate({ to: '/away' }) },
    { key: 'leave', label: say('shell.signOut'), onClick: () => void onLeave() },
  ];
  return (
    <MenuButton type="text" title={say('shell.account')} items={items}>
      <span className="account-name" lang="zh-CN">
        {me.account.displayName}
      </span>
      <span className="quiet not-phone">{current && titleOf(current)}</span>
      <DownOutlined aria-hidden="true" />
    </MenuButton>
  );
}

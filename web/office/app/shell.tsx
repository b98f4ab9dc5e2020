import { MenuOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Button, Drawer, Layout } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { currentPost, ME_KEY, signOut } from '../api/me.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { useWords } from '../words/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { IdleWarning } from './idle-warning.tsx';
import { NavMenu } from './nav-menu.tsx';
import { usePrintUnfolds } from './print-unfolds.ts';
import { useMe } from './session.ts';
import { Shortcuts } from './shortcuts.tsx';
import './shell.css';

/** Header, navigation by duty, and the page. */
export function Shell({ onIdle }: { onIdle: () => void }) {
  const { say, either } = useWords();
  const organ = currentPost(useMe())?.organ.name;
  const queries = useQueryClient();
  const [menuOpen, setMenuOpen] = useState(false);
  const main = useFocusOnNewPage();
  usePrintUnfolds();
  const leave = useCallback(async () => {
    await signOut();
    // The gate watches this query, so it is told and not taken away: a cleared one would leave the page standing. Nothing else
    // that one person has seen stays for the next at the same screen.
    queries.setQueryData(ME_KEY, null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME_KEY[0] });
    queries.getMutationCache().clear();
  }, [queries]);
  const leaveIdle = useCallback(async () => {
    onIdle();
    await leave();
  }, [leave, onIdle]);

  return (
    <Layout className="shell">
      <a className="skip-link" href="#main">
        {say('shell.skip')}
      </a>
      <Layout.Header className="shell-header">
        <Button
          className="only-phone"
          type="text"
          icon={<MenuOutlined />}
          aria-label={say('shell.menu')}
          aria-haspopup="dialog"
          onClick={() => setMenuOpen(true)}
        />
        <span className="seal seal-small" lang="zh-CN" aria-hidden="true">
          正名
        </span>
        <span className="shell-organ">{organ && either(organ.zh, organ.en)}</span>
        <Shortcuts />
        <LanguageButton />
        <AccountMenu onLeave={leave} />
      </Layout.Header>
      <Layout hasSider>
        <Layout.Sider width={184} className="not-phone shell-sider" theme="light">
          <NavMenu />
        </Layout.Sider>
        <Drawer
          open={menuOpen}
          placement="left"
          size={240}
          title={say('shell.menu')}
          onClose={() => setMenuOpen(false)}
          styles={{ body: { padding: 0 } }}
        >
          <NavMenu onChosen={() => setMenuOpen(false)} />
        </Drawer>
        <main id="main" tabIndex={-1} ref={main} className="shell-main">
          <Outlet />
        </main>
      </Layout>
      <IdleWarning onIdle={leaveIdle} />
    </Layout>
  );
}

/** A new page begins at its top, for the eye and for a screen reader. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}

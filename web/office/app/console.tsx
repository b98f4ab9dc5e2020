import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import { useEffect } from 'react';
import 'dayjs/locale/zh-cn';
import { THEME } from '../../shared/theme.ts';
import { whenSignedOut } from '../api/client.ts';
import { ME_KEY } from '../api/me.ts';
import { problemOf } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { router } from './router.tsx';
import { STYLE_NONCE as nonce } from './style-nonce.ts';

/** A refusal is an answer; only silence is worth asking again. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < 2 && problemOf(error)?.status === 0,
      refetchOnWindowFocus: false,
    },
  },
});
whenSignedOut(() => queries.setQueryData(ME_KEY, null));

/** Whoever asks for less motion gets none, so that nothing waits for the end of a movement that was never seen. */
const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;
const theme = { ...THEME, token: { ...THEME.token, motion } };

export function Console() {
  const { language } = useWords();
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? en : zh}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
      {...(nonce && { csp: { nonce } })}
    >
      <App>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

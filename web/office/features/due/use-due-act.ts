import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useMemo } from 'react';
import { newRequestKey } from '../../api/client.ts';
import { useWords, type WordKey } from '../../words/index.ts';

/** One decision: tried again with the same words it is the same act; done, the lists are asked anew. */
export function useDueAct<Given>(
  done: WordKey,
  onDone: () => void,
  work: (given: Given, key: string) => Promise<unknown>,
) {
  const { say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keys = useMemo(() => new Map<string, string>(), []);
  return useMutation({
    mutationFn: (given: Given) => {
      const words = JSON.stringify(given);
      const key = keys.get(words) ?? newRequestKey();
      keys.set(words, key);
      return work(given, key);
    },
    onSuccess: async () => {
      onDone();
      void message.success(say(done));
      await queries.invalidateQueries({ queryKey: ['publication'] });
    },
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useMemo } from 'react';
import { newRequestKey } from '../../../api/client.ts';
import { useWords } from '../../../words/index.ts';

/** One act on a document or its service. Tried again with the same words it is the same act; done, all about the case is read anew. */
export function useDocumentAct<Given>(onDone: () => void, work: (given: Given, key: string) => Promise<unknown>) {
  const { say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keys = useMemo(() => new Map<string, string>(), []);
  return useMutation({
    mutationFn: (given: Given) => {
      const words = JSON.stringify(given ?? null);
      const key = keys.get(words) ?? newRequestKey();
      keys.set(words, key);
      return work(given, key);
    },
    onSuccess: async () => {
      keys.clear();
      onDone();
      void message.success(say('documents.done'));
      await Promise.all(
        ['documents', 'cases', 'work'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      );
    },
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRequestKeys } from '../../../ui/use-request-keys.ts';
import { useWords } from '../../../words/index.ts';

/** One act on a document or its service. Tried again with the same words it is the same act; done, all about the case is read anew. */
export function useDocumentAct<Given>(onDone: () => void, work: (given: Given, key: string) => Promise<unknown>) {
  const { say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (given: Given) => work(given, keys.of(given)),
    onSuccess: async () => {
      keys.forget();
      onDone();
      void message.success(say('documents.done'));
      await Promise.all(
        ['documents', 'cases', 'work'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
      );
    },
  });
}

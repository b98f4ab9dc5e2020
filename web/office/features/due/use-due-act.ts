import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRequestKeys } from '../../ui/use-request-keys.ts';
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
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (given: Given) => work(given, keys.of(given)),
    onSuccess: async () => {
      onDone();
      void message.success(say(done));
      await queries.invalidateQueries({ queryKey: ['publication'] });
    },
  });
}

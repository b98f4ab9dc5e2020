import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useWords, type WordKey } from '../words/index.ts';
import { useRequestKeys } from './use-request-keys.ts';

type Wish<Given, Answer> = {
  readonly work: (given: Given, key: string) => Promise<Answer>;
  /** What is told when it is done. */
  readonly done: WordKey;
  /** First words of the queries that are read anew. */
  readonly touches: readonly string[];
  readonly onDone?: (answer: Answer) => void;
};

/** One act: tried again with the same words it is the same act; done, the person is told and what it touches is read anew. */
export function useAct<Given, Answer>({ work, done, touches, onDone }: Wish<Given, Answer>) {
  const { say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keys = useRequestKeys();
  return useMutation({
    mutationFn: (given: Given) => work(given, keys.of(given)),
    onSuccess: async (answer) => {
      keys.forget();
      onDone?.(answer);
      void message.success(say(done));
      await Promise.all(touches.map((first) => queries.invalidateQueries({ queryKey: [first] })));
    },
  });
}

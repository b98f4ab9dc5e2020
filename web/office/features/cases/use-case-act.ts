import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { Sending } from '../../api/cases.ts';
import { problemOf } from '../../api/problem.ts';
import { useRequestKeys } from '../../ui/use-request-keys.ts';
import { useWords } from '../../words/index.ts';

/** What says that the case is no longer what its reader saw. */
const OVERTAKEN = new Set([
  'request.changed_since',
  'procedure.moved_on',
  'procedure.no_such_step',
  'procedure.drafted',
]);

/**
 * One act in a case, held to what its author has seen. Tried again with the same words it is the same act. Overtaken by another
 * officer, the case is read anew beneath the form, whose words stay where they were typed.
 */
export function useCaseAct<Given>(
  seen: string | undefined,
  onDone: () => void,
  work: (given: Given, sending: Sending) => Promise<unknown>,
) {
  const { say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const keys = useRequestKeys();
  const readAnew = () =>
    Promise.all(['cases', 'record', 'work'].map((first) => queries.invalidateQueries({ queryKey: [first] })));
  return useMutation({
    mutationFn: (given: Given) => {
      const key = keys.of([given, seen]);
      return work(given, { key, seen });
    },
    onSuccess: async () => {
      onDone();
      void message.success(say('cases.saved'));
      await readAnew();
    },
    onError: async (error) => {
      if (OVERTAKEN.has(problemOf(error)?.code ?? '')) await readAnew();
    },
  });
}

import { useQuery } from '@tanstack/react-query';
import { proceduresQuery } from '../../api/cases.ts';
import { useMe } from '../../app/session.ts';
import { useWords, type WordKey } from '../../words/index.ts';

/** Why a receiver hears of a record again: an event of the record, or the state that a case has come to. */
export function CauseText({ cause }: { cause: string }) {
  const { say, either } = useWords();
  const mayRead = useMe().rights.includes('procedure.read');
  const tables = useQuery({ ...proceduresQuery, enabled: mayRead });
  const [kind = '', what = ''] = cause.split('.');
  if (kind === 'record') return say(`recalls.cause_${what}` as WordKey);
  const table = tables.data?.find(({ code }) => code === kind);
  const state = table?.states.find((one) => one.state === what);
  if (!table || !state) return cause;
  return `${either(table.name.zh, table.name.en)} · ${either(state.name.zh, state.name.en)}`;
}

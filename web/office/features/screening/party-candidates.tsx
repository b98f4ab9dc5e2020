import { Button } from 'antd';
import type { Why } from '../../api/screening.ts';
import { Looking } from '../../ui/looking.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { PartyHits } from './party-hits.tsx';
import { usePartySearch } from './use-party-search.ts';

const TOP = 8;

type Props = { readonly typed: string; readonly why: Why; readonly onCode: (code: string) => void };

/** Below a field in which a name is being typed: whom it may mean, and the officer picks one by its code. */
export function PartyCandidates({ typed, why, onCode }: Props) {
  const { say } = useWords();
  const { data, error, isFetching, enabled } = usePartySearch(typed, why, TOP);
  if (!enabled) return null;
  return (
    <section aria-label={say('screening.title')} aria-live="polite" aria-busy={isFetching}>
      <ProblemAlert error={error} />
      {data ? (
        <PartyHits
          answer={data}
          actions={({ code, kind }) =>
            code !== null &&
            kind !== 'person' && (
              <Button size="small" onClick={() => onCode(code)}>
                {say('screening.choose')}
              </Button>
            )
          }
        />
      ) : (
        isFetching && <Looking />
      )}
    </section>
  );
}

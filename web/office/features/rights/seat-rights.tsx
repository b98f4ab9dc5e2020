import { useQuery } from '@tanstack/react-query';
import { type Right, rightsQuery, type Seat } from '../../api/rights.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { BasisText } from './basis-text.tsx';

type Props = { readonly seat: Seat; readonly onAsk: (deed: string) => void };

/** All that a post may do and may not, by the rule that says so. */
export function SeatRights({ seat, onAsk }: Props) {
  const { say } = useWords();
  const found = useQuery(rightsQuery(seat));
  if (found.error) return <ProblemAlert error={found.error} />;
  const rights = found.data ?? [];
  const may = rights.filter(({ allowed }) => allowed);
  const mayNot = rights.filter(({ allowed }) => !allowed);
  return (
    <>
      <section className="panel stack" aria-label={say('rights.may', { count: may.length })}>
        <h2>{say('rights.may', { count: may.length })}</h2>
        <p className="quiet small">{say('rights.mayHelp')}</p>
        <ByRule rights={may} onAsk={onAsk} />
      </section>
      <section className="panel stack" aria-label={say('rights.mayNot', { count: mayNot.length })}>
        <h2>{say('rights.mayNot', { count: mayNot.length })}</h2>
        <ByRule rights={mayNot} onAsk={onAsk} />
      </section>
    </>
  );
}

function ByRule({ rights, onAsk }: { readonly rights: readonly Right[]; readonly onAsk: (deed: string) => void }) {
  const { say, either } = useWords();
  const rules = [...Map.groupBy(rights, ({ policy }) => policy).values()];
  if (rules.length === 0) return <p className="quiet">{say('rights.nothing')}</p>;
  return (
    <ul className="rights-rules">
      {rules.map(([first, ...more]) =>
        first === undefined ? null : (
          <li key={first.policy}>
            <p>{either(first.says.zh, first.says.en)}</p>
            <p className="small">
              <BasisText {...first} /> <code className="mono quiet">{first.policy}</code>
            </p>
            <p className="rights-deeds">
              {[first, ...more].map(({ deed, name }) => (
                <button
                  key={deed}
                  type="button"
                  className="plain-button rights-one"
                  title={say('rights.ask')}
                  onClick={() => onAsk(deed)}
                >
                  {either(name.zh, name.en)}
                </button>
              ))}
            </p>
          </li>
        ),
      )}
    </ul>
  );
}

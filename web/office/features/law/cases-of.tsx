import { useQuery } from '@tanstack/react-query';
import { casesQuery, type LawCase } from '../../api/law.ts';
import { ArticleLink } from '../../ui/article-link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { Chinese } from './values.tsx';

/** The cases beside a rule: what is given, what the article says must come out. */
export function CasesOf({ code }: { code: string }) {
  const { say } = useWords();
  const cases = useQuery(casesQuery(code));
  if (cases.isError) return <ProblemAlert error={cases.error} />;
  if (!cases.data || cases.data.cases.length === 0) return null;
  return (
    <>
      <h2>
        {say('law.part_cases')} <span className="quiet">{cases.data.cases.length}</span>
      </h2>
      <ul className="cards">
        {cases.data.cases.map((one) => (
          <CaseCard key={`${one.pack} ${one.case}`} one={one} />
        ))}
      </ul>
    </>
  );
}

function CaseCard({ one }: { one: LawCase }) {
  const { say } = useWords();
  return (
    <li className="card">
      <Chinese>{one.says}</Chinese>
      <dl>
        <dt>{say('law.basis')}</dt>
        <dd>
          <ArticleLink reference={one.article} on={one.on} />
        </dd>
        <dt>{say('law.given')}</dt>
        <dd>
          <Facts facts={one.given} />
        </dd>
        <dt>{say('law.expected')}</dt>
        <dd>
          <Facts facts={one.expect} />
        </dd>
      </dl>
    </li>
  );
}

/** Facts of a case in the pack's own words: a lawyer compares them with the YAML. */
function Facts({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  return (
    <Chinese>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} className="mono small">
          {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
        </div>
      ))}
    </Chinese>
  );
}

import { useQuery } from '@tanstack/react-query';
import { inspectionsQuery } from '../../api/inspections.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { InspectionsPart } from './inspections-part.tsx';
import { PlanPart } from './plan-part.tsx';
import { RegisterPart } from './register-part.tsx';

/** Inspections under key supervision: what is to be planned, what was drawn, what became of it, and who may be drawn. */
export function InspectionsPage() {
  const { say } = useWords();
  const { data, error } = useQuery(inspectionsQuery);
  return (
    <div className="page">
      <h1>{say('inspections.title')}</h1>
      <p className="quiet">{say('inspections.help')}</p>
      {data && (
        <p className="small">
          {say('inspections.basis')} <ArticleLinks refs={data.articles} />
        </p>
      )}
      <ProblemAlert error={error} />
      {!error && <InspectionsPart inspections={data?.inspections} mayPlan={data?.mayPlan ?? false} />}
      {data && <PlanPart due={data.due} mayPlan={data.mayPlan} />}
      {data && <RegisterPart {...data} />}
    </div>
  );
}

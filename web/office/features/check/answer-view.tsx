import { Alert, Button } from 'antd';
import type { Answer } from '../../api/checks.ts';
import { minuteOf, secondOf } from '../../ui/beijing-time.ts';
import { ItemWord } from '../../ui/item-word.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords } from '../../words/index.ts';
import { BindingsView } from './bindings-view.tsx';
import { FactView } from './fact-view.tsx';

/** The answer as it is read at a glance and as it is printed. */
export function AnswerView({ answer, onCode }: { answer: Answer; onCode: (code: string) => void }) {
  const { say } = useWords();
  const { subject, candidates, noSuchCode, facts } = answer;
  return (
    <>
      <div className="panel stack">
        <div className="page-head">
          <h2>{subject ? <span lang="zh-CN">{subject.name}</span> : say('check.title')}</h2>
          <Button className="no-print" onClick={() => window.print()}>
            {say('check.print')} <kbd>Ctrl P</kbd>
          </Button>
        </div>
        <p>
          {subject?.code && <span className="mono">{subject.code} · </span>}
          {subject && `${say(`publication.subject_${subject.kind}`)} · `}
          {say('check.validUntil', { at: minuteOf(answer.validUntil) })}
        </p>
        {noSuchCode && <Alert type="warning" showIcon title={say('check.noSuchCode')} />}
        {!subject && !candidates && !noSuchCode && <Alert type="info" showIcon title={say('check.notFound')} />}
      </div>
      {candidates && (
        <Candidates
          candidates={candidates}
          help={say('check.candidates')}
          none={say('check.noCandidates')}
          onCode={onCode}
        />
      )}
      {noSuchCode && (
        <Candidates candidates={noSuchCode.near} help={say('check.near')} none={say('check.noNear')} onCode={onCode} />
      )}
      {subject && (
        <section className="stack" aria-label={say('check.facts')}>
          <h2>{say('check.facts')}</h2>
          {facts.length === 0 && <p className="panel">{say('check.noFacts')}</p>}
          {facts.map((fact) => (
            <FactView key={fact.recordId} fact={fact} />
          ))}
        </section>
      )}
      {answer.bindings && <BindingsView bindings={answer.bindings} facts={facts} />}
      {!noSuchCode && <Gaps gaps={answer.coverageGaps} />}
      <ReasonLines title={say('check.derivation')} lines={answer.derivation} />
      <Account answer={answer} />
    </>
  );
}

function Candidates({
  candidates,
  help,
  none,
  onCode,
}: {
  candidates: NonNullable<Answer['candidates']>;
  help: string;
  none: string;
  onCode: (code: string) => void;
}) {
  const { say } = useWords();
  if (candidates.length === 0) return <p className="panel">{none}</p>;
  return (
    <div className="panel stack">
      <p className="quiet">{help}</p>
      {candidates.map(({ name, code }) => (
        <div key={`${name} ${code}`} className="row">
          <span lang="zh-CN">{name}</span>
          {code && (
            <>
              <span className="mono">{code}</span>
              <Button size="small" onClick={() => onCode(code)}>
                {say('check.checkThis')}
              </Button>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

function Gaps({ gaps }: { gaps: Answer['coverageGaps'] }) {
  const { say, either } = useWords();
  return (
    <div className="panel stack">
      <h2>{say('check.gaps')}</h2>
      <ul className="steps">
        {gaps.map(({ organ, item, upTo }) => (
          <li key={`${item} ${organ?.name}`}>
            <ItemWord item={item} /> · {organ ? either(organ.name, organ.nameEn) : say('check.nobody')}
            {upTo && ` · ${say('check.upTo', { at: minuteOf(upTo) })}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a paper needs to be found again. */
function Account({ answer }: { answer: Answer }) {
  const { say } = useWords();
  return (
    <dl className="facts panel">
      <dt>{say('check.asOf')}</dt>
      <dd>{secondOf(answer.asOf)}</dd>
      <dt>{say('check.matter')}</dt>
      <dd lang="zh-CN">{answer.asked.matter}</dd>
      <dt>{say('check.purpose')}</dt>
      <dd lang="zh-CN">{answer.asked.purpose}</dd>
      <dt>{say('check.number')}</dt>
      <dd className="mono">{answer.id}</dd>
      <dt>{say('check.edition')}</dt>
      <dd className="mono">{answer.edition}</dd>
    </dl>
  );
}

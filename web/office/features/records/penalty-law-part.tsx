import { Tag, type Tone } from '../../../shared/tag.tsx';
import type { RecordInFull } from '../../api/records.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { useWords } from '../../words/index.ts';

type Line = RecordInFull['penaltyLaw'][number];
const TONE = { in_accord: 'good', look: 'warn', unknown: 'plain', told: 'note' } as const satisfies Record<
  Line['answer'],
  Tone
>;

/** What the Penalty Law answers about a decision that another organ made. It is read by a person; nothing follows by itself. */
export function PenaltyLawPart({ record: { penaltyLaw, decidedOn } }: { record: RecordInFull }) {
  const { say } = useWords();
  if (penaltyLaw.length === 0) return null;
  return (
    <section className="panel stack" aria-label={say('records.penaltyLaw')}>
      <h2>{say('records.penaltyLaw')}</h2>
      <p className="quiet small">{say('records.penaltyLawHelp')}</p>
      <ul className="plain-list stack">
        {penaltyLaw.map((line) => (
          <LawLine key={line.question} line={line} on={decidedOn} />
        ))}
      </ul>
    </section>
  );
}

function LawLine({ line: { question, answer, due, articles, why }, on }: { line: Line; on: string }) {
  const { say } = useWords();
  return (
    <li className="stack-tight">
      <span className="row">
        <span>{say(`records.law_${question}`)}</span>
        <Tag tone={TONE[answer]}>
          {answer === 'told' ? (due ?? say('records.law_told')) : say(`records.law_${answer}`)}
        </Tag>
        <ArticleLinks refs={articles} on={on} />
      </span>
      <ReasonLines plain title={say('records.why')} lines={why} />
    </li>
  );
}

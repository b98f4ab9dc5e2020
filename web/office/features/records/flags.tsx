import { Waiting } from '../../../shared/waiting.tsx';
import type { PublicationHistory, RecordInFull } from '../../api/records.ts';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { type Say, useWords } from '../../words/index.ts';

/** Of a public record whose corrected version waits both are told. */
function stateWords({ state, publication }: PublicationHistory, say: Say): string {
  if (state === null) return '';
  const waits = state === 'to_review' || state === 'to_release';
  const words = say(`publication.state_${state}`);
  return waits && publication ? say('records.correctionWaits', { state: words }) : words;
}

type Props = { readonly record: RecordInFull; readonly publication: PublicationHistory | undefined };

/** Two questions that the law keeps apart: may it be public, and does it count as untrustworthy information. Each with why. */
export function Flags({ record, publication }: Props) {
  const { say } = useWords();
  if (!publication) return <Waiting rows={2} />;
  const { publicRecord } = publication;
  return (
    <section className="two-columns" aria-label={say('records.flags')}>
      <div className="panel stack">
        <h2>{say('records.publicRecord')}</h2>
        {publicRecord ? (
          <>
            <p>
              <strong>{say(`ui.${publicRecord.answer}`)}</strong>
              {publication.state && ` · ${stateWords(publication, say)}`}
            </p>
            {publication.publication && (
              <p>
                {say('records.published', {
                  from: publication.publication.beginsOn,
                  to: publication.publication.lastDay,
                })}
              </p>
            )}
            <ReasonLines title={say('records.why')} lines={publicRecord.why} plain />
          </>
        ) : (
          <p className="quiet">{say('records.noPublication')}</p>
        )}
      </div>
      {record.adverseCredit && (
        <div className="panel stack">
          <h2>{say('records.adverseCredit')}</h2>
          <p>
            <strong>{say(record.adverseCredit.value ? 'ui.yes' : 'ui.no')}</strong>
            {record.adverseCredit.finalOn && ` · ${say('records.finalOn', { day: record.adverseCredit.finalOn })}`}
          </p>
          <ReasonLines title={say('records.why')} lines={record.adverseCredit} plain />
        </div>
      )}
    </section>
  );
}

import { Tag, type Tone } from '../../../shared/tag.tsx';
import type { RecordLine } from '../../api/records.ts';
import { useWords } from '../../words/index.ts';

const TONE: Readonly<Record<NonNullable<RecordLine['publicationState']>, Tone>> = {
  waiting: 'warn',
  public: 'good',
  hidden: 'bad',
  ended: 'plain',
  withdrawn: 'note',
  refused: 'plain',
  old_years: 'plain',
};

/** How a record stands, in words: class, publication, objection, withdrawal by its source. */
export function RecordMarks({ record }: { record: RecordLine }) {
  const { say } = useWords();
  const { publicationState, item } = record;
  return (
    <span className="row">
      {record.class && <Tag>{say(`law.class_${record.class}`)}</Tag>}
      {item === 'penalty' && record.class === null && <Tag tone="warn">{say('records.state_class_unknown')}</Tag>}
      {publicationState && <Tag tone={TONE[publicationState]}>{say(`records.state_${publicationState}`)}</Tag>}
      {record.action === 'withdraw' && <Tag tone="note">{say('records.state_source_withdrawn')}</Tag>}
      {record.underObjection && <Tag tone="warn">{say('records.state_under_objection')}</Tag>}
    </span>
  );
}

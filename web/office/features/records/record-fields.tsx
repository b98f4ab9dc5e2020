import { Tag } from '../../../shared/tag.tsx';
import type { Field, RecordInFull } from '../../api/records.ts';
import { ValueText } from '../../ui/value-text.tsx';
import { useWords } from '../../words/index.ts';

/** What the newest version says. Of a sealed value nothing but its place. */
export function RecordFields({ record }: { record: RecordInFull }) {
  const { say } = useWords();
  return (
    <section className="panel stack">
      <h2>{say('records.fields', { version: record.history.length })}</h2>
      <dl className="facts">
        {record.fields.map((field) => (
          <FieldLine key={field.code} field={field} />
        ))}
      </dl>
    </section>
  );
}

function FieldLine({ field: { name, nameEn, value, disclosure, changed } }: { field: Field }) {
  const { say, either } = useWords();
  return (
    <>
      <dt>{either(name, nameEn)}</dt>
      <dd>
        {value === null ? (
          <Tag tone="note">{say(disclosure === 'sealed' ? 'records.sealed' : 'records.takenOut')}</Tag>
        ) : (
          <ValueText value={value} />
        )}{' '}
        {disclosure === 'internal' && <Tag>{say('records.internal')}</Tag>}
        {changed && <ChangedIn {...changed} />}
      </dd>
    </>
  );
}

/** Which version brought the value, whose file and row are told below, and what stood there before. */
function ChangedIn({ version, before }: NonNullable<Field['changed']>) {
  const { say } = useWords();
  return (
    <div className="quiet small">
      {say(before === null ? 'records.addedIn' : 'records.changedIn', { version })}
      {before !== null && <ValueText value={before} />}
    </div>
  );
}

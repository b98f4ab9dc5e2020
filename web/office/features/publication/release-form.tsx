import { Button } from 'antd';
import { releasePublication, type Sheet } from '../../api/publications.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { FieldText } from './field-text.tsx';
import { RefuseButton } from './refuse-button.tsx';
import { useSheetAct } from './use-sheet-act.ts';

/** What has been reviewed goes public by one more person. */
export function ReleaseForm({ sheet }: { sheet: Sheet }) {
  const { say, either } = useWords();
  const release = useSheetAct(sheet, (key) => releasePublication(sheet.recordId, sheet.version, key));
  return (
    <div className="panel stack">
      <h2>{say('publication.content')}</h2>
      <dl className="facts">
        {sheet.fields.map(({ code, name, value }) => (
          <FieldText key={code} name={either(name.zh, name.en)} value={value} places={[]} />
        ))}
      </dl>
      <p className="quiet small">{say('publication.secondPerson')}</p>
      <ProblemAlert error={release.error} />
      <div className="row">
        <Button type="primary" loading={release.isPending} onClick={() => release.mutate()}>
          {say('publication.release')}
        </Button>
        <RefuseButton sheet={sheet} />
      </div>
    </div>
  );
}

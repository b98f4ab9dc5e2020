import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { type Place, reviewPublication, type SettledPlace, type Sheet } from '../../api/publications.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { FieldText } from './field-text.tsx';
import { RefuseButton } from './refuse-button.tsx';
import { useSheetAct } from './use-sheet-act.ts';

const keyOf = ({ field, start, end }: Place) => `${field} ${start} ${end}`;

/** The review by a second person: each place of personal data settled, confidentiality confirmed, the finding where demanded. */
export function ReviewForm({ sheet, open }: { sheet: Sheet; open: boolean }) {
  const { say, either } = useWords();
  // A place is redacted unless a person says why it may stay. Reasons may quote the text, so no draft of them is kept.
  const [kept, setKept] = useState<Readonly<Record<string, string>>>({});
  const [confidential, setConfidential] = useState(false);
  const [finding, setFinding] = useState('');
  const review = useSheetAct(sheet, (key) =>
    reviewPublication(
      {
        recordId: sheet.recordId,
        version: sheet.version,
        confidentialityChecked: true,
        places: sheet.personalData.map((place) => settled(place, kept[keyOf(place)])),
        ...(sheet.needsFinding && { influenceFinding: finding }),
      },
      key,
    ),
  );
  useUnsentGuard(open && (finding !== '' || Object.keys(kept).length > 0));
  const complete = confidential && (!sheet.needsFinding || finding.trim().length >= 4);
  const keep = (place: Place, reason: string | undefined) =>
    setKept(({ [keyOf(place)]: _, ...others }) =>
      reason === undefined ? others : { ...others, [keyOf(place)]: reason },
    );

  return (
    <div className="panel stack">
      <h2>{say('publication.content')}</h2>
      <dl className="facts">
        {sheet.fields.map(({ code, name, value }) => (
          <FieldText
            key={code}
            name={either(name.zh, name.en)}
            value={value}
            places={sheet.personalData.filter(({ field }) => field === code)}
          />
        ))}
      </dl>
      {open && sheet.personalData.length > 0 && (
        <>
          <h2>{say('publication.personal')}</h2>
          <p className="quiet">{say('publication.personalHelp')}</p>
          {sheet.personalData.map((place) => (
            <div key={keyOf(place)} className="row">
              <mark lang="zh-CN">{textAt(sheet, place)}</mark>
              <Radio.Group
                aria-label={textAt(sheet, place)}
                value={keyOf(place) in kept ? 'keep' : 'redact'}
                onChange={({ target }) => keep(place, target.value === 'keep' ? '' : undefined)}
                options={[
                  { value: 'redact', label: say('publication.redact') },
                  { value: 'keep', label: say('publication.keep') },
                ]}
              />
              {keyOf(place) in kept && (
                <Input
                  className="keep-reason"
                  aria-label={say('publication.keepReason')}
                  placeholder={say('publication.keepReason')}
                  value={kept[keyOf(place)]}
                  onChange={({ target }) => keep(place, target.value)}
                />
              )}
            </div>
          ))}
        </>
      )}
      {open && sheet.needsFinding && (
        <div className="stack">
          <label htmlFor="finding">{say('publication.finding')}</label>
          <Input.TextArea
            id="finding"
            rows={3}
            maxLength={2000}
            value={finding}
            onChange={({ target }) => setFinding(target.value)}
          />
        </div>
      )}
      {open && (
        <>
          <Checkbox checked={confidential} onChange={({ target }) => setConfidential(target.checked)}>
            {say('publication.confidential')}
          </Checkbox>
          <p className="quiet small">{say('publication.secondPerson')}</p>
          <ProblemAlert error={review.error} />
          <div className="row">
            <Button type="primary" disabled={!complete} loading={review.isPending} onClick={() => review.mutate()}>
              {say('publication.review')}
            </Button>
            <RefuseButton sheet={sheet} />
          </div>
        </>
      )}
    </div>
  );
}

function settled({ field, start, end }: Place, reason: string | undefined): SettledPlace {
  const place = { field, start, end };
  return reason === undefined ? { ...place, outcome: 'redacted' } : { ...place, outcome: 'released', reason };
}

function textAt(sheet: Sheet, { field, start, end }: Place): string {
  return sheet.fields.find(({ code }) => code === field)?.value.slice(start, end) ?? '';
}

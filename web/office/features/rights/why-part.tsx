import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useId } from 'react';
import { explanationQuery, type RightsSearch, rightsQuery, type Seat, SLOTS, type Who } from '../../api/rights.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { Answer } from './answer.tsx';

type Change = { readonly [Name in keyof RightsSearch]?: RightsSearch[Name] | undefined };
type Props = { readonly seat: Seat; readonly search: RightsSearch; readonly onChange: (change: Change) => void };

/** One deed, where, and who had the matter in hand before; the answer changes as the question does. */
export function WhyPart({ seat, search, onChange }: Props) {
  const { say, either } = useWords();
  const id = useId();
  const deeds = useQuery(rightsQuery(seat)).data ?? [];
  const { deed, place = 'own' } = search;
  return (
    <section className="panel stack" aria-label={say('rights.why')}>
      <h2>{say('rights.why')}</h2>
      <p className="quiet small">{say('rights.whyHelp')}</p>
      <div className="field rights-deed">
        <label htmlFor={`${id}-deed`}>{say('rights.deed')}</label>
        <Select
          id={`${id}-deed`}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={say('rights.chooseDeed')}
          {...(deed !== undefined && { value: deed })}
          options={deeds.map((one) => ({ value: one.deed, label: either(one.name.zh, one.name.en) }))}
          onChange={(chosen: string) => onChange({ deed: chosen })}
        />
      </div>
      {deed !== undefined && <Asked seat={seat} search={search} deed={deed} />}
      <div className="rights-question">
        <div className="field">
          <span className="quiet">{say('rights.place')}</span>
          <Segmented
            aria-label={say('rights.place')}
            value={place}
            options={(['own', 'foreign'] as const).map((value) => ({ value, label: say(`rights.place_${value}`) }))}
            onChange={(chosen) => onChange({ place: chosen === 'foreign' ? chosen : undefined })}
          />
        </div>
        {SLOTS.map((slot) => (
          <div className="field" key={slot}>
            <span className="quiet">{say(`rights.${slot}`)}</span>
            <Segmented<Who | 'unknown'>
              aria-label={say(`rights.${slot}`)}
              value={search[slot] ?? 'unknown'}
              options={(['unknown', 'another', 'self'] as const).map((value) => ({
                value,
                label: say(`rights.who_${value}`),
              }))}
              onChange={(who) => onChange({ [slot]: who === 'unknown' ? undefined : who })}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

function Asked({ seat, search, deed }: { readonly seat: Seat; readonly search: RightsSearch; readonly deed: string }) {
  const history = Object.fromEntries(SLOTS.flatMap((slot) => (search[slot] ? [[slot, search[slot]]] : [])));
  const found = useQuery(explanationQuery({ ...seat, deed, place: search.place ?? 'own', history }));
  if (found.error) return <ProblemAlert error={found.error} />;
  return <div aria-live="polite">{found.data && <Answer explanation={found.data} />}</div>;
}

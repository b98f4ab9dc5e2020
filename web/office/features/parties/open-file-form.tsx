import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { type Capacity, inviteParty, type PartyLetter } from '../../api/parties.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { useWords } from '../../words/index.ts';
import { LetterSlip } from './letter-slip.tsx';
import { foundBy, isNamed, NOBODY, PartyFields, type PartyNamed } from './party-fields.tsx';

type Draft = PartyNamed & {
  readonly capacity: Capacity;
  readonly until: string | undefined;
  readonly holder: string;
  readonly shown: string;
};
const EMPTY: Draft = { ...NOBODY, capacity: 'representative', until: undefined, holder: '', shown: '' };
const OF_KIND = { code: ['representative', 'agent'], person: ['self', 'agent'] } as const;

/** A file of its own for a party that stands at the counter: who it is, who comes, which papers; then the letter. */
export function OpenFileForm() {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('open-file', EMPTY);
  const [letter, setLetter] = useState<{ readonly made: PartyLetter; readonly holder: string }>();
  const invite = useAct({
    work: inviteParty,
    done: 'parties.made',
    touches: ['parties'],
    onDone: (made) => {
      setLetter({ made, holder: draft.holder.trim() });
      change(EMPTY);
      clear();
    },
  });
  useUnsentGuard(draft.number !== '' || draft.shown !== '');
  const { kind, capacity, until } = draft;
  const [holder, shown] = [draft.holder.trim(), draft.shown.trim()];
  const complete =
    isNamed(draft) && holder.length >= 2 && shown.length >= 4 && (capacity !== 'agent' || until !== undefined);
  const send = () =>
    invite.mutate({
      ...foundBy(draft),
      capacity,
      ...(capacity === 'agent' && until !== undefined ? { until } : {}),
      holder,
      shown,
    });
  return (
    <section className="panel stack" aria-label={say('parties.open')}>
      <h2>{say('parties.open')}</h2>
      {letter ? (
        <LetterSlip letter={letter.made} holder={letter.holder} onDone={() => setLetter(undefined)} />
      ) : (
        <form
          className="stack open-file"
          onSubmit={(event) => {
            event.preventDefault();
            if (complete) send();
          }}
        >
          <p className="quiet small">{say('parties.openHelp')}</p>
          <div className="form-grid">
            <PartyFields
              party={draft}
              change={(party) =>
                change(party.kind ? { ...party, capacity: OF_KIND[party.kind][0], until: undefined } : party)
              }
            />
            <span id={`${id}-capacity`}>{say('parties.capacity')}</span>
            <Radio.Group
              aria-labelledby={`${id}-capacity`}
              value={capacity}
              onChange={({ target }) => change({ capacity: target.value as Capacity })}
              options={OF_KIND[kind].map((value) => ({ value, label: say(`parties.capacity_${value}`) }))}
            />
            {capacity === 'agent' && (
              <>
                <label htmlFor={`${id}-until`}>{say('parties.until')}</label>
                <DayInput id={`${id}-until`} value={until} min={today} onChange={(day) => change({ until: day })} />
              </>
            )}
            <label htmlFor={`${id}-holder`}>{say('parties.holder')}</label>
            <Input
              id={`${id}-holder`}
              autoComplete="off"
              maxLength={60}
              value={draft.holder}
              onChange={({ target }) => change({ holder: target.value })}
            />
            <WordsField
              label={say('parties.shown')}
              rows={2}
              most={500}
              value={draft.shown}
              onChange={(shown) => change({ shown })}
            />
          </div>
          <ProblemAlert error={invite.error} />
          <div className="row">
            <Button type="primary" htmlType="submit" disabled={!complete} loading={invite.isPending}>
              {say('parties.make')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

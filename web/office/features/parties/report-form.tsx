import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { makeReport, type ReportMade, reportPaper } from '../../api/parties.ts';
import { useMe } from '../../app/session.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useFileAddress } from '../../ui/use-file-address.ts';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { useWords } from '../../words/index.ts';
import { foundBy, isNamed, NOBODY, PartyFields } from './party-fields.tsx';

const EMPTY = { ...NOBODY, holder: '', shown: '', purpose: '', asOf: '' };
/** What is typed besides the party: the longest and the shortest that the server takes. */
const FIELDS = [
  ['holder', 60, 2],
  ['shown', 500, 4],
  ['purpose', 60, 2],
] as const;

/** The free credit report for a party that stands at the counter: who asked, by which papers, for what; then the paper. */
export function ReportForm() {
  const { say } = useWords();
  const { today } = useMe();
  const id = useId();
  const [draft, change, clear] = useMemoryDraft('counter-report', EMPTY);
  const [made, setMade] = useState<ReportMade>();
  const letter = useFileAddress(made?.letter);
  const make = useAct({
    work: makeReport,
    done: 'parties.reportMade',
    touches: [],
    onDone: (report) => {
      setMade(report);
      change(EMPTY);
      clear();
    },
  });
  useUnsentGuard(draft.number !== '' || draft.shown !== '');
  const complete = isNamed(draft) && FIELDS.every(([name, , least]) => draft[name].trim().length >= least);
  const { holder, shown, purpose, asOf } = draft;
  return (
    <form
      className="panel stack open-file"
      aria-label={say('parties.report')}
      onSubmit={(event) => {
        event.preventDefault();
        const given = { holder: holder.trim(), shown: shown.trim(), purpose: purpose.trim() };
        if (complete) make.mutate({ ...foundBy(draft), ...given, ...(asOf && { asOf }) });
      }}
    >
      <h2>{say('parties.report')}</h2>
      <p className="quiet small">{say('parties.reportHelp')}</p>
      <div className="form-grid">
        <PartyFields party={draft} change={change} />
        {FIELDS.map(([name, most]) => (
          <Line
            key={name}
            id={`${id}-${name}`}
            label={say(`parties.${name}`)}
            most={most}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        <label htmlFor={`${id}-asOf`}>{say('parties.asOf')}</label>
        <div>
          <DayInput id={`${id}-asOf`} value={asOf} max={today} onChange={(day) => change({ asOf: day ?? '' })} />
          <p className="quiet small">{say('parties.asOfHelp')}</p>
        </div>
      </div>
      <ProblemAlert error={make.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete} loading={make.isPending}>
          {say('parties.reportMake')}
        </Button>
        {made && (
          <a href={reportPaper(made)} download>
            {say('parties.reportPrint', { number: made.number })}
          </a>
        )}
        {made && letter && (
          <a href={letter} download={`${made.number}-letter.pdf`}>
            {say('parties.reportLetter')}
          </a>
        )}
      </div>
      {letter && <p role="status">{say('parties.reportLetterHelp')}</p>}
    </form>
  );
}

type LineProps = {
  readonly id: string;
  readonly label: string;
  readonly most: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
};
function Line({ id, label, most, value, onChange }: LineProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        autoComplete="off"
        maxLength={most}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../../shared/use-draft.ts';
import { Waiting } from '../../../../shared/waiting.tsx';
import { answerQuery, type Choices, choicesQuery, propose } from '../../../api/determinations.ts';
import type { RecordInFull } from '../../../api/records.ts';
import { useMe } from '../../../app/session.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ReasonLines } from '../../../ui/reason-lines.tsx';
import { useMemoryDraft } from '../../../ui/use-memory-draft.ts';
import { WordsField } from '../../../ui/words-field.tsx';
import { useWords } from '../../../words/index.ts';
import { useOpening } from '../use-opening.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { ContentsFields } from './contents-fields.tsx';
import { PersonPart } from './person-part.tsx';
import { askedOf, LEAST_REASON, NOTHING_SAID, type ProposalDraft } from './proposal-draft.ts';
import { UseSelect } from './use-select.tsx';

type Props = { readonly record: RecordInFull };

/** Proposes a determination on one effective decision. The answer of the law stands below before anything is sent. */
export function DeterminationForm({ record }: Props) {
  const choices = useQuery(choicesQuery);
  return (
    <>
      <ProblemAlert error={choices.error} />
      {choices.data ? <Proposal record={record} choices={choices.data} /> : !choices.error && <Waiting />}
    </>
  );
}

function Proposal({ record, choices }: Props & { readonly choices: Choices }) {
  const { say } = useWords();
  const id = useId();
  const { today } = useMe();
  const [draft, change, clear] = useMemoryDraft<ProposalDraft>(`propose ${record.id}`, {
    ...{ on: today, use: 'key_supervision', domain: '', termMonths: null, measures: [], refs: [] },
    supervision: NOTHING_SAID,
    ...{ person: null, role: '', roleFrom: '', roleUntil: '', reason: '' },
  });
  const { use, on } = draft;
  const asked = askedOf(record.id, draft);
  const answer = useQuery(answerQuery(asked));
  const reason = draft.reason.trim();
  const opening = useOpening(record.id, clear, (given: Parameters<typeof propose>[0], key) => propose(given, key));
  useUnsentGuard(draft.reason !== '' && !opening.isSuccess);
  const isComplete = on !== '' && reason.length >= LEAST_REASON && answer.data?.answer === 'allowed';
  const send = () => asked && isComplete && !opening.isPending && opening.mutate({ ...asked, on, reason });
  const ofPerson = use === 'responsible_person';
  return (
    <form
      className="panel stack"
      aria-label={say('determinations.propose')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {record.adverseCredit && <ReasonLines plain title={say('determinations.finding')} lines={record.adverseCredit} />}
      <UseSelect choices={choices} value={use} onChange={(chosen) => change({ use: chosen, measures: [], refs: [] })} />
      {ofPerson && <PersonPart draft={draft} onChange={change} />}
      <ContentsFields
        choices={choices}
        use={use}
        partyKind={ofPerson || record.subjectKind === 'person' ? 'natural_person' : record.subjectKind}
        draft={draft}
        onChange={change}
      />
      <div className="form-grid">
        <label htmlFor={`${id}-on`}>{say('determinations.on')}</label>
        <DayInput
          id={`${id}-on`}
          value={on}
          min={record.decidedOn}
          max={today}
          onChange={(day = '') => change({ on: day })}
        />
      </div>
      <WordsField
        label={say('determinations.reason')}
        rows={4}
        most={4000}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <AnswerPanel asked={asked} />
      <ProblemAlert error={opening.error} />
      <p className="quiet small">{say('determinations.nothingYet')}</p>
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isComplete} loading={opening.isPending}>
          {say('determinations.propose')}
        </Button>
      </div>
    </form>
  );
}

import { Alert, Button, Input, Select } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../shared/use-draft.ts';
import { type CaseInFull, takeStep, type Way } from '../../api/cases.ts';
import type { Tagged } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../ui/use-memory-draft.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';
import { RemediesTold } from './remedies-told.tsx';
import { StepDocuments } from './step-documents.tsx';
import { givenOf, isComplete, type StepDraft } from './step-draft.ts';
import { useCaseAct } from './use-case-act.ts';
import { RECEIPT, useSettled } from './use-settled.ts';

type Props = { readonly held: Tagged<CaseInFull>; readonly way: Way; readonly onDone: () => void };

/** The form of one step, made from what the server says that the step needs. What was typed stays until it is done. */
export function StepForm({ held: { data: one, tag }, way, onDone }: Props) {
  const { say, language } = useWords();
  const nameOf = useNames();
  const { today } = useMe();
  const id = useId();
  const known = useSettled(one.id, way);
  const [typed, change, clear] = useMemoryDraft<StepDraft>(`case ${one.id} ${way.step}`, {
    on: today,
    cause: way.causes.length === 1 ? way.causes[0]! : '',
    reason: '',
    digests: {},
  });
  const draft = known.servedOn === undefined ? typed : { ...typed, on: known.servedOn };
  const act = useCaseAct(
    tag,
    () => {
      clear();
      onDone();
    },
    (given: StepDraft, sending) => takeStep(one.id, givenOf(given, way, known.settled, one.after), sending),
  );
  useUnsentGuard(draft.reason !== '' && !act.isSuccess);
  const complete = isComplete(draft, way, known.settled);
  const send = () => complete && !act.isPending && act.mutate(draft);
  return (
    <form
      className="stack way-form"
      aria-label={nameOf(way.name)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="quiet">{nameOf(way.effect)}</p>
      {way.basis.length > 0 && <ArticleLinks refs={way.basis} on={today} />}
      <div className="form-grid">
        <label htmlFor={`${id}-on`}>{say('cases.on')}</label>
        <DayInput
          id={`${id}-on`}
          value={draft.on}
          {...(one.steps.length > 0 && { min: one.steps.at(-1)!.on })}
          max={today}
          onChange={(on = '') => change({ on })}
        />
        {way.stopsClock && (
          <>
            <label htmlFor={`${id}-cause`}>{say('cases.cause')}</label>
            <Select
              id={`${id}-cause`}
              value={draft.cause}
              onChange={(cause: string) => change({ cause })}
              options={way.causes.map((value) => ({ value, label: wordOf('cause', value, language) }))}
            />
          </>
        )}
        <StepDocuments
          one={one}
          way={way}
          known={known}
          digests={draft.digests}
          onChange={(digests) => change({ digests })}
        />
      </div>
      {way.documents.some((kind) => kind !== RECEIPT && !way.drafted.includes(kind)) && (
        <p className="quiet small">{say('cases.digestHelp')}</p>
      )}
      {way.remedies.length > 0 && <RemediesTold remedies={way.remedies} />}
      {way.publicReason && <Alert type="warning" showIcon title={say('cases.publicReason')} />}
      {(way.saysWhy || way.byParty) && (
        <>
          <label htmlFor={`${id}-reason`}>{say(way.saysWhy ? 'cases.reason' : 'cases.reasonIfAny')}</label>
          <Input.TextArea
            id={`${id}-reason`}
            rows={3}
            maxLength={4000}
            value={draft.reason}
            onChange={({ target }) => change({ reason: target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
            }}
          />
        </>
      )}
      <ProblemAlert error={act.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!complete || way.hindrance !== null} loading={act.isPending}>
          {nameOf(way.name)}
        </Button>
      </div>
    </form>
  );
}

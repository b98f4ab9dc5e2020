import { InputNumber } from 'antd';
import { useId } from 'react';
import { useWords } from '../../../words/index.ts';
import type { SupervisionDraft } from './proposal-draft.ts';

type Props = {
  readonly draft: SupervisionDraft;
  readonly termMonths: number | null;
  readonly onChange: (draft: SupervisionDraft) => void;
};

/** Of key supervision: how often is inspected, before and while it stands, and how soon it is looked at anew. */
export function SupervisionFields({ draft, termMonths, onChange }: Props) {
  const { say } = useWords();
  const id = useId();
  const { inspectionsBefore, inspectionsDuring, reviewMonths } = draft;
  const isChange = inspectionsBefore === null || inspectionsDuring === null || inspectionsDuring > inspectionsBefore;
  const isWithin = reviewMonths === null || termMonths === null || reviewMonths <= termMonths;
  return (
    <>
      <label htmlFor={`${id}-before`}>{say('determinations.inspectionsBefore')}</label>
      <InputNumber
        id={`${id}-before`}
        min={0}
        max={366}
        precision={0}
        value={inspectionsBefore}
        onChange={(value) => onChange({ ...draft, inspectionsBefore: value })}
      />
      <label htmlFor={`${id}-during`}>{say('determinations.inspectionsDuring')}</label>
      <span className="row">
        <InputNumber
          id={`${id}-during`}
          min={1}
          max={366}
          precision={0}
          value={inspectionsDuring}
          onChange={(value) => onChange({ ...draft, inspectionsDuring: value })}
        />
        {!isChange && <span className="quiet small">{say('determinations.inspectionsMore')}</span>}
      </span>
      <label htmlFor={`${id}-review`}>{say('determinations.reviewMonths')}</label>
      <span className="row">
        <InputNumber
          id={`${id}-review`}
          min={1}
          max={60}
          precision={0}
          value={reviewMonths}
          onChange={(value) => onChange({ ...draft, reviewMonths: value })}
        />
        <span className="quiet small">
          {say(isWithin ? 'determinations.reviewHelp' : 'determinations.reviewWithin')}
        </span>
      </span>
    </>
  );
}

import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import type { Choices, Use } from '../../../api/determinations.ts';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';
import { ArticleSelect } from './article-select.tsx';
import { longestMonths, type ProposalDraft } from './proposal-draft.ts';
import { SupervisionFields } from './supervision-fields.tsx';

type Part = Pick<ProposalDraft, 'domain' | 'termMonths' | 'measures' | 'refs' | 'supervision'>;
type Props = {
  readonly choices: Choices;
  readonly use: Use;
  /** The kind of party in the packs, by which measures can be chosen. */
  readonly partyKind: string;
  readonly draft: Part;
  readonly onChange: (part: Partial<Part>) => void;
};

/** How long, with which measures, on which articles; of a list its domain. All choices are those of the packs in use. */
export function ContentsFields({ choices, use, partyKind, draft, onChange }: Props) {
  const { say } = useWords();
  const nameOf = useNames();
  const id = useId();
  const longest = longestMonths(choices, use);
  const { levels = [] } = choices.uses.find((one) => one.use === use) ?? {};
  return (
    <div className="form-grid">
      {use === 'serious_list' && (
        <>
          <label htmlFor={`${id}-domain`}>{say('determinations.domain')}</label>
          <Select
            id={`${id}-domain`}
            value={draft.domain}
            onChange={(domain: string) => onChange({ domain })}
            options={choices.domains.map(({ code, name, open }) => ({
              value: code,
              label: nameOf(name),
              disabled: !open,
            }))}
          />
        </>
      )}
      <label htmlFor={`${id}-term`}>{say('determinations.term')}</label>
      <span className="row">
        <InputNumber
          id={`${id}-term`}
          min={1}
          max={longest ?? 60}
          precision={0}
          value={draft.termMonths}
          onChange={(termMonths) => onChange({ termMonths })}
        />
        <span className="quiet small">
          {longest === undefined ? say('determinations.termMonths') : say('determinations.termMost', { longest })}
        </span>
      </span>
      {use === 'key_supervision' && (
        <SupervisionFields
          draft={draft.supervision}
          termMonths={draft.termMonths}
          onChange={(supervision) => onChange({ supervision })}
        />
      )}
      <label htmlFor={`${id}-measures`}>{say('determinations.measures')}</label>
      <Select
        id={`${id}-measures`}
        mode="multiple"
        placeholder={say('determinations.measuresHint')}
        value={[...draft.measures]}
        onChange={(measures: string[]) => onChange({ measures })}
        options={choices.measures
          .filter(({ objectKinds }) => objectKinds.includes(partyKind))
          .map(({ code, name }) => ({ value: code, label: `${nameOf(name)}` }))}
      />
      <label htmlFor={`${id}-refs`}>{say('determinations.articles')}</label>
      <ArticleSelect id={`${id}-refs`} levels={levels} value={draft.refs} onChange={(refs) => onChange({ refs })} />
    </div>
  );
}

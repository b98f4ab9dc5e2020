import { Alert, Button, Input } from 'antd';
import { useId } from 'react';
import { useUnsentGuard } from '../../../../shared/use-draft.ts';
import type { Tagged } from '../../../api/client.ts';
import { type DocumentInFull, type Typed, writeDocument } from '../../../api/documents.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useMemoryDraft } from '../../../ui/use-memory-draft.ts';
import { useWords } from '../../../words/index.ts';
import { FactInput, FactText } from './fact-input.tsx';
import { MissingList } from './missing-list.tsx';
import { saidSoFar, toSend } from './said-so-far.ts';
import { useDocumentAct } from './use-document-act.ts';

type Props = { readonly held: Tagged<DocumentInFull>; readonly isOpen: boolean };

/** What the program knows, what an officer has to say, and the parts in the officer's own words. Each saving is a version. */
export function DocumentForm({ held: { data: document, tag }, isOpen }: Props) {
  const { say, either } = useWords();
  const id = useId();
  const said = saidSoFar(document);
  const [typed, change, clear] = useMemoryDraft<Typed>(`document ${document.id} ${document.version}`, said);
  const act = useDocumentAct(clear, (given: Typed, key) =>
    writeDocument(document.id, toSend(document, given), key, tag),
  );
  const isChanged = JSON.stringify(typed) !== JSON.stringify(said) || document.version === 1;
  useUnsentGuard(isOpen && JSON.stringify(typed) !== JSON.stringify(said) && !act.isSuccess);
  const known = document.facts.filter(({ from }) => from === 'case');
  const asked = document.facts.filter(({ from }) => from === 'officer');
  return (
    <form
      className="panel stack"
      aria-label={say('documents.text')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!act.isPending) act.mutate(typed);
      }}
    >
      <h2>{say('documents.text')}</h2>
      <MissingList document={document} />
      {document.unverified.length > 0 && (
        <Alert type="warning" showIcon title={say('documents.unverified', { count: document.unverified.length })} />
      )}
      {asked.map((field) => (
        <FactInput
          key={field.code}
          field={field}
          isOpen={isOpen}
          value={typed.facts[field.code]}
          onChange={(value) => change({ facts: { ...typed.facts, [field.code]: value } })}
        />
      ))}
      {document.words.map(({ part, heading, hint }) => (
        <div key={part} className="field">
          <label htmlFor={`${id}-${part}`}>
            <span lang="zh-CN">{heading ?? hint}</span>
          </label>
          {heading && (
            <span className="quiet small" lang="zh-CN">
              {hint}
            </span>
          )}
          <Input.TextArea
            id={`${id}-${part}`}
            rows={5}
            maxLength={20_000}
            disabled={!isOpen}
            value={typed.words[part] ?? ''}
            onChange={({ target }) => change({ words: { ...typed.words, [part]: target.value } })}
          />
        </div>
      ))}
      {known.length > 0 && (
        <details>
          <summary>{say('documents.known', { count: known.length })}</summary>
          <dl className="facts">
            {known.map((field) => (
              <FactText key={field.code} name={either(field.name.zh, field.name.en)} field={field} />
            ))}
          </dl>
        </details>
      )}
      <ProblemAlert error={act.error} />
      {isOpen && (
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={!isChanged} loading={act.isPending}>
            {say('documents.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

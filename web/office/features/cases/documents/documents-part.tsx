import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { CaseInFull } from '../../../api/cases.ts';
import { caseDocumentsQuery, type DocumentKind, draftDocument } from '../../../api/documents.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { useNames } from '../case-words.tsx';
import { DocumentState } from './document-state.tsx';
import { useDocumentAct } from './use-document-act.ts';

/** The documents that were made in the case, and those that may be. */
export function DocumentsPart({ one }: { one: CaseInFull }) {
  const { say } = useWords();
  const found = useQuery(caseDocumentsQuery(one.id));
  const kinds = found.data?.kinds.filter(({ may }) => may) ?? [];
  if (found.data?.documents.length === 0 && kinds.length === 0) return null;
  return (
    <section className="panel stack" aria-label={say('documents.title')}>
      <h2>{say('documents.title')}</h2>
      <ProblemAlert error={found.error} />
      {found.data?.documents.length === 0 && <p className="quiet">{say('documents.none')}</p>}
      <ul className="plain-list">
        {found.data?.documents.map((document) => (
          <li key={document.id} className="row">
            <Link to="/cases/$id/documents/$documentId" params={{ id: one.id, documentId: document.id }} lang="zh-CN">
              {document.title} {document.number}
            </Link>
            <DocumentState document={document} />
          </li>
        ))}
      </ul>
      {kinds.length > 0 && !one.final && <DraftForm one={one} kinds={kinds} />}
    </section>
  );
}

function DraftForm({ one, kinds }: { one: CaseInFull; kinds: readonly DocumentKind[] }) {
  const { say } = useWords();
  const nameOf = useNames();
  const navigate = useNavigate();
  const [kind, setKind] = useState('');
  const act = useDocumentAct(
    () => setKind(''),
    async (given: string, key) => {
      const { id: documentId } = await draftDocument(one.id, given, key);
      await navigate({ to: '/cases/$id/documents/$documentId', params: { id: one.id, documentId } });
    },
  );
  return (
    <div className="stack no-print">
      <ProblemAlert error={act.error} />
      <div className="row">
        <Select
          className="grow"
          aria-label={say('documents.kind')}
          placeholder={say('documents.kind')}
          value={kind || null}
          onChange={(chosen: string | null) => setKind(chosen ?? '')}
          options={kinds.map(({ kind: value, name }) => ({ value, label: nameOf(name) }))}
        />
        <Button disabled={kind === ''} loading={act.isPending} onClick={() => act.mutate(kind)}>
          {say('documents.draft')}
        </Button>
      </div>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import type { CaseInFull, Way } from '../../api/cases.ts';
import { DigestField } from '../../ui/digest-field.tsx';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';
import { DocumentState } from './documents/document-state.tsx';
import type { StepDraft } from './step-draft.ts';
import { RECEIPT, type useSettled } from './use-settled.ts';

type Props = {
  readonly one: CaseInFull;
  readonly way: Way;
  readonly known: ReturnType<typeof useSettled>;
  readonly digests: StepDraft['digests'];
  readonly onChange: (digests: StepDraft['digests']) => void;
};

/** The documents that a step needs: ours as made in the case, a service by its receipt, others by the digest of what came from outside. */
export function StepDocuments({ one, way, known, digests, onChange }: Props) {
  const { say } = useWords();
  const nameOf = useNames();
  return way.documents.map((kind) => {
    const name = one.documentNames[kind] ? nameOf(one.documentNames[kind]) : kind;
    const made = known.made(kind);
    if (made) {
      return (
        <div key={kind} className="in-grid">
          <span className="quiet">{name}</span>
          <span className="row">
            <Link to="/cases/$id/documents/$documentId" params={{ id: one.id, documentId: made.id }} lang="zh-CN">
              {made.title}
            </Link>
            <DocumentState document={made} />
          </span>
        </div>
      );
    }
    if (way.drafted.includes(kind) || kind === RECEIPT) {
      const isServed = kind === RECEIPT && known.servedOn !== undefined;
      return (
        <div key={kind} className="in-grid">
          <span className="quiet">{name}</span>
          {isServed && <span>{say('cases.servedOn', { day: known.servedOn! })}</span>}
          {!isServed && !known.isPending && (
            <span className="hindrance">{say(kind === RECEIPT ? 'cases.serveFirst' : 'cases.draftFirst')}</span>
          )}
        </div>
      );
    }
    return (
      <DigestField
        key={kind}
        label={name}
        value={digests[kind] ?? ''}
        expected={known.settled[kind]}
        onChange={(sha256) => onChange({ ...digests, [kind]: sha256 })}
      />
    );
  });
}

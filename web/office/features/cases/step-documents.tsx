import { Link } from '@tanstack/react-router';
import type { CaseInFull, Way } from '../../api/cases.ts';
import { DigestField } from '../../ui/digest-field.tsx';
import { useNames } from './case-words.tsx';
import { DocumentState } from './documents/document-state.tsx';
import type { StepDraft } from './step-draft.ts';
import type { useSettled } from './use-settled.ts';

type Props = {
  readonly one: CaseInFull;
  readonly way: Way;
  readonly known: ReturnType<typeof useSettled>;
  readonly digests: StepDraft['digests'];
  readonly onChange: (digests: StepDraft['digests']) => void;
};

/** The documents that a step needs: those made in the case by themselves, others by the digest of what came from outside. */
export function StepDocuments({ one, way, known, digests, onChange }: Props) {
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

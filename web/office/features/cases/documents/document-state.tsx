import { Tag, type Tone } from '../../../../shared/tag.tsx';
import type { DocumentLine } from '../../../api/documents.ts';
import { useWords } from '../../../words/index.ts';

export type Standing = 'withdrawn' | 'sealed' | 'signed' | 'printed' | 'incomplete' | 'drafted';
const TONE: Readonly<Record<Standing, Tone>> = {
  withdrawn: 'bad',
  sealed: 'good',
  signed: 'good',
  printed: 'note',
  incomplete: 'warn',
  drafted: 'plain',
};

/** How far a document has come. A paper of an older text is none: it is made anew. */
export function standingOf(document: DocumentLine): Standing {
  if (document.withdrawnOn) return 'withdrawn';
  if (document.seal) return 'sealed';
  if (document.signature) return 'signed';
  if (document.lacks > 0) return 'incomplete';
  return document.paper?.version === document.version ? 'printed' : 'drafted';
}

export function DocumentState({ document }: { document: DocumentLine }) {
  const { say } = useWords();
  const standing = standingOf(document);
  return <Tag tone={TONE[standing]}>{say(`documents.state_${standing}`, { lacks: document.lacks })}</Tag>;
}

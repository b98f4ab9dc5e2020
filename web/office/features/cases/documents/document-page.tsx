import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Tagged } from '../../../api/client.ts';
import { type DocumentInFull, documentQuery } from '../../../api/documents.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { minuteOf } from '../../../ui/beijing-time.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useWords } from '../../../words/index.ts';
import { DocumentForm } from './document-form.tsx';
import { DocumentState } from './document-state.tsx';
import { SigningPart } from './signing-part.tsx';
import './documents.css';
import { Waiting } from '../../../../shared/waiting.tsx';

const route = getRouteApi('/cases/$id/documents/$documentId');

/** One document of a case: what it says and lacks, its versions, its paper, signature and seal. */
export function DocumentPage() {
  const { say } = useWords();
  const { id, documentId } = route.useParams();
  const held = useQuery(documentQuery(documentId));
  return (
    <div className="page">
      <Link to="/cases/$id" params={{ id }}>
        {say('documents.backToCase')}
      </Link>
      {held.isPending && <Waiting />}
      <ProblemAlert error={held.error} />
      {held.data && <DocumentView key={documentId} held={held.data} />}
    </div>
  );
}

function DocumentView({ held }: { held: Tagged<DocumentInFull> }) {
  const { say } = useWords();
  const { data: document } = held;
  const { id, title, number, version, versions, basis, signature, withdrawnOn } = document;
  const written = versions.at(-1)?.writtenAt;
  const isOpen = signature === null && withdrawnOn === null;
  return (
    <>
      <div className="page-head">
        <h1 lang="zh-CN">
          {title}
          {number && ` ${number}`}
        </h1>
        <DocumentState document={document} />
      </div>
      <p className="row">
        <a href={`/api/v1/documents/${id}/html`} target="_blank" rel="noreferrer">
          {say('documents.readHtml')}
        </a>
        <a href={`/api/v1/documents/${id}/file?which=draft`} target="_blank" rel="noreferrer">
          {say('documents.readPdf')}
        </a>
        <span className="quiet">
          {say('documents.version', { version })} {written && ` · ${minuteOf(written)}`}
        </span>
      </p>
      <ArticleLinks refs={basis} />
      <div className="document-columns">
        <DocumentForm held={held} isOpen={isOpen} />
        <div className="stack">
          <SigningPart document={document} />
          <Versions document={document} />
        </div>
      </div>
    </>
  );
}

function Versions({ document: { versions } }: { document: DocumentInFull }) {
  const { say } = useWords();
  return (
    <section className="panel stack" aria-label={say('documents.versions')}>
      <h2>{say('documents.versions')}</h2>
      <ol className="plain-list">
        {versions.toReversed().map(({ version, writtenAt, lacks, textSha256 }) => (
          <li key={version} className="row">
            {say('documents.version', { version })} · {minuteOf(writtenAt)}
            {lacks > 0 && <span className="quiet">{say('documents.lacks', { lacks })}</span>}
            <span className="mono quiet small" title={textSha256}>
              {textSha256.slice(0, 12)}…
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

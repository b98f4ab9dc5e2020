import type { ReactNode } from 'react';
import type { DocumentInFull } from '../../../api/documents.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { minuteOf } from '../../../ui/beijing-time.ts';
import { useWords } from '../../../words/index.ts';

/** The paper, who signed it in which post with which factor, and its seal. */
export function SignatureFacts({ document: { id, paper, signature, seal, code } }: { document: DocumentInFull }) {
  const { say, either } = useWords();
  if (!paper) return null;
  const file = (which: 'paper' | 'sealed', word: 'documents.openPaper' | 'documents.openSealed') => (
    <a href={`/api/v1/documents/${id}/file?which=${which}`} target="_blank" rel="noreferrer">
      {say(word)}
    </a>
  );
  return (
    <dl className="facts">
      <Fact name={say('documents.paper')}>
        {paper.issuedOn} · {say('documents.pages', { pages: paper.pages })} · {file('paper', 'documents.openPaper')}
        <div className="mono quiet small">{paper.paperSha256}</div>
      </Fact>
      <Fact name={say('documents.verification')}>
        <span className="mono">{code}</span>
      </Fact>
      {signature && (
        <Fact name={say('documents.signature')}>
          {either(signature.post.zh, signature.post.en)} · {minuteOf(signature.signedAt)} ·{' '}
          {say(`documents.factor_${signature.factor}`)}
          <ArticleLinks refs={signature.basis} on={signature.signedOn} />
        </Fact>
      )}
      {seal && (
        <Fact name={say('documents.seal')}>
          <span lang="zh-CN">{seal.seal}</span> · {minuteOf(seal.sealedAt)} · {file('sealed', 'documents.openSealed')}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

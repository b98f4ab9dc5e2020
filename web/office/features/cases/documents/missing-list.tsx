import { Alert } from 'antd';
import type { DocumentInFull } from '../../../api/documents.ts';
import { ArticleLinks } from '../../../ui/article-link.tsx';
import { useWords } from '../../../words/index.ts';

/** What the document may not be without, and by which article: with any of it missing no paper is made. */
export function MissingList({ document }: { document: DocumentInFull }) {
  const { say } = useWords();
  const { missing } = document;
  if (missing.length === 0) return null;
  const lacking = [...new Set(missing.map(({ lacks }) => lacks))];
  const articles = [...new Set(missing.flatMap((one) => one.articles))];
  return (
    <Alert
      type="warning"
      showIcon
      title={say('documents.missing', { count: missing.length })}
      description={
        <>
          <ul className="plain-list">
            {lacking.map((code) => (
              <li key={code}>
                <Lacking code={code} document={document} />
              </li>
            ))}
          </ul>
          <ArticleLinks refs={articles} />
        </>
      }
    />
  );
}

/** A fact by its name, a part by its heading, which is Chinese as the document is. */
function Lacking({ code, document: { facts, words } }: { code: string; document: DocumentInFull }) {
  const { either } = useWords();
  const fact = facts.find((one) => one.code === code);
  if (fact) return either(fact.name.zh, fact.name.en);
  const part = words.find((one) => one.part === code);
  return <span lang="zh-CN">{part?.heading ?? part?.hint ?? code}</span>;
}

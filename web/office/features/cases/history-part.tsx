import type { CaseInFull, CaseStep } from '../../api/cases.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { minuteOf } from '../../ui/beijing-time.ts';
import { wordOf } from '../../words/codes.ts';
import { useWords } from '../../words/index.ts';
import { useNames } from './case-words.tsx';
import type { Seen } from './use-look.ts';

type Props = { readonly one: CaseInFull; readonly seen: Seen | undefined };

/** Who did what, when and in which post, on which documents and articles. */
export function HistoryPart({ one, seen }: Props) {
  const { say } = useWords();
  return (
    <section className="panel stack" aria-label={say('cases.history')}>
      <h2>{say('cases.history')}</h2>
      <ol className="moments">
        {one.steps.map((step) => (
          <li key={step.number} className="moment">
            <StepView one={one} step={step} seen={seen} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepView({ one, step, seen }: Props & { readonly step: CaseStep }) {
  const { say, language } = useWords();
  const nameOf = useNames();
  const { on, at, by, byMe, cause, documents, saysWhy, basis, told } = step;
  const reason = seen?.reason(step.number);
  return (
    <div className="stack-tight">
      <p>
        <strong>{nameOf(step.name)}</strong> <span className="quiet">→ {nameOf(step.toName)}</span>
      </p>
      <p className="quiet small">
        {on} · <span lang="zh-CN">{by.name}</span>
        {by.post && ` · ${nameOf(by.post)}`}
        {byMe && ` · ${say('cases.byMe')}`} · {say('cases.recordedAt', { at: minuteOf(at) })}
      </p>
      {cause && <p className="small">{say('cases.causeWas', { cause: wordOf('cause', cause, language) })}</p>}
      {saysWhy && (
        <p className="said">
          <span className="quiet">{say('cases.reasonWas')}</span>{' '}
          {reason === undefined ? (
            <span className="quiet">{say('cases.sealed')}</span>
          ) : (
            <span lang="zh-CN">{reason}</span>
          )}
        </p>
      )}
      {documents.length > 0 && (
        <ul className="plain-list small">
          {documents.map(({ kind, sha256 }) => (
            <li key={kind}>
              {one.documentNames[kind] ? nameOf(one.documentNames[kind]) : kind}{' '}
              <span className="mono quiet" title={sha256}>
                {sha256.slice(0, 12)}…
              </span>
            </li>
          ))}
        </ul>
      )}
      {told && told.organs > 0 && (
        <p className="small">{say('cases.told', { organs: told.organs, open: told.open })}</p>
      )}
      {basis.length > 0 && (
        <span className="small">
          <ArticleLinks refs={basis} on={on} />
        </span>
      )}
    </div>
  );
}

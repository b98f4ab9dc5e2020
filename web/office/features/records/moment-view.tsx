import type { Change, Moment } from '../../api/records.ts';
import { ArticleLinks } from '../../ui/article-link.tsx';
import { ReasonLines } from '../../ui/reason-lines.tsx';
import { valueWords, wordOf } from '../../words/codes.ts';
import { type Say, useWords } from '../../words/index.ts';

/** One thing that happened: in a sentence, by whom, by which rule and article, what it changed. */
export function MomentView({ moment }: { moment: Moment }) {
  const { say, either, language } = useWords();
  const { kind, by, articles, why, reason, rule, changes } = moment;
  const [fact] = changes;
  const told = say(`records.moment_${kind}`, {
    version: moment.version ?? '',
    value: shownValue(moment, say, language),
    rule: rule ? either(rule.name, rule.nameEn) : '',
    name: fact ? either(fact.name, fact.nameEn) : '',
  });
  return (
    <div className="stack-tight">
      <p>
        {told}
        {by && (
          <span className="quiet">
            {' · '}
            <span lang="zh-CN">{by}</span>
          </span>
        )}
      </p>
      {articles.length > 0 && <ArticleLinks refs={articles} on={moment.knownAt.slice(0, 10)} />}
      {reason && (
        <p className="quiet">
          {say('records.reasonGiven', { reason: '' })}
          <span lang="zh-CN">{reason}</span>
        </p>
      )}
      {kind === 'corrected' && changes.length > 0 && <Changes changes={changes} />}
      {why && <ReasonLines title={say('ui.derivation')} lines={why} plain />}
    </div>
  );
}

function shownValue({ kind, value }: Moment, say: Say, language: 'zh' | 'en'): string {
  if (value === null) return '';
  if (kind === 'publication_withdrawn') return wordOf('ground', value, language);
  if (kind === 'case_step') return wordOf('deed', value, language);
  if (value === 'minor' || value === 'general' || value === 'serious') return say(`law.class_${value}`);
  return value;
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const { say, either, language } = useWords();
  const shown = (value: string | null) => (value === null ? say('records.nothing') : valueWords(value, language));
  return (
    <dl className="facts small" aria-label={say('records.changes')}>
      {changes.map(({ code, name, nameEn, before, after }) => (
        <ChangeLine key={code} name={either(name, nameEn)} before={shown(before)} after={shown(after)} />
      ))}
    </dl>
  );
}

function ChangeLine({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd lang="zh-CN">
        <del>{before}</del> → <ins>{after}</ins>
      </dd>
    </>
  );
}

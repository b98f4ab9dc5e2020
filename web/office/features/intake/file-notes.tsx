import type { FileNote } from '../../api/batches.ts';
import { columnLetters } from '../../ui/column-letters.ts';
import { useWords } from '../../words/index.ts';
import { sentenceOf } from '../../words/refusals.ts';

/** What was passed over or read in a way of its own: hidden sheets, columns without a field, totals. Told before anything is confirmed. */
export function FileNotes({ notes }: { readonly notes: readonly FileNote[] }) {
  const { say, language } = useWords();
  if (notes.length === 0) return null;
  return (
    <section className="panel stack" aria-label={say('intake.notes')}>
      <h2>{say('intake.notes')}</h2>
      <ul className="problems">
        {notes.map((note) => {
          const { code, sheet, row, column, facts = {} } = note;
          return (
            <li key={JSON.stringify(note)}>
              {sheet !== '' && <span lang="zh-CN">{sheet} </span>}
              {row !== undefined && (
                <span className="mono">{`${column === undefined ? '' : columnLetters(column)}${row} `}</span>
              )}
              {sentenceOf(code, facts, language)}
              {typeof facts.heading === 'string' && (
                <>
                  {language === 'zh' ? '：' : ': '}
                  <span lang="zh-CN">{facts.heading}</span>
                </>
              )}{' '}
              <code className="mono quiet small">{code}</code>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

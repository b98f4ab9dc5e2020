import type { Column } from '../../../shared/data-table.tsx';
import { DataTable } from '../../../shared/data-table.tsx';
import { Tag, type Tone } from '../../../shared/tag.tsx';
import type { CellChange, RuleChange, Span } from '../../api/law.ts';
import { useWords, type WordKey } from '../../words/index.ts';
import { PARTS } from './parts.ts';
import { Chinese, SpanText } from './values.tsx';

const TONES: Record<RuleChange['direction'], Tone> = { kinder: 'good', harsher: 'bad', same: 'plain', other: 'warn' };
const KNOWN: readonly string[] = PARTS;

/** Rules that differ between two editions, each with its cells before and after. */
export function ChangesTable({ changes }: { changes: readonly RuleChange[] | undefined }) {
  const { say, either } = useWords();
  const columns: Column<RuleChange>[] = [
    {
      key: 'rule',
      title: say('law.rule'),
      width: '26%',
      cell: ({ name, nameEn, kind, code, pack }) => (
        <div className="stack-tight">
          <span>{either(name, nameEn)}</span>
          <span className="quiet small">
            {KNOWN.includes(kind) ? say(`law.part_${kind}` as WordKey) : kind} · {pack} ·{' '}
            <code className="mono">{code}</code>
          </span>
        </div>
      ),
    },
    { key: 'what', title: say('law.what'), width: 90, cell: ({ change }) => say(`law.change_${change}`) },
    {
      key: 'direction',
      title: say('law.direction'),
      width: 110,
      cell: ({ direction }) => <Tag tone={TONES[direction]}>{say(`law.direction_${direction}`)}</Tag>,
    },
    { key: 'cells', title: `${say('law.before')} → ${say('law.after')}`, cell: ({ cells }) => <Cells cells={cells} /> },
  ];
  return (
    <DataTable
      caption={say('law.changes')}
      rows={changes}
      rowKey={({ pack, kind, code }) => `${pack} ${kind} ${code}`}
      columns={columns}
      empty={say('law.noChanges')}
      pageSize={30}
    />
  );
}

function Cells({ cells }: { cells: readonly CellChange[] }) {
  const { say } = useWords();
  return (
    <ul className="cells">
      {cells.map(({ cell, before, after }) => (
        <li key={cell}>
          <code className="mono quiet small">{cell}</code>{' '}
          {before !== undefined && (
            <del>
              <Value text={before} />
            </del>
          )}
          {before !== undefined && ' → '}
          {after === undefined ? (
            <span className="quiet">{say('law.none')}</span>
          ) : (
            <ins>
              <Value text={after} />
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A length in words; all else as the pack writes it. */
function Value({ text }: { text: string }) {
  const [, count, unit] = /^(\d+) (workingDay|day|month|year)$/.exec(text) ?? [];
  if (count && unit) return <SpanText span={{ count: Number(count), unit: unit as Span['unit'] }} />;
  return <Chinese>{text}</Chinese>;
}

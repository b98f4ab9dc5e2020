import { Pagination, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Waiting } from './waiting.tsx';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly width?: number | string;
  readonly align?: 'right';
  /** Left out of the phone's cards: what the opened row shows anyway. */
  readonly desktopOnly?: boolean;
  readonly sorter?: (a: Row, b: Row) => number;
};

type Props<Row> = {
  readonly caption: string;
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Why there is nothing, in words. */
  readonly empty: string;
  readonly onOpen?: (row: Row) => void;
  /** The one that was come for: marked, and brought into view. */
  readonly marked?: string | undefined;
  readonly pageSize?: number;
  readonly showTotal?: (count: number) => string;
};

const NARROW = window.matchMedia('(max-width: 767px)');
const isNarrow = () => NARROW.matches;
function watchNarrow(changed: () => void): () => void {
  NARROW.addEventListener('change', changed);
  return () => NARROW.removeEventListener('change', changed);
}

/** Dense rows on a desk, cards on a phone. Rows that open do so by click and by Enter; arrows move between them. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const narrow = useSyncExternalStore(watchNarrow, isNarrow);
  const { rows, empty } = props;
  if (!rows) return <Waiting />;
  if (rows.length === 0) return <p className="empty-line">{empty}</p>;
  const shown = narrow ? <Cards {...props} rows={rows} /> : <Rows {...props} rows={rows} />;
  return props.marked === undefined ? shown : <IntoView key={props.marked}>{shown}</IntoView>;
}

/** Once, when it is there: whoever scrolls on is not called back. */
function IntoView({ children }: { children: ReactNode }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer a promise, which an effect must not.
    holder.current?.querySelector('.row-marked')?.scrollIntoView({ block: 'center' });
  }, []);
  return <div ref={holder}>{children}</div>;
}

type Given<Row> = Props<Row> & { readonly rows: readonly Row[] };

function Rows<Row extends object>(props: Given<Row>) {
  const { caption, rows, rowKey, columns, onOpen, marked, pageSize = 50, showTotal } = props;
  const shown = columns.map(
    ({ key, title, cell, width, align, sorter }): ColumnType<Row> => ({
      key,
      title,
      render: (_value, row) => cell(row),
      ...(width !== undefined && { width }),
      ...(align && { align }),
      ...(sorter && { sorter }),
    }),
  );
  return (
    <Table<Row>
      size="small"
      aria-label={caption}
      columns={shown}
      dataSource={rows}
      rowKey={rowKey}
      className="dense"
      rowClassName={(row) => (rowKey(row) === marked ? 'row-marked' : '')}
      pagination={
        rows.length <= pageSize ? false : { pageSize, showSizeChanger: false, ...(showTotal && { showTotal }) }
      }
      onRow={(row) =>
        onOpen
          ? {
              tabIndex: 0,
              'data-open': '',
              onClick: (event) => {
                if (isOfTheRow(event)) onOpen(row);
              },
              onKeyDown: (event) => onKey(event, row, onOpen),
            }
          : {}
      }
    />
  );
}

/** Not a click on a link or button inside the row, nor in a drawer that one of them opened. */
function isOfTheRow({ target, currentTarget }: MouseEvent<HTMLElement>): boolean {
  const clicked = target as HTMLElement;
  return currentTarget.contains(clicked) && !clicked.closest('a, button, input, label');
}

function onKey<Row>(event: KeyboardEvent<HTMLElement>, row: Row, onOpen: (row: Row) => void): void {
  if (event.target !== event.currentTarget) return;
  const to = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  const way = to[event.key as keyof typeof to];
  if (way) {
    event.preventDefault();
    (event.currentTarget[way] as HTMLElement | null)?.focus();
  } else if (event.key === 'Enter') onOpen(row);
}

function Cards<Row extends object>(props: Given<Row>) {
  const { caption, rows, rowKey, columns, onOpen, marked, pageSize = 25, showTotal } = props;
  const [page, setPage] = useState(1);
  const [first, ...rest] = columns;
  return (
    <>
      {showTotal && <p className="quiet small">{showTotal(rows.length)}</p>}
      <ul className="cards" aria-label={caption}>
        {rows.slice((page - 1) * pageSize, page * pageSize).map((row) => (
          <li key={rowKey(row)} className={rowKey(row) === marked ? 'card row-marked' : 'card'}>
            {first &&
              (onOpen ? (
                <button type="button" className="plain-button" onClick={() => onOpen(row)}>
                  {first.cell(row)}
                </button>
              ) : (
                <strong>{first.cell(row)}</strong>
              ))}
            <dl>
              {rest
                .filter(({ desktopOnly }) => !desktopOnly)
                .map(({ key, title, cell }) => (
                  <CardLine key={key} title={title} value={cell(row)} />
                ))}
            </dl>
          </li>
        ))}
      </ul>
      {rows.length > pageSize && (
        <Pagination
          size="small"
          current={page}
          pageSize={pageSize}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  );
}

function CardLine({ title, value }: { title: string; value: ReactNode }) {
  if (value === null || value === undefined || value === '' || value === false) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </>
  );
}

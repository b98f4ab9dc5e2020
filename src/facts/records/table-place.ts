/** Where one table of a file stands and which column bears which field. No value of any row. */
export type TableLayout = {
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly columns?: readonly { readonly at: number; readonly field: string; readonly heading: string }[];
};
/** The first table of a file, and those on further sheets of the same workbook. */
export type TablesLayout = TableLayout & { readonly more?: readonly TableLayout[] };

/** No sheet and no text file has as many rows. */
const TABLE_STEP = 10_000_000;

/** Counts the tables of a file as they come: what is added to the number of a row, so that each row of the file has a number of its own. */
export function tableBases(): (sheetIndex: number) => number {
  const bases = new Map<number, number>();
  return (sheetIndex) => {
    const known = bases.get(sheetIndex) ?? bases.size * TABLE_STEP;
    bases.set(sheetIndex, known);
    return known;
  };
}

/** Back from the number of a row to the row as its sheet numbers it, and to the table that it stands in. */
export function placeOf(
  rowNumber: number,
  layout: TablesLayout | null,
): { row: number; table: TableLayout | undefined } {
  const nth = Math.floor(rowNumber / TABLE_STEP);
  const table = nth === 0 ? (layout ?? undefined) : layout?.more?.[nth - 1];
  return { row: rowNumber % TABLE_STEP, table };
}

/** The name of the row's sheet where the file has several tables; null where the row alone says where it stands. */
export const sheetOf = (rowNumber: number, layout: TablesLayout | null): string | null =>
  layout?.more === undefined ? null : (placeOf(rowNumber, layout).table?.sheet ?? null);

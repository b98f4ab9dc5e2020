import type { StatisticsView } from '../../../web/portal/other-pages.ts';
import type { Count, Figures } from './portal-queries.ts';
import { withoutSmallCells } from './small-cells.ts';

/** The public figures: no cell smaller than `smallest`, none that could be computed from the rest. */
export function statisticsIn(figures: Figures, smallest: number, today: string): StatisticsView {
  const cellsOf = (counts: readonly Count[]) => {
    const named = counts.map(({ key, keyEn, count }) => ({ key: { zh: key, en: keyEn }, count }));
    const { cells, total } = withoutSmallCells(named, smallest);
    return { cells: cells.map(({ key, count }) => ({ name: key, count })), total };
  };
  return {
    today,
    smallest,
    penaltiesByOrgan: cellsOf(figures.penaltiesByOrgan),
    licencesByOrgan: cellsOf(figures.licencesByOrgan),
    penaltiesByKind: cellsOf(figures.penaltiesByKind).cells,
  };
}

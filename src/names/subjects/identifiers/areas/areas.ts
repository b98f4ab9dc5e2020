import { CURRENT } from './current.ts';
import { RETIRED } from './retired.ts';

/** `statistical`: used by statistics and some registers, not a code of GB/T 2260. */
export type AreaState = 'current' | 'retired' | 'statistical';

/** A division code (行政区划代码). The source gives no days: see SOURCE.md beside this file for what is known of intervals. */
export type Area = {
  readonly code: string;
  /** Empty for the few retired codes whose name the source does not give. */
  readonly name: string;
  readonly state: AreaState;
  /** Last month known to be in force (`current`), or first month known to be over (`retired`), `YYYY-MM`. */
  readonly seenOn: string;
  /** For a retired code: the codes that took over its territory; empty where the source names none. */
  readonly successors: readonly string[];
};

/** Accepted and flagged: no code of GB/T 2260 (law file 4.5). */
const STATISTICAL = '4111 71漯河经济技术开发区';
const SEEN_ON = '2026-04';
const ENTRY = /^(\d{2})([^>]*)(?:>([\d|]+))?$/;
/** Municipalities (直辖市) have districts where a province has cities. */
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);

let areas: ReadonlyMap<string, Area> | undefined;
let known: Uint8Array | undefined;

function readInto(table: Map<string, Area>, state: AreaState, lines: string): void {
  for (const line of lines.trim().split('\n')) {
    const [prefecture, ...entries] = line.split(' ');
    for (const entry of entries) {
      const [, suffix, name, successors] = ENTRY.exec(entry)!;
      const code = `${prefecture}${suffix}`;
      if (table.has(code)) continue; // a code given out anew is current
      table.set(code, { code, name: name!, state, seenOn: SEEN_ON, successors: successors?.split('|') ?? [] });
    }
  }
}

/** Every code known, read once. */
export function allAreas(): ReadonlyMap<string, Area> {
  if (!areas) {
    const table = new Map<string, Area>();
    readInto(table, 'current', CURRENT);
    readInto(table, 'retired', RETIRED);
    readInto(table, 'statistical', STATISTICAL);
    areas = table;
  }
  return areas;
}

export function findArea(code: string): Area | undefined {
  return allAreas().get(code);
}

/** As {@link findArea}, for loops over millions of codes: 0 unknown, 1 GB/T 2260 now or once, 2 statistical. `code`: six digits as a number. */
export function areaStanding(code: number): 0 | 1 | 2 {
  if (!known) {
    known = new Uint8Array(1_000_000);
    for (const area of allAreas().values()) known[Number(area.code)] = area.state === 'statistical' ? 2 : 1;
  }
  return (known[code] ?? 0) as 0 | 1 | 2;
}

/** The full name from the province down: 河南省漯河市源汇区. Unknown levels are left out. */
export function areaPath(code: string): string | undefined {
  const own = findArea(code);
  if (!own) return undefined;
  const levels = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((level) => level !== code);
  return [...levels.map((level) => findArea(level)?.name ?? ''), own.name].filter((name) => name !== '市辖区').join('');
}

/** The city, or the district of a municipality, that four digits mean in a lawyer's number (law file 3.10). */
export function findPlace(fourDigits: string): Area | undefined {
  const province = fourDigits.slice(0, 2);
  return MUNICIPALITIES.has(province) ? findArea(`${province}01${fourDigits.slice(2)}`) : findArea(`${fourDigits}00`);
}

/** Segments of PostgreSQL's log ahead (WAL) by name: 8 digits timeline, 8 digits log, 8 digits segment, hexadecimal. */
export const SEGMENT = /^[0-9A-F]{24}$/;

/** The name of the next segment of the same timeline. */
export function nextSegment(name: string, segmentBytes: number): string {
  const perLog = 2 ** 32 / segmentBytes;
  const number = Number.parseInt(name.slice(8, 16), 16) * perLog + Number.parseInt(name.slice(16), 16) + 1;
  const digits = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
  return name.slice(0, 8) + digits(Math.floor(number / perLog)) + digits(number % perLog);
}

/** The segments from `first` up to, and without, `before`. */
export function segmentsBetween(first: string, before: string, segmentBytes: number): string[] {
  const names: string[] = [];
  for (let name = first; name < before && name.slice(0, 8) === before.slice(0, 8); ) {
    names.push(name);
    name = nextSegment(name, segmentBytes);
  }
  return names;
}

/** How far the kept segments reach without a gap from `first`; undefined where even that one is missing. */
export function lastWithoutGap(kept: ReadonlySet<string>, first: string, segmentBytes: number): string | undefined {
  let last: string | undefined;
  for (let name = first; kept.has(name); name = nextSegment(name, segmentBytes)) last = name;
  return last;
}

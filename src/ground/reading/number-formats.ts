/** Formats that Excel knows by number alone (ECMA-376 part 1, 18.8.30), those of the Chinese edition among them. */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Whether numbers of this format are shown as days. A mere time of day is not one. */
export function showsDays(formatId: number, formatCode?: string): boolean {
  if (formatCode === undefined) return BUILT_IN_DAYS.has(formatId);
  const tokens = formatCode
    .slice(0, 255) // as long as Excel lets one be
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general|g\/通用格式/gi, '');
  return /[yde年日]/i.test(tokens) && !/[0#?]/.test(tokens.replace(/[.,]0+/g, ''));
}

/** `YYYY-MM-DD`, with `THH:MM:SS` where there is a time of day; undefined where the number is no day of a calendar. */
export function momentOf(serial: number, epoch1904: boolean): string | undefined {
  if (!(serial >= 1) || serial > 2_958_465) return undefined;
  // Excel's 1900 has a 29 February that never was: serials before it lie one day later than the count says.
  const days = epoch1904 || serial >= 61 ? serial : serial + 1;
  const instant = new Date((epoch1904 ? EPOCH_1904 : EPOCH_1900) + Math.round((days * DAY_MS) / 1000) * 1000);
  const text = instant.toISOString();
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19);
}

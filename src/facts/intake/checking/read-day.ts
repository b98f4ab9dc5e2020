import type { Cell } from '../../../ground/reading/cell.ts';
import { momentOf } from '../../../ground/reading/number-formats.ts';
import { isPlaceholder, type ValueReader } from './read-text.ts';
import type { RowInHand } from './row-in-hand.ts';

const DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  '○': '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
const WRITTEN = /^(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*[-/.月\s]\s*(\d{1,2})\s*日?(?:[T\s]*(\d{1,2}[:时点].*))?$/;
const CHINESE = /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/;
/** In characters; the longest way to write a day and a time has under 40. */
const LONGEST = 60;
const LONG_TERM = /^(长期|永久|长期有效|无固定期限)$/;
/** How the standard writes "without end" (law file 2.7). */
export const LONG_TERM_DAY = '2099-12-31';

/**
 * A day as `YYYY-MM-DD`, from `2024/05/03`, `2024-5-3`, `2024.5.3`, `2024年5月3日`, `二〇二四年五月三日`, `20240503`, a serial
 * number of a spreadsheet, each with or without a time. `3/5/2024` is never guessed.
 */
export function dayReader(epoch1904: boolean): ValueReader {
  return (cell, row) => {
    if (typeof cell !== 'string') return sheetDay(cell, row, epoch1904);
    return plainDay(cell) ?? writtenDay(cell, row);
  };
}

/** `2024-05-03` and `2024/05/03`, which is nearly all of them, without a regular expression. */
function plainDay(text: string): string | undefined {
  if (text.length !== 10) return undefined;
  const mark = text.charCodeAt(4);
  if ((mark !== 0x2d && mark !== 0x2f) || text.charCodeAt(7) !== mark) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return mark === 0x2d ? text : `${text.slice(0, 4)}-${text.slice(5, 7)}-${text.slice(8)}`;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function sheetDay(cell: Exclude<Cell, string>, row: RowInHand, epoch1904: boolean): string | undefined {
  if (cell.kind === 'moment') {
    if (cell.text.length > 10) row.tell('day.time_dropped');
    return inRange(cell.text.slice(0, 10), row);
  }
  return cell.kind === 'number' ? numberDay(cell.number ?? 0, row, epoch1904) : writtenDay(cell.text.trim(), row);
}

function numberDay(number: number, row: RowInHand, epoch1904: boolean): string | undefined {
  if (Number.isInteger(number) && number >= 19_000_101 && number <= 21_001_231) return writtenDay(String(number), row);
  // Serials below 366 are more likely a year's day, a month or a slip than a day of 1900.
  const moment = number > 366 && number < 73_051 ? momentOf(number, epoch1904) : undefined;
  if (!moment) return refuse('E04.unreadable', row);
  row.tell('day.from_serial');
  return moment.slice(0, 10);
}

function writtenDay(typed: string, row: RowInHand): string | undefined {
  // Patterns with gaps are only for short text: thousands of blanks between two digits would take seconds.
  if (typed.length > LONGEST) return refuse('E04.unreadable', row);
  const text = typed.normalize('NFKC').trim();
  if (isPlaceholder(text, row)) return undefined;
  if (LONG_TERM.test(text)) {
    row.tell('day.long_term_word');
    return LONG_TERM_DAY;
  }
  if (/^\d{8}$/.test(text)) return existing(text.slice(0, 4), text.slice(4, 6), text.slice(6), row);
  if (/^\d{5}(\.\d+)?$/.test(text)) return numberDay(Number(text), row, false);
  const written = WRITTEN.exec(text);
  if (written) {
    if (written[4] && !/^0?0[:时点][0:分秒.\s]*$/.test(written[4])) row.tell('day.time_dropped');
    return existing(written[1]!, written[2]!, written[3]!, row);
  }
  const chinese = CHINESE.exec(text);
  if (chinese) return existing(eachDigit(chinese[1]!), counted(chinese[2]!), counted(chinese[3]!), row);
  return refuse(faultOf(text), row);
}

function faultOf(text: string): string {
  if (/^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$/.test(text) || /^\d{4}年?$/.test(text) || /^\d{6}$/.test(text))
    return 'E04.incomplete';
  if (/^\d{1,2}[-/.年]\d{1,2}[-/.月](\d{2}|\d{4})日?(\s.*)?$/.test(text)) return 'E04.ambiguous';
  return 'E04.unreadable';
}

function eachDigit(text: string): string {
  return [...text].map((character) => DIGITS[character]).join('');
}

/** 二十三 → 23. */
function counted(text: string): string {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const left = text.includes('十') ? Number(DIGITS[tens!] ?? 1) * 10 : 0;
  return String(left + Number(DIGITS[ones!] ?? 0));
}

function existing(year: string, month: string, day: string, row: RowInHand): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== text)
    return refuse('E04.no_such_day', row);
  return inRange(text, row);
}

function inRange(day: string, row: RowInHand): string | undefined {
  return day >= '1900-01-01' && day <= '2100-12-31' ? day : refuse('E04.out_of_range', row);
}

function refuse(code: string, row: RowInHand): undefined {
  row.tell(code);
  return undefined;
}

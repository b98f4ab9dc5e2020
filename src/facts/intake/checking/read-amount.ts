import type { Cell } from '../../../ground/reading/cell.ts';
import { isPlaceholder, type ValueReader } from './read-text.ts';
import type { RowInHand } from './row-in-hand.ts';

/** Over this many units of 10,000 yuan (ten thousand million yuan) a clerk most likely wrote yuan. Ours, not the standard's. */
const YUAN_SUSPECTED = 1_000_000;
/** In characters. */
const LONGEST = 60;
const PLAIN = /^\d{1,12}(?:\.\d{1,6})?$/;
const WRITTEN = /^([¥￥])?\s*(-)?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?\s*(万元|元|万)?(?:整|正|人民币)?$/;
const WORDS = /[零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千]/;

/**
 * An amount in units of 10,000 yuan (万元), N(18,6), as exact decimal text without idle zeros: `0.5`, `12`. Yuan is never
 * turned into 万元 for the clerk: who sends the figure answers for its unit.
 */
export function amountReader(isInYuan: boolean): ValueReader {
  return (cell, row) => {
    if (isInYuan) return refuse('amount.in_yuan', row);
    const amount = typeof cell !== 'string' && cell.kind === 'number' ? numberAmount(cell, row) : textAmount(cell, row);
    if (amount !== undefined && amount.length > 6 && Number(amount) > YUAN_SUSPECTED) {
      row.tell('amount.yuan_suspected', { limit: YUAN_SUSPECTED });
    }
    return amount;
  };
}

/** A double cannot hold 0.1: it is put right to six decimals, and refused when it meant more of them. */
function numberAmount(cell: Exclude<Cell, string>, row: RowInHand): string | undefined {
  const number = cell.number ?? 0;
  if (number < 0) return refuse('amount.negative', row);
  if (number >= 1e12) return refuse('E02.amount_size', row);
  const rounded = Number(number.toFixed(6));
  if (Math.abs(number - rounded) > Math.max(1e-9, number * 1e-12)) return refuse('E02.decimals', row);
  return withoutIdleZeros(number.toFixed(6));
}

function textAmount(cell: Cell, row: RowInHand): string | undefined {
  const typed = typeof cell === 'string' ? cell : cell.text;
  if (PLAIN.test(typed)) return withoutIdleZeros(typed);
  if (typed.length > LONGEST) return refuse('amount.unreadable', row);
  const text = typed.normalize('NFKC').trim();
  if (isPlaceholder(text, row)) return undefined;
  const found = WRITTEN.exec(text);
  if (!found || (found[3] === undefined && found[4] === undefined)) {
    return refuse(WORDS.test(text) ? 'amount.in_words' : 'amount.unreadable', row);
  }
  const [, , minus, whole = '0', decimals = '', unit] = found;
  if (minus) return refuse('amount.negative', row);
  if (unit === '元') return refuse('amount.in_yuan', row);
  if (unit) row.tell('amount.unit_written');
  return fitted(whole.replaceAll(',', '').replace(/^0+(?=\d)/, ''), decimals.replace(/0+$/, ''), row);
}

function fitted(whole: string, decimals: string, row: RowInHand): string | undefined {
  if (whole.length > 12) return refuse('E02.amount_size', row);
  if (decimals.length > 6) return refuse('E02.decimals', row);
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

function withoutIdleZeros(text: string): string {
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return plain.length > 1 && plain.charCodeAt(0) === 0x30 && plain[1] !== '.' ? plain.replace(/^0+(?=\d)/, '') : plain;
}

function refuse(code: string, row: RowInHand): undefined {
  row.tell(code);
  return undefined;
}

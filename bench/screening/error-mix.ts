/** The slips of people who write a name down: the mix on which everything in this benchmark is measured. */
import { inventBrand, nameOf, type Parts, type Tables } from './name-parts.ts';
import type { Random } from './random.ts';

/** Kind → share in the mix, in hundredths. */
export const ERROR_MIX = {
  traditional: 6,
  width: 4,
  blanks: 4,
  regionDropped: 7,
  regionOtherwise: 9,
  formDropped: 5,
  formSwapped: 5,
  abbreviation: 9,
  homophone: 12,
  lookAlike: 10,
  characterLost: 6,
  characterAdded: 5,
  charactersSwapped: 4,
  order: 3,
  twoAtOnce: 11,
} as const;
export type ErrorKind = keyof typeof ERROR_MIX;
const KINDS = Object.keys(ERROR_MIX) as ErrorKind[];
const SHARES = Object.values(ERROR_MIX);

const OTHER_FORMS = ['有限公司', '有限责任公司', '股份有限公司', '公司'];

/** Changes one character at a random place of brand, trade or (seldom) place; undefined when none there can be changed. */
function changeCharacter(
  parts: Parts,
  random: Random,
  change: (text: string, at: number) => string | undefined,
): Parts | undefined {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const field = (['brand', 'trade', 'place'] as const)[random.weighted([60, 32, 8])]!;
    const text = parts[field];
    if (text.length < 2) continue;
    const changed = change(text, random.below(text.length));
    if (changed !== undefined && changed !== text) return { ...parts, [field]: changed };
  }
  return undefined;
}

function replaceAt(text: string, at: number, char: string | undefined): string | undefined {
  return char === undefined ? undefined : text.slice(0, at) + char + text.slice(at + 1);
}

function otherwise({ region: { chain } }: Parts, tables: Tables, random: Random): string {
  const last = chain.at(-1)!;
  const ways = [
    last,
    tables.shortPlace(last),
    chain.length > 1 ? chain.at(-2)! + last : last,
    chain.length > 1 ? tables.shortPlace(chain.at(-2)!) + tables.shortPlace(last) : last,
    chain[0]! + (chain.length > 1 ? last : ''),
    tables.shortPlace(chain[0]!) + (chain.length > 1 ? tables.shortPlace(last) : ''),
  ];
  return random.pick(ways);
}

/**
 * Cuts the trade to its first word or away, and the place to its short name or away, but never both away: a brand alone has
 * many bearers and no right answer.
 */
function abbreviate(parts: Parts, tables: Tables, random: Random): Parts {
  const place = random.chance(0.5) ? '' : tables.shortPlace(parts.place);
  const trade = place === '' || random.chance(0.5) ? parts.trade.slice(0, 2) : '';
  return { ...parts, place, trade, form: '', placeInBrackets: false };
}

/** What one slip makes of the parts; undefined when it does not apply. Slips of writing alone are made by {@link rewrite}. */
function slip(kind: ErrorKind, parts: Parts, tables: Tables, random: Random): Parts | undefined {
  switch (kind) {
    case 'regionDropped':
      return { ...parts, place: '', placeInBrackets: false };
    case 'regionOtherwise': {
      const place = otherwise(parts, tables, random);
      return place === parts.place ? undefined : { ...parts, place };
    }
    case 'formDropped':
      return parts.branch === '' ? { ...parts, form: '' } : undefined;
    case 'formSwapped':
      return { ...parts, form: random.pick(OTHER_FORMS.filter((form) => form !== parts.form)) };
    case 'abbreviation':
      return parts.branch === '' && parts.trade !== '' ? abbreviate(parts, tables, random) : undefined;
    case 'homophone':
      return changeCharacter(parts, random, (text, at) => replaceAt(text, at, tables.homophone(text[at]!, random)));
    case 'lookAlike':
      return changeCharacter(parts, random, (text, at) => replaceAt(text, at, tables.lookAlike(text[at]!, random)));
    case 'characterLost':
      return changeCharacter(parts, random, (text, at) => text.slice(0, at) + text.slice(at + 1));
    case 'characterAdded':
      return changeCharacter(
        parts,
        random,
        (text, at) => text.slice(0, at) + inventBrand(tables, random)[0] + text.slice(at),
      );
    case 'charactersSwapped':
      return changeCharacter(parts, random, (text, at) =>
        at + 1 < text.length ? text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2) : undefined,
      );
    case 'order':
      return parts.place === '' ? undefined : { ...parts, placeInBrackets: !parts.placeInBrackets };
    default:
      return parts;
  }
}

function widen(text: string): string {
  return text
    .replace(/[A-Za-z0-9]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
    .replaceAll('（', '(')
    .replaceAll('）', ')');
}

function rewrite(kind: ErrorKind, name: string, tables: Tables, random: Random): string {
  if (kind === 'traditional') return tables.traditional(name);
  if (kind === 'width') return widen(name).replace(/[()]/g, (b) => (random.chance(0.5) ? b : b === '(' ? '（' : '）'));
  if (kind !== 'blanks') return name;
  const at = 1 + random.below(name.length - 1);
  return name.slice(0, at) + random.pick([' ', '　', '·', '-', '  ']) + name.slice(at);
}

export type Misspelt = { readonly text: string; readonly kind: ErrorKind };

/** The name as somebody might write it; always different from the registered one. */
export function misspell(parts: Parts, tables: Tables, random: Random): Misspelt {
  const own = nameOf(parts);
  for (;;) {
    const kind = KINDS[random.weighted(SHARES)]!;
    const kinds = kind === 'twoAtOnce' ? [singleKind(random), singleKind(random)] : [kind];
    let changed: Parts | undefined = parts;
    for (const one of kinds) changed = changed && slip(one, changed, tables, random);
    if (!changed) continue;
    let text = nameOf(changed);
    for (const one of kinds) text = rewrite(one, text, tables, random);
    if (text !== own && text.length > 2) return { text, kind };
  }
}

function singleKind(random: Random): ErrorKind {
  return KINDS[random.weighted(SHARES.slice(0, -1))]!;
}

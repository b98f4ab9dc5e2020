/** What an invented organisation is made of, and the tables a generator draws from. */
import type { Random } from './random.ts';

export type Region = {
  /** The chain from province to county, full names: ['河南省', '漯河市', '临颍县']. */
  readonly chain: readonly string[];
};

/** An invented organisation, kept in parts so that a slip can be put where it belongs. */
export type Parts = {
  readonly region: Region;
  /** How the registered name says the region: one or two members of the chain, full or short. */
  readonly place: string;
  readonly brand: string;
  readonly trade: string;
  readonly form: string;
  /** Text after the form; empty for most. */
  readonly branch: string;
  readonly placeInBrackets: boolean;
};

export type Tables = {
  readonly regions: readonly Region[];
  /** Brand characters with their weights. */
  readonly brandChars: readonly string[];
  readonly brandWeights: readonly number[];
  readonly trades: readonly string[];
  readonly genericTrades: readonly string[];
  /** Sound of a character → characters of the same sound; undefined when there is none. */
  readonly homophone: (char: string, random: Random) => string | undefined;
  readonly lookAlike: (char: string, random: Random) => string | undefined;
  readonly traditional: (text: string) => string;
  readonly shortPlace: (name: string) => string;
};

const FORMS: readonly (readonly [string, number])[] = [
  ['有限公司', 55],
  ['有限责任公司', 14],
  ['股份有限公司', 4],
  ['集团有限公司', 2],
  ['厂', 6],
  ['商店', 3],
  ['经营部', 3],
  ['专业合作社', 4],
  ['农民专业合作社', 2],
  ['律师事务所', 2],
  ['合伙企业（有限合伙）', 1],
  ['中心', 2],
  ['超市', 2],
];
const BRANCH_SHARE = 0.06;
const BRANCH_ENDS = ['分公司', '营业部', '办事处', '分店', '第一门市部'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function inventBrand(tables: Tables, random: Random): string {
  if (random.chance(0.03)) {
    return Array.from({ length: 2 + random.below(3) }, () => LETTERS[random.below(26)]).join('');
  }
  const length = 2 + random.weighted([70, 22, 8]);
  return Array.from({ length }, () => tables.brandChars[random.weighted(tables.brandWeights)]!).join('');
}

export function inventTrade(tables: Tables, random: Random): string {
  const kind = random.weighted([60, 25, 15]);
  if (kind === 0) return random.pick(tables.trades);
  if (kind === 1) return random.pick(tables.trades) + random.pick(tables.genericTrades);
  return random.pick(tables.genericTrades);
}

/** How a registered name says its region: mostly the city or the county, seldom the province alone or a chain. */
export function sayRegion({ chain }: Region, tables: Tables, random: Random): string {
  const last = chain[chain.length - 1]!;
  const said = random.weighted([62, 20, 18]);
  if (said === 1 && chain.length > 1) return chain[chain.length - 2]! + last;
  if (said === 2) return tables.shortPlace(chain[0]!);
  return random.chance(0.65) ? last : tables.shortPlace(last);
}

export function invent(tables: Tables, random: Random): Parts {
  const region = random.pick(tables.regions);
  const form = FORMS[random.weighted(FORMS.map(([, weight]) => weight))]![0];
  const law = form === '律师事务所';
  const branch = random.chance(BRANCH_SHARE)
    ? tables.shortPlace(random.pick(tables.regions).chain.at(-1)!) + random.pick(BRANCH_ENDS)
    : '';
  return {
    region,
    place: sayRegion(region, tables, random),
    brand: inventBrand(tables, random),
    trade: law ? '' : inventTrade(tables, random),
    form,
    branch,
    placeInBrackets: random.chance(0.05),
  };
}

export function nameOf({ place, brand, trade, form, branch, placeInBrackets }: Parts): string {
  return placeInBrackets ? `${brand}（${place}）${trade}${form}${branch}` : place + brand + trade + form + branch;
}

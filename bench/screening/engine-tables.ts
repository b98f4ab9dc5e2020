/** The first set: drawn from the very tables that the engine reads (regions, sounds, looks, trades, how common a character is). */
import { shortPlaceName } from '../../src/names/screening/place-names.ts';
import { tableRows } from '../../src/names/screening/tables.ts';
import type { Region, Tables } from './name-parts.ts';
import type { Random } from './random.ts';

function regions(): Region[] {
  const names = new Map<string, string>();
  for (const [name, codes] of tableRows('places')) {
    if (name!.endsWith('地区') || name!.includes('（')) continue; // nearly all of them are retired
    // The first code is the present one where a division still stands; retired ones are left to the engine.
    for (const code of codes!.split('|')) if (!names.has(code)) names.set(code, name!);
  }
  const result: Region[] = [];
  for (const [code, name] of names) {
    const [province, city] = [names.get(`${code.slice(0, 2)}0000`), names.get(`${code.slice(0, 4)}00`)];
    if (!province || Number(code) >= 710000) continue;
    if (code.endsWith('0000')) result.push({ chain: [name] });
    else if (code.endsWith('00')) result.push({ chain: [province, name] }, { chain: [province, name] });
    else result.push({ chain: city ? [province, city, name] : [province, name] });
  }
  return result;
}

function bySound(): (char: string, random: Random) => string | undefined {
  const common = new Set(tableRows('rarity').flatMap(([, chars]) => [...chars!]));
  const groups = new Map<string, string[]>();
  for (const [, chars] of tableRows('sounds')) {
    const group = [...chars!].filter((char) => common.has(char));
    for (const char of group) groups.set(char, group);
  }
  return (char, random) => {
    const others = (groups.get(char) ?? []).filter((other) => other !== char);
    return others.length === 0 ? undefined : random.pick(others);
  };
}

function byLook(): (char: string, random: Random) => string | undefined {
  const looks = new Map(tableRows('looks').map(([char, others]) => [char!, [...others!].slice(0, 4)]));
  return (char, random) => {
    const others = looks.get(char);
    return others ? random.pick(others) : undefined;
  };
}

export function engineTables(): Tables {
  const trades = new Map(tableRows('trades').map(([kind, words]) => [kind!, words!.split(' ')]));
  const levels = tableRows('rarity');
  const brandChars = levels.flatMap(([, chars]) => [...chars!]);
  // A brand is made of common characters far more often than of rare ones.
  const brandWeights = levels.flatMap(([level, chars]) => [...chars!].map(() => [24, 12, 5, 1][Number(level)]!));
  const toTraditional = new Map<string, string>();
  const pairs = tableRows('fold')[0]![0]!;
  for (let i = 0; i + 1 < pairs.length; i += 2) toTraditional.set(pairs[i + 1]!, pairs[i]!);
  return {
    regions: regions(),
    brandChars,
    brandWeights,
    trades: trades.get('trade')!.filter((word) => word.length > 1),
    genericTrades: trades.get('generic')!.filter((word) => word.length > 1),
    homophone: bySound(),
    lookAlike: byLook(),
    traditional: (text) => [...text].map((char) => toTraditional.get(char) ?? char).join(''),
    shortPlace: (name) => shortPlaceName(name),
  };
}

/**
 * In what way a name on the list meets the name that was asked, and what fact would settle whether the two are one.
 * A class says how two spellings differ; it never says anything of a party.
 */
import type { Slip } from './core-comparison.ts';
import { isElsewhere, RELATION, type Relation } from './place-sets.ts';

/** Ordered from the surest to the weakest. */
export const NAME_CLASSES = [
  'same_code',
  'same_name',
  'other_form',
  'place_silent',
  'homophone',
  'look_alike',
  'one_character',
  'short_form',
  'other_trade',
  'branch',
  'several_slips',
  'other_place',
  'person_in_office',
] as const;
export type NameClass = (typeof NAME_CLASSES)[number];

type Words = { readonly zh: string; readonly en: string };

/** For each class its title and the fact that would settle the question. */
export const CLASS_WORDS: Readonly<Record<NameClass, { readonly title: Words; readonly settledBy: Words }>> = {
  same_code: {
    title: { zh: '统一社会信用代码相同', en: 'Same unified social credit code' },
    settledBy: {
      zh: '代码已确定主体；名称不同的，核对是否更名',
      en: 'The code settles it; if the names differ, check for a change of name',
    },
  },
  same_name: {
    title: { zh: '名称相同', en: 'Same name' },
    settledBy: {
      zh: '核对统一社会信用代码：同名主体可能不止一个',
      en: 'Compare the codes: more than one party may bear the name',
    },
  },
  other_form: {
    title: { zh: '字号行业相同，组织形式不同', en: 'Same core, another legal form' },
    settledBy: { zh: '核对登记的组织形式及是否改制', en: 'Compare the registered form and whether it was changed' },
  },
  place_silent: {
    title: { zh: '一方未写行政区划，或写得较宽', en: 'One side says no place, or a wider one' },
    settledBy: { zh: '查明住所地或登记机关', en: 'Find out the seat or the registering organ' },
  },
  homophone: {
    title: { zh: '同音字', en: 'Characters that sound the same' },
    settledBy: { zh: '对照营业执照或执业许可证上的用字', en: 'Compare the characters on the licence' },
  },
  look_alike: {
    title: { zh: '形近字', en: 'Characters that look alike' },
    settledBy: { zh: '对照营业执照或执业许可证上的用字', en: 'Compare the characters on the licence' },
  },
  one_character: {
    title: { zh: '一字之差', en: 'One character differs' },
    settledBy: {
      zh: '核对统一社会信用代码：一字之差常是另一主体',
      en: 'Compare the codes: one character is often another party',
    },
  },
  short_form: {
    title: { zh: '简称', en: 'Short form' },
    settledBy: { zh: '请当事人或提供单位写明全称', en: 'Ask the party or the provider for the full name' },
  },
  other_trade: {
    title: { zh: '字号相同，行业用语不同', en: 'Same brand, other words for the trade' },
    settledBy: { zh: '核对经营范围和统一社会信用代码', en: 'Compare the business and the codes' },
  },
  branch: {
    title: { zh: '总机构与分支机构', en: 'Head office and branch' },
    settledBy: { zh: '核对是总机构还是哪一分支机构', en: 'Find out whether the head office or which branch is meant' },
  },
  several_slips: {
    title: { zh: '多处不同', en: 'Several differences' },
    settledBy: { zh: '核对全称和统一社会信用代码', en: 'Compare the full names and the codes' },
  },
  other_place: {
    title: { zh: '行政区划不同', en: 'Another place' },
    settledBy: {
      zh: '核对登记机关；迁址或区划调整的，查变更记录',
      en: 'Compare the registering organs; look for a move or a change of divisions',
    },
  },
  person_in_office: {
    title: { zh: '同名同单位的自然人', en: 'A natural person of that name at that office' },
    settledBy: {
      zh: '由经办人核对证件号码；姓名不作模糊比对',
      en: 'An officer compares the sealed number; names of persons are never matched by likeness',
    },
  },
};

/** What was found out about two names; {@link classOf} reads it. */
export type Findings = {
  readonly slips: readonly Slip[];
  readonly place: Relation;
  readonly form: 'same' | 'other' | 'silent';
  readonly sameBranch: boolean;
};

/** The first class that fits, the widest difference first: place, branch, then core, then what is merely unsaid. */
export function classOf({ slips, place, form, sameBranch }: Findings): NameClass {
  if (isElsewhere(place)) return 'other_place';
  if (!sameBranch) return 'branch';
  if (slips.length === 0) {
    if (place === RELATION.silent || place === RELATION.within) return 'place_silent';
    if (form === 'silent') return 'short_form';
    return form === 'same' ? 'same_name' : 'other_form';
  }
  if (slips.every((slip) => slip === 'soundsSame' || slip === 'soundsNear')) return 'homophone';
  if (slips.every((slip) => slip === 'looksLike' || slip === 'soundsSame')) return 'look_alike';
  if (slips.length === 1) return 'one_character';
  if (slips.every((slip) => slip === 'queryLacksTrade' || slip === 'queryLacksBrand')) return 'short_form';
  if (slips.every((slip) => slip === 'listLacksTrade')) return 'short_form';
  if (slips.every((slip) => slip === 'queryLacksTrade' || slip === 'listLacksTrade')) return 'other_trade';
  return 'several_slips';
}

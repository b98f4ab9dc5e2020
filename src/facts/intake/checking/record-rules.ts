import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import { residentIdPasses } from '../../../names/subjects/identifiers/index.ts';
import type { CatalogueItem } from '../../../rules/law/item.ts';
import type { SendingLateness } from '../intake-law.ts';
import { certificateRules } from './certificate-rule.ts';
import { gateRule, type RowGate } from './gate-rule.ts';
import type { RolePlaces } from './record-roles.ts';
import type { RecordRule } from './record-rule.ts';

export type RuleOptions = {
  /** The day of submission, in China. */
  readonly today: PlainDate;
  /**
   * Whether a record decided that day is late today, by the pack's period; undefined where the item has none. Left out: lateness is
   * not looked at, as in the load of old years.
   */
  readonly latenessOf?: (item: string, decidedOn: PlainDate) => SendingLateness | undefined;
  /** The gate of the law: may such a record be kept, was the organ competent. Left out: only the form of rows is checked. */
  readonly gate?: RowGate;
};

const NATURAL_PERSON = '自然人';
const NUMBER_RUN = /\d{17}[\dXx]/g;
const ARTICLE = /第[一二三四五六七八九十百千零〇\d]+条/;

export function recordRules(item: CatalogueItem, places: RolePlaces, options: RuleOptions): RecordRule[] {
  return [
    ...dayOrder(places, options.today),
    ...lateness(item, places, options),
    ...penaltyRules(places),
    ...certificateRules(places, options.today),
    identityRule(item, places),
    severalParties(places),
    ...gateRule(item, places, options.gate),
  ];
}

/** E04: a day that another day of the row makes impossible. */
function dayOrder({ decidedOn, validFrom, validTo, publicUntil }: RolePlaces, today: PlainDate): RecordRule[] {
  const before = (early: number, late: number, code: string): RecordRule[] => {
    if (early < 0 || late < 0) return [];
    return [
      (values, at) => {
        const from = values[early];
        const to = values[late];
        if (from !== undefined && to !== undefined && to < from) at(late).tell(code);
      },
    ];
  };
  const future: RecordRule = (values, at) => {
    const day = values[decidedOn];
    if (day !== undefined && day > today) at(decidedOn).tell('E04.decided_in_future');
  };
  return [
    ...(decidedOn < 0 ? [] : [future]),
    ...before(decidedOn, publicUntil, 'E04.publication_end_before_decision'),
    ...before(validFrom, validTo, 'E04.valid_to_before_from'),
    ...(validFrom < 0 ? before(decidedOn, validTo, 'E04.validity_before_decision') : []),
  ];
}

/** E08: a warning and no more; a late record is still a true one. Days repeat, so each is computed once. */
function lateness(item: CatalogueItem, { decidedOn }: RolePlaces, { today, latenessOf }: RuleOptions): RecordRule[] {
  if (!latenessOf || decidedOn < 0) return [];
  const known = new Map<string, SendingLateness | undefined>();
  return [
    (values, at) => {
      const day = values[decidedOn];
      if (day === undefined || day > today) return;
      if (!known.has(day)) known.set(day, latenessOf(item.code, day as PlainDate));
      const found = known.get(day);
      if (found?.answer === 'unknown') at(decidedOn).tell('E08.calendar_unknown');
      else if (found?.answer === 'late') at(decidedOn).tell('E08.late', { due: found.due });
    },
  ];
}

/** E06 and E09. The amount of a fine whose kind is named is asked for by the item itself (E01). */
function penaltyRules({ kinds, fine, basis }: RolePlaces): RecordRule[] {
  const rules: RecordRule[] = [];
  if (kinds >= 0 && fine >= 0) {
    rules.push((values, at) => {
      const amount = values[fine];
      if (amount === undefined || amount === '0' || values[kinds] === undefined) return;
      if (!values[kinds].includes('罚款')) at(fine).tell('E06.fine_without_kind');
    });
  }
  if (basis >= 0) {
    rules.push((values, at) => {
      const text = values[basis];
      if (text !== undefined && !ARTICLE.test(text)) at(basis).tell('E09.no_article');
    });
  }
  return rules;
}

/** E07: a resident number in a field that the public sees. Only what passes its check digit counts; lengths alone mislead. */
function identityRule(item: CatalogueItem, { partyKind }: RolePlaces): RecordRule {
  const shown = item.fields.flatMap(({ disclosure, type }, at) =>
    disclosure === 'public' && type === 'text' ? [at] : [],
  );
  return (values, at) => {
    for (const field of shown) {
      const text = values[field];
      if (text === undefined || text.length < 18) continue;
      const found = text.match(NUMBER_RUN);
      if (!found?.some((run) => residentIdPasses(run.toUpperCase()))) continue;
      const isPerson = values[partyKind] === NATURAL_PERSON;
      at(field).tell(isPerson ? 'E07.identity_in_public_field' : 'E07.identity_in_text');
    }
  };
}

const ORGANISATION_END = /(公司|厂|店|社|所|院|部|中心|局|会|行|场|馆|站|校|园|队|户|分所)$/;
const PERSON = /^\p{Script=Han}{2,4}$/u;

/** Two parties in one cell: told, not split, since which of the other columns belong to whom only the clerk knows. */
function severalParties({ name }: RolePlaces): RecordRule {
  return (values, at) => {
    const text = values[name];
    if (text === undefined || !/[;；、，,\n]/.test(text)) return;
    const sure = text.split(/[;；\n]/).filter((part) => part.trim() !== '');
    const weak = text.split(/[;；、，,\n]/).map((part) => part.trim());
    const alike =
      weak.length > 1 && (weak.every((part) => ORGANISATION_END.test(part)) || weak.every((part) => PERSON.test(part)));
    if (sure.length > 1 || alike) at(name).tell('text.several_parties');
  };
}

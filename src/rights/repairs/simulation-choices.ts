import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Law } from '../../rules/law/index.ts';
import type { RepairAsked } from './eligibility.ts';

const KINDS = 'CF_CFLB';
const DOMAIN = 'domain';

/** What the catalogue item of penalties lets be said in a field, on that day. */
function choices(law: Law, field: string, today: PlainDate): readonly string[] {
  return law.item('penalty', today).fields.find(({ code }) => code === field)?.values ?? [];
}

/** Kinds of penalty as a form offers them: without those that old sheets wrote as one, and without "other". */
export function kindsToOffer(law: Law, today: PlainDate): string[] {
  return choices(law, KINDS, today).filter((kind) => !/、|或者|^其他$/.test(kind));
}

/** @throws {Refusal} invalid `repair.unknown_choice`: a kind or domain that the catalogue item does not know */
export function refuseUnknownChoices({ kinds = [], domain }: RepairAsked, law: Law, today: PlainDate): void {
  const known = choices(law, KINDS, today);
  if (kinds.some((kind) => !known.includes(kind))) {
    throw new Refusal('invalid', 'repair.unknown_choice', { field: 'kinds', choices: known });
  }
  const domains = choices(law, DOMAIN, today);
  if (domain !== undefined && !domains.includes(domain)) {
    throw new Refusal('invalid', 'repair.unknown_choice', { field: 'domain', choices: domains });
  }
}

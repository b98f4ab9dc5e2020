import type { Asked, Choices, Contents, Use } from '../../../api/determinations.ts';

/** What was chosen and typed for a proposal. */
export type ProposalDraft = {
  readonly on: string;
  readonly use: Use;
  readonly domain: string;
  readonly termMonths: number | null;
  readonly measures: readonly string[];
  readonly refs: readonly string[];
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly role: string;
  readonly roleFrom: string;
  readonly roleUntil: string;
  readonly reason: string;
};

/** As the server asks it. */
export const LEAST_REASON = 4;
const LEAST_ROLE = 2;

/** Only what belongs to the use is said; what was typed for another stays in the form and goes nowhere. */
export function contentsOf(draft: ProposalDraft): Contents | undefined {
  const { use, domain, termMonths, measures, refs, role, roleFrom, roleUntil } = draft;
  const ofPerson = use === 'responsible_person';
  if (termMonths === null || refs.length === 0) return undefined;
  if (use === 'serious_list' && domain === '') return undefined;
  if (ofPerson && role.trim().length < LEAST_ROLE) return undefined;
  return {
    domain: use === 'serious_list' ? domain : null,
    termMonths,
    measures,
    refs,
    role: ofPerson ? role.trim() : null,
    roleFrom: ofPerson && roleFrom !== '' ? roleFrom : null,
    roleUntil: ofPerson && roleUntil !== '' ? roleUntil : null,
  };
}

/** The question for the gate, once there is enough to ask. */
export function askedOf(recordId: string, draft: ProposalDraft): Asked | undefined {
  const contents = contentsOf(draft);
  if (contents === undefined) return undefined;
  if (draft.use !== 'responsible_person') return { recordId, use: draft.use, contents };
  return draft.person === null ? undefined : { recordId, use: draft.use, partyId: draft.person.id, contents };
}

const MONTHS: Readonly<Record<string, number>> = { year: 12, month: 1 };
/** The longest term that the law gives, in months; a term in days is left to the gate. */
export const longestMonths = ({ uses }: Choices, use: Use): number | undefined => {
  const longest = uses.find((one) => one.use === use)?.longest;
  const each = longest && MONTHS[longest.unit];
  return longest && each ? longest.count * each : undefined;
};

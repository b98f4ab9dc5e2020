import type { Asked, Choices, Contents, Supervision, Use } from '../../../api/determinations.ts';

/** How often is inspected, before and then, and when it is reviewed: as typed, each of them missing at first. */
export type SupervisionDraft = { readonly [F in keyof Supervision]: number | null };
export const NOTHING_SAID: SupervisionDraft = { inspectionsBefore: null, inspectionsDuring: null, reviewMonths: null };

/** All three, or nothing yet: more inspections than before, and a review within the term, as the server asks it. */
export function supervisionOf(draft: SupervisionDraft, termMonths: number | null): Supervision | undefined {
  const { inspectionsBefore, inspectionsDuring, reviewMonths } = draft;
  if (inspectionsBefore === null || inspectionsDuring === null || reviewMonths === null) return undefined;
  if (inspectionsDuring <= inspectionsBefore || termMonths === null || reviewMonths > termMonths) return undefined;
  return { inspectionsBefore, inspectionsDuring, reviewMonths };
}

/** What was chosen and typed for a proposal. */
export type ProposalDraft = {
  readonly on: string;
  readonly use: Use;
  readonly domain: string;
  readonly termMonths: number | null;
  readonly measures: readonly string[];
  readonly refs: readonly string[];
  readonly supervision: SupervisionDraft;
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
  const supervision = use === 'key_supervision' ? supervisionOf(draft.supervision, termMonths) : null;
  if (supervision === undefined) return undefined;
  if (ofPerson && role.trim().length < LEAST_ROLE) return undefined;
  return {
    domain: use === 'serious_list' ? domain : null,
    termMonths,
    measures,
    refs,
    role: ofPerson ? role.trim() : null,
    roleFrom: ofPerson && roleFrom !== '' ? roleFrom : null,
    roleUntil: ofPerson && roleUntil !== '' ? roleUntil : null,
    supervision,
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

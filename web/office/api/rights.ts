import { queryOptions } from '@tanstack/react-query';
import { ORGAN_KINDS, type OrganKind, ROLES, type Role } from '../../../src/ground/kernel/actor.ts';
import { get, post } from './client.ts';
import type { Both } from './me.ts';

export { ORGAN_KINDS, type OrganKind, ROLES, type Role };

/** A post as the rules see it: what it is for, at what kind of organ, held by a person or a program. */
export type Seat = { readonly role: Role; readonly organKind: OrganKind; readonly kind: 'person' | 'program' };
export const SLOTS = ['submittedBy', 'draftedBy', 'reviewedBy', 'decidedBy', 'about'] as const;
export type Who = 'self' | 'another';
export type History = { readonly [Slot in (typeof SLOTS)[number]]?: Who };
export type Question = Seat & { readonly deed: string; readonly place: 'own' | 'foreign'; readonly history: History };

type Decision = {
  readonly allowed: boolean;
  readonly policy: string;
  readonly says: Both;
  readonly article: string;
  readonly mark: 'verified' | 'memory' | 'own';
};
export type Right = Decision & { readonly deed: string; readonly name: Both };
export type Explanation = Decision & { readonly policies: readonly string[] };

export const rightsQuery = (seat: Seat) =>
  queryOptions({
    queryKey: ['rights', seat],
    queryFn: async ({ signal }) =>
      (await get<{ readonly rights: readonly Right[] }>('/api/v1/access/rights', seat, signal)).rights,
  });
export const explanationQuery = (question: Question) =>
  queryOptions({
    queryKey: ['explanation', question],
    queryFn: () => post<Explanation>('/api/v1/access/explanations', question),
  });

/** A question as it stands in the address, so that it can be handed on: `?deed=…&role=…&submittedBy=self`. */
export type RightsSearch = Partial<Seat> & { readonly deed?: string; readonly place?: 'foreign' } & History;

const oneOf = <T extends string>(given: unknown, choices: readonly T[]) => choices.find((choice) => choice === given);

/** What of an address is a question; the rest is passed over. */
export function rightsSearch(search: Record<string, unknown>): RightsSearch {
  const role = oneOf(search.role, ROLES);
  const organKind = oneOf(search.organKind, ORGAN_KINDS);
  const kind = oneOf(search.kind, ['program']);
  const place = oneOf(search.place, ['foreign']);
  const slots = SLOTS.flatMap((slot) => {
    const who = oneOf<Who>(search[slot], ['self', 'another']);
    return who ? [[slot, who] as const] : [];
  });
  return {
    ...(role && { role }),
    ...(organKind && { organKind }),
    ...(kind && { kind }),
    ...(place && { place }),
    ...(typeof search.deed === 'string' && /^[a-z_]+[.][a-z_]+$/.test(search.deed) && { deed: search.deed }),
    ...Object.fromEntries(slots),
  };
}

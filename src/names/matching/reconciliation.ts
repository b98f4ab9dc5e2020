import type { Finding } from './index-answers.ts';
import type { PublicParty } from './public-party-queries.ts';

/** W3C Community Group report "Reconciliation Service API v0.2" (2023-04-10). */
export const VERSIONS = ['0.2'];
const TYPE = { id: 'organisation', name: '组织 / Organisation' } as const;

/** What can be fetched of a matched organisation: what its public pages show, nothing that is counted or weighed. */
export const PROPERTIES = [
  { id: 'uscc', name: '统一社会信用代码 / Unified social credit code' },
  { id: 'name', name: '名称 / Name' },
  { id: 'former_name', name: '曾用名 / Former name' },
  { id: 'public_decision', name: '公示中的决定 / Decision that is public today' },
] as const;
export type PropertyId = (typeof PROPERTIES)[number]['id'];

/** What the service says of itself; `origin` is where the client found it, `https://…`. */
export function manifestOf(origin: string, name: { readonly zh: string; readonly en: string }, batchSize: number) {
  const path = (rest: string) => ({ service_url: origin, service_path: `/reconcile/suggest/${rest}` });
  const page = `${origin}/reconcile/preview?id={{id}}`;
  return {
    versions: VERSIONS,
    name: `${name.zh} · 正名 / ${name.en} · Zhengming`,
    identifierSpace: `${origin}/reconcile/id/`,
    schemaSpace: `${origin}/reconcile/schema/`,
    documentation: `${origin}/about`,
    defaultTypes: [TYPE],
    batchSize,
    view: { url: page },
    preview: { url: page, width: 420, height: 240 },
    suggest: { entity: path('entity'), property: path('property'), type: path('type') },
    extend: {
      propose_properties: { service_url: origin, service_path: '/reconcile/properties' },
      property_settings: [],
    },
  };
}

export type Candidate = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: readonly [typeof TYPE];
  readonly score: number;
  readonly features: readonly { readonly id: string; readonly value: number | boolean }[];
  readonly match: boolean;
};

export type Suggestion = Pick<Candidate, 'id' | 'name' | 'description'> & { readonly notable: Candidate['type'] };

/** Whom a query names without any likeness: by the code, or by the id that an answer gave before. */
export type Exact = { readonly id: string; readonly by: 'same_code' | 'same_id' };
const EXACTLY = { same_code: '代码相同 / same code', same_id: '标识相同 / same id' } as const;

/**
 * Candidates for one query, best first. The protocol's `score` is between two spellings, in hundredths, never about a party; a match is
 * certain for an equal code or id alone, since a likeness of names is a question to a person.
 */
export function candidatesOf(
  hits: Finding['hits'],
  exact: Exact | undefined,
  parties: ReadonlyMap<string, PublicParty>,
  limit: number,
): Candidate[] {
  const candidate = (id: string, nameClass: string, similarity: number, says: string): Candidate[] => {
    const party = parties.get(id);
    if (!party) return []; // no longer public
    const features = [
      { id: 'similarity', value: similarity },
      { id: nameClass, value: true },
    ];
    const described = { name: party.name, description: describedBy(says, party) };
    const score = Math.round(similarity * 10_000) / 100;
    return [{ id, ...described, type: [TYPE], score, features, match: nameClass in EXACTLY }];
  };
  const named = exact === undefined ? [] : candidate(exact.id, exact.by, 1, EXACTLY[exact.by]);
  const alike = hits
    .filter(({ id }) => id !== exact?.id)
    .flatMap((hit) => candidate(hit.id, hit.class, hit.similarity, bothOf(hit.says)));
  return [...named, ...alike].slice(0, limit);
}

const bothOf = ({ zh, en }: Finding['hits'][number]['says']) => `${zh} / ${en}`;
const describedBy = (says: string, { code }: PublicParty) => (code === null ? says : `${says} · ${code}`);

/** What is shown while somebody types: those of `hits` that are still public. */
export function suggestionsOf(hits: Finding['hits'], parties: ReadonlyMap<string, PublicParty>): Suggestion[] {
  return hits.flatMap(({ id, says }) => {
    const party = parties.get(id);
    if (!party) return [];
    return [{ id, name: party.name, description: describedBy(bothOf(says), party), notable: [TYPE] as const }];
  });
}

/** Properties that may be fetched of organisations; of another type there are none. The answer repeats what was asked. */
export function proposed(type: string, limit?: number) {
  const properties = type === TYPE.id ? PROPERTIES.slice(0, limit !== undefined && limit > 0 ? limit : undefined) : [];
  return { type, properties, ...(limit !== undefined && limit > 0 ? { limit } : {}) };
}

/**
 * The data extension: each property that we know in the order in which it was asked for, as a list of strings, empty where
 * nothing is known or nothing is public.
 */
export function extended(
  ids: readonly string[],
  asked: readonly { readonly id: string }[],
  parties: ReadonlyMap<string, PublicParty>,
) {
  const meta = [...new Set(asked.map(({ id }) => id))].flatMap((wanted) =>
    PROPERTIES.filter(({ id }) => id === wanted),
  );
  const row = (party: PublicParty | undefined) =>
    Object.fromEntries(meta.map(({ id }) => [id, party ? valuesOf(id, party).map((str) => ({ str })) : []]));
  return { meta, rows: Object.fromEntries(ids.map((id) => [id, row(parties.get(id))])) };
}

function valuesOf(property: PropertyId, party: PublicParty): readonly string[] {
  switch (property) {
    case 'uscc':
      return party.code === null ? [] : [party.code];
    case 'name':
      return [party.name];
    case 'former_name':
      return party.formerNames;
    case 'public_decision':
      return party.decisions.map(({ documentNumber, decidedOn }) => `${documentNumber} (${decidedOn})`);
  }
}

/** What the protocol's own suggest services answer for what was typed. */
export function suggested<T extends { readonly id: string; readonly name: string }>(
  list: readonly T[],
  typed: string,
): T[] {
  const wanted = typed.trim().toLowerCase();
  return list.filter(({ id, name }) => id.includes(wanted) || name.toLowerCase().includes(wanted));
}
export const TYPES = [TYPE];

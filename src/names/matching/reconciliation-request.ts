import { z } from 'zod';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { organisationKeyOf } from '../subjects/identifiers/index.ts';
import { TYPES } from './reconciliation.ts';

/** Queries of one batch, ids of one extension: what the manifest says as `batchSize`. */
export const MOST_TOGETHER = 200;
const MOST_CANDIDATES = 20;
const USUAL_CANDIDATES = 5;
/** No organisation has a longer name: a cell of prose finds nobody, and the other cells of its batch are answered. */
const LONGEST_NAME = 240;
/** The shortest code has nine letters and digits: a name with fewer need not be taken apart to find out that it is none. */
const SIGNS_OF_A_CODE = /(?:[\dA-Za-z０-９Ａ-Ｚａ-ｚ][^\dA-Za-z０-９Ａ-Ｚａ-ｚ]*){9}/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const Value = z.union([z.string(), z.number(), z.boolean(), z.object({ id: z.string() })]);
/** As the report's own schema has it; a field that it does not know is passed over. */
const Query = z.object({
  query: z.string().default(''),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  limit: z.number().optional(),
  properties: z.array(z.object({ pid: z.string(), v: z.union([Value, z.array(Value)]) })).default([]),
});
export const Batch = z.record(z.string(), Query);
export const Extension = z.object({
  ids: z.array(z.string()).max(MOST_TOGETHER),
  properties: z.array(z.object({ id: z.string() })).max(20),
});
export type ReconciliationQuery = z.infer<typeof Query>;

/** A field of the form holds JSON. @throws {Refusal} invalid `reconcile.unreadable`: none, or not of the protocol's shape */
export function read<T extends z.ZodType>(shape: T, text: unknown): z.output<T> {
  try {
    const result = shape.safeParse(JSON.parse(typeof text === 'string' ? text : ''));
    if (result.success) return result.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal('invalid', 'reconcile.unreadable');
}

/** What is to be looked for by its likeness; empty: nothing. */
export function nameIn({ query }: ReconciliationQuery): { readonly name?: string } {
  const name = query.trim();
  return name === '' || name.length > LONGEST_NAME ? {} : { name };
}

/** The code of a query: its property `uscc`, or a query that is nothing but a code. */
export function codeIn({ query, properties }: ReconciliationQuery): string | undefined {
  const given = properties.find(({ pid }) => pid === 'uscc')?.v;
  const first = Array.isArray(given) ? given[0] : given;
  const typed = typeof first === 'string' ? first : query;
  if (typed.length > LONGEST_NAME || !SIGNS_OF_A_CODE.test(typed)) return undefined;
  return organisationKeyOf(typed)?.key;
}

/** The id of an entity, given in the place of its name. */
export function idIn({ query }: ReconciliationQuery): string | undefined {
  const typed = query.trim();
  return ID.test(typed) ? typed : undefined;
}

export function limitOf({ limit }: ReconciliationQuery): number {
  return Math.min(MOST_CANDIDATES, Math.max(1, Math.trunc(limit ?? USUAL_CANDIDATES)));
}

export function isForOrganisations({ type }: ReconciliationQuery): boolean {
  const asked = type === undefined ? [] : [type].flat();
  return asked.length === 0 || asked.includes(TYPES[0]!.id);
}

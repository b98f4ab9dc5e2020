import { sql } from 'kysely';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Tx } from '../../ground/platform/db.ts';
import type { Finding } from '../../names/matching/index.ts';
import {
  type CodedParty,
  findPartiesByName,
  findPartyByCode,
  MOST_PARTIES,
  CODE as PARTY_CODE,
} from './portal-queries.ts';

/** An organisation whose name resembles what was asked, and in what way. */
export type AlikeParty = CodedParty & { readonly says: { readonly zh: string; readonly en: string } };
export type PublicNames = {
  screen(queries: readonly { name: string }[], top: number, options: { toLookAt: true }): Promise<Finding[]>;
};

const CODE = /^[0-9A-Z]{8,18}$/;
const MOST_ALIKE = 20;

/** What was typed as a code, where it looks like one. Full-width digits and blanks are no obstacle. */
function codeIn(asked: string): string | undefined {
  const code = asked.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  return CODE.test(code) && /\d/.test(code) ? code : undefined;
}

/** By code where it looks like one, else by exact or leading name. */
export async function findParties(tx: Tx, asked: string): Promise<CodedParty[]> {
  const code = codeIn(asked);
  return code === undefined ? findPartiesByName(tx, asked) : findPartyByCode(tx, code);
}

/**
 * Names like the one that was asked, out of an index of those about whom something is public today: nobody else is looked at, so
 * nobody else can be told of. Empty for a code, and while the index is being made: exact names are found without it.
 */
export async function likeNames(names: PublicNames, asked: string): Promise<Finding['hits']> {
  if (codeIn(asked) !== undefined) return [];
  try {
    const [found] = await names.screen([{ name: asked }], MOST_ALIKE, { toLookAt: true });
    return found?.hits ?? [];
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'busy') return [];
    throw error;
  }
}

/** The same as they stand at this moment, without those in `found`; whom row-level security no longer shows is left out. */
export async function listAlike(tx: Tx, hits: Finding['hits'], found: readonly CodedParty[]): Promise<AlikeParty[]> {
  const known = new Set(found.map(({ id }) => id));
  const alike = hits.filter(({ id }) => !known.has(id));
  if (alike.length === 0 || found.length > MOST_PARTIES) return [];
  const { rows } = await sql<CodedParty>`
    select s.id, s.kind, (select n.name from subject_names as n where n.subject_id = s.id order by n.known_at desc, n.folded limit 1) as name,
      ${PARTY_CODE} as code
    from subjects as s where s.id = any(${alike.map(({ id }) => id)}::uuid[]) and s.kind = 'organisation'
      and exists (select from unnest(subject_group(s.id)) as g (id) join publications as p on p.subject_id = g.id)`.execute(
    tx,
  );
  const standing = new Map(rows.map((party) => [party.id, party]));
  return alike.flatMap(({ id, says }) => {
    const party = standing.get(id);
    return party ? [{ ...party, says }] : [];
  });
}

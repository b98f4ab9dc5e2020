import { hash } from 'node:crypto';
import { mayOrRefuse } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { maskName, type Vault } from '../../ground/vault/index.ts';
import { organisationKeyOf, residentIdOf } from '../subjects/identifiers/index.ts';
import { foldName } from '../subjects/index.ts';
import type { Finding } from './index-answers.ts';
import type { ExactKey, Known, KnownParty } from './party-queries.ts';
import { answerOf, type PartyAnswer } from './screening-answer.ts';
import type { ScreeningDesk } from './screening-desk-commands.ts';
import type { SubjectIndex } from './subject-index-jobs.ts';

export type ScreeningDeps = { readonly index: SubjectIndex; readonly vault: Vault; readonly desk: ScreeningDesk };
/** Who is meant: by name, by code, by both, or a natural person by the number of the certificate. `key` comes back. */
export type PartyQuery = { readonly key?: string | undefined } & (
  | { readonly name?: string | undefined; readonly code?: string | undefined }
  | { readonly person: { readonly number: string } }
);
export type ScreeningAsked = {
  readonly matter: string;
  readonly purpose: string;
  readonly top: number;
  readonly queries: readonly PartyQuery[];
};
export type KeyedPartyAnswer = PartyAnswer & { readonly key?: string };
export type Screened = {
  readonly id: string;
  readonly position: number;
  /** The calibration whose thresholds say what is strong and what is to be looked at. */
  readonly calibration: string;
  readonly answers: readonly KeyedPartyAnswer[];
};

/** Codes of these kinds are exact keys; one that is on no index may still be known (an individual business, an older code). */
const NOTHING: Finding = { hits: [], code: 'no_code' };
/** As at the counter: up to here a shop's name may be a person's. */
const SHORT_NAME = 4;

/** In these matters; none where no party is asked about. @throws {Refusal} forbidden `access.denied`, `access.key_scope` */
export function mayScreen({ actor }: Context, matters: readonly string[]): void {
  mayOrRefuse(actor, 'party.screen', { kind: 'screening', organPath: actor.organPath, matters });
}

/**
 * Finds whom each question may mean, after the use is durable. It tells identities and no fact about anybody. The same request
 * sent again is answered anew and logged once.
 * @throws {Refusal} forbidden `access.denied`; invalid `http.request_key`, `matching.person_number`; busy `matching.index_building`;
 *   conflict `request.key_reused`
 */
export async function screenParties(ctx: Context, deps: ScreeningDeps, asked: ScreeningAsked): Promise<Screened> {
  mayScreen(ctx, [asked.matter]);
  const { index, vault, desk } = deps;
  const { queries, top } = asked;
  const row = rowOf(ctx);
  await ctx.meter?.({ matters: [asked.matter], subjects: queries.length });
  const findings = await findLike(index, queries, top);
  const { position, calibration } = index;
  const exact = queries.map((query, at) => exactKeyOf(query, findings[at]!, vault, at));
  const spellings = queries.map((query) => ('name' in query && query.name ? foldName(query.name) : ''));
  const answersOf = ({ named, judgements, parties }: Known): KeyedPartyAnswer[] => {
    let next = 0;
    return queries.map(({ key }, at) => {
      const party = exact[at] === undefined ? undefined : named[next++];
      const own = judgements.filter(({ folded }) => folded === spellings[at]);
      const answer = answerOf({ finding: findings[at]!, exact: party, parties, judgements: own, shownName }, top);
      return key === undefined ? answer : { ...answer, key };
    });
  };
  return desk.ask({
    today: chinaDate(ctx.now()),
    keys: exact.filter((key) => key !== undefined),
    spellings: spellings.filter(Boolean),
    subjectIds: findings.flatMap(({ hits }) => hits.map(({ id }) => id)),
    conclude: (known) => {
      const answers = answersOf(known);
      return {
        answer: { id: row.id, position, calibration, answers },
        use: { ...row, ...useOf(vault, asked, answers) },
      };
    },
  });
}

async function findLike(index: SubjectIndex, queries: readonly PartyQuery[], top: number): Promise<Finding[]> {
  const asked = queries.map((query) => {
    if ('person' in query) return {};
    const { name, code } = query;
    return { ...(name === undefined ? {} : { name }), ...(code === undefined ? {} : { code }) };
  });
  const findings = await index.screen(asked, top);
  return queries.map((query, at) => ('person' in query ? NOTHING : findings[at]!));
}

/** What is looked up exactly besides. @throws {Refusal} invalid `matching.person_number` */
function exactKeyOf(query: PartyQuery, finding: Finding, vault: Vault, at: number): ExactKey | undefined {
  if ('person' in query) {
    const number = residentIdOf(query.person.number);
    if (number === undefined) throw new Refusal('invalid', 'matching.person_number', { at });
    return { kind: 'person', key: vault.lookupHash('person', number).toString('hex') };
  }
  const asked = query.code ?? query.name;
  if (asked === undefined || finding.code === 'found') return undefined;
  return organisationKeyOf(asked);
}

function shownName({ kind, name }: KnownParty): string {
  const isPersonal = kind === 'person' || (kind === 'individual_business' && [...name].length <= SHORT_NAME);
  return isPersonal && !name.includes('*') ? maskName(name) : name;
}

function useOf(vault: Vault, asked: ScreeningAsked, answers: readonly PartyAnswer[]) {
  const { matter, purpose, queries } = asked;
  const candidateIds = [...new Set(answers.flatMap(({ hits }) => hits.map(({ subjectId }) => subjectId)))];
  const askedHash = vault.lookupHash('screening', JSON.stringify([matter, purpose, queries]));
  return { way: 'queries', askedHash, asked: queries.length, matter, purpose, candidateIds } as const;
}

/** Who used it, when, and the row's id: made from account and request key, so that a request sent again meets its own row. */
export function rowOf({ actor, now, edition, request }: Context) {
  if (!request) throw new Refusal('invalid', 'http.request_key');
  const { accountId, postId, organId, organPath } = actor;
  const bytes = hash('sha256', `screening/${accountId}/${request.key}`, 'buffer').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80; // version 8: made by a rule of ours (RFC 9562)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const id = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, at: now(), accountId, postId, organId, organPath, edition };
}

import { createHash, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Owner } from '../../../web/portal/my-layout.ts';
import { signInPage } from '../../../web/portal/my-pages.ts';
import { type Asked, type Desk, deskOf, sendPage, shownName } from '../../facts/publication/index.ts';
import {
  type AccessDeps,
  type PartyDoor,
  type PartySession,
  type Place,
  partyActor,
  partyContext,
} from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Messages } from '../../ground/platform/messages.ts';
import { problemOf, refusalOf } from '../../ground/platform/problem.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { maskName } from '../../ground/vault/index.ts';
import type { Law, LawOf } from '../../rules/law/index.ts';
import type { Printer } from '../documents/index.ts';
import { getHolder } from './file-queries.ts';
import { inJoinedFiles, subjectThatHolds } from './joined-files-queries.ts';
import { countUnread } from './letter-queries.ts';

export type MyDeps = Omit<AccessDeps, 'law'> & {
  readonly law: () => Law;
  readonly lawOf: LawOf;
  readonly vault: Vault;
  readonly printer: Printer;
  /** Where the public finds the portal; left out: where the request came to. */
  readonly portal?: string | undefined;
};
/** What the pages of the own file are served with. */
export type MyDesk = { readonly deps: MyDeps; readonly door: PartyDoor; readonly messages: Messages };

/** One page for somebody who is signed in. */
export type Seat = Desk & { readonly session: PartySession; readonly owner: Owner };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** An id from an address; whatever cannot be one is answered as if it were not there. @throws {Refusal} absent `party.record_absent` */
export function idOf(request: FastifyRequest, name = 'id'): string {
  const id = (request.params as Record<string, string>)[name] ?? '';
  if (!UUID.test(id)) throw new Refusal('absent', 'party.record_absent');
  return id;
}

/** A key for a form that is shown now: sent twice, it does one thing. */
export const newFormKey = (): string => randomUUID();

/** Who is signed in, with the page's surroundings. @throws {Refusal} unauthenticated `access.sign_in_first` */
export async function seatOf(desk: MyDesk, request: FastifyRequest): Promise<Seat> {
  const { pools } = desk.deps;
  const own = await desk.door.sessionOf(request);
  const files = await inJoinedFiles(pools, own, async (tx, subjectId) => ({
    holder: await getHolder(tx, subjectId),
    unread: await countUnread(tx, { ...own, subjectId }),
  }));
  const { holder } = files[0]!;
  const name = shownName(holder.name, holder.kind, maskName);
  const { displayName, capacity } = own;
  const owner = {
    name,
    holder: displayName,
    capacity,
    unread: files.reduce((sum, { unread }) => sum + unread, 0),
    hasProvider: desk.door.provider !== undefined,
  };
  return { ...deskOf(request as Asked, desk.deps), session: await sessionFor(desk, request, own), owner };
}

/** The session for what the address names: of the subject that holds it, where the party goes on under several (0660). */
async function sessionFor(desk: MyDesk, request: FastifyRequest, own: PartySession): Promise<PartySession> {
  const { id } = request.params as { id?: string };
  if (id === undefined || !UUID.test(id)) return own;
  const subjectId = await subjectThatHolds(desk.deps.pools, own, id);
  return subjectId === own.subjectId ? own : { ...own, subjectId, actor: { ...own.actor, subjectId } };
}

/** A page, or the sign-in page where nobody is signed in. The own pages may say where a form came from; nothing else is told. */
export async function answer(
  desk: MyDesk,
  request: FastifyRequest,
  reply: FastifyReply,
  make: (seat: Seat) => Promise<string>,
): Promise<FastifyReply> {
  // With `no-referrer` a form's POST carries `Origin: null`, and the door could not tell it from a foreign one.
  reply.header('referrer-policy', 'same-origin');
  let seat: Seat;
  try {
    seat = await seatOf(desk, request);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'access.sign_in_first')) throw error;
    const anonymous = deskOf(request as Asked, desk.deps);
    return sendPage(
      reply,
      anonymous,
      signInPage(anonymous.view, newFormKey(), { provider: desk.door.provider?.name }),
      401,
    );
  }
  return sendPage(reply, seat, await make(seat));
}

/** The sentence of a refusal in the page's language; whatever is no refusal is a bug and goes on. */
export function sentenceOf(desk: MyDesk, seat: Pick<Desk, 'view'>, error: unknown): string {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  return problemOf(refusal, desk.messages, seat.view.language).detail;
}

/** The party's context for one deed of one form: `part` where a form does several things, each once. */
export function actingAs(
  desk: MyDesk,
  { session }: Pick<Seat, 'session'>,
  form: { readonly key: string; readonly digested: unknown },
  place?: Place,
  part = '',
): Context {
  const actor = place ? partyActor(session.accountId, session.subjectId, place) : session.actor;
  const digest = createHash('sha256').update(JSON.stringify(form.digested)).digest();
  return partyContext(desk.deps, actor, { key: `${form.key}${part}`, digest });
}

import { accessRoutes } from '../../src/ground/access/index.ts';
import type { OidcConfig } from '../../src/ground/access/oidc/oidc-client.ts';
import type { Context } from '../../src/ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../src/ground/platform/http.ts';
import { loadMessages } from '../../src/ground/platform/messages.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { keptLaws } from '../../src/office/editions/index.ts';
import { Printer } from '../../src/rights/documents/index.ts';
import { inviteParty, myRoutes } from '../../src/rights/parties/index.ts';
import type { Runnable } from '../../src/rights/procedures/index.ts';
import { contextFor, makeActor } from './actors.ts';
import type { testDatabase } from './database.ts';
import { usccFor } from './identifiers.ts';
import type { TestBureau } from './publications.ts';

/** What every party in tests signs in with. */
export const PARTY_PASSWORD = '当事人 a long sentence 42';
export const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const FORM = 'application/x-www-form-urlencoded';

type SignedIn = { readonly cookie: string; readonly accountId: string; readonly username: string };
/** A file of a form. */
type HandedIn = { readonly field: string; readonly name: string; readonly bytes: Buffer };
type Answer = { readonly headers: Record<string, unknown> };

/** The session that an answer of the sign-in page hands over. */
export const cookieOf = (answer: Answer): string => String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!;

/** The party's own side of the portal over a bureau, with a counter officer who writes letters of invitation. */
export async function partyPortal(
  database: ReturnType<typeof testDatabase>,
  bureau: TestBureau,
  procedures: readonly Runnable[],
  partyOidc?: OidcConfig,
) {
  const { pools } = database;
  const { masterKey, law, clock } = bureau;
  const vault = await Vault.open(pools, masterKey, clock.now);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path, kind }, 'counter');
  const counter: Context = { ...contextFor(actor, pools), now: () => clock.now, edition: law.edition };
  const own = {
    config: { demonstration: false, partyOidc },
    pools,
    now: () => clock.now,
    masterKey,
    law: () => law,
    vault,
  };
  const deps = { ...own, lawOf: keptLaws(pools), printer: new Printer() };
  const { http } = await makeHttp(await loadMessages(), () => undefined, 'test');
  await http.register(async (scope) => accessRoutes(scope as HttpApp, deps));
  await http.register(async (scope) => myRoutes(scope as HttpApp, deps, procedures));

  const post = (url: string, fields: Record<string, string>, cookie = '') => {
    const payload = new URLSearchParams({ key: crypto.randomUUID(), ...fields }).toString();
    const headers = { ...HOST, 'content-type': FORM, ...(cookie === '' ? {} : { cookie }) };
    return http.inject({ method: 'POST', url, payload, headers });
  };
  /** A form with files, as a browser sends it. */
  const hand = async (url: string, fields: Record<string, string>, files: readonly HandedIn[], cookie: string) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ key: crypto.randomUUID(), ...fields })) body.append(name, value);
    for (const { field, name, bytes } of files) body.append(field, new Blob([new Uint8Array(bytes)]), name);
    const sent = new Request('http://zhengming.test', { method: 'POST', body });
    const headers = { ...HOST, cookie, 'content-type': sent.headers.get('content-type')! };
    return http.inject({ method: 'POST', url, headers, payload: Buffer.from(await sent.arrayBuffer()) });
  };
  const get = (url: string, cookie = '') =>
    http.inject({ method: 'GET', url, headers: { ...HOST, ...(cookie === '' ? {} : { cookie }) } });

  /** A letter for the representative of the invented firm of that number. */
  const invite = (serial: number) =>
    inviteParty(counter, vault, {
      sought: { kind: 'uscc', key: usccFor('411100', '91', serial) },
      capacity: 'representative',
      holder: '某甲',
      shown: '身份证、营业执照，原件已核对',
    });
  /** A letter for a natural person, found by the number of the certificate. */
  const inviteSelf = (number: string) =>
    inviteParty(counter, vault, {
      sought: { kind: 'person', key: vault.lookupHash('person', number).toString('hex') },
      capacity: 'self',
      holder: '虚构某某',
      shown: '身份证，原件已核对',
    });
  const join = (code: string) => post('/my/join', { code, password: PARTY_PASSWORD, repeat: PARTY_PASSWORD });
  const signIn = (username: string) => post('/my/sign-in', { username, password: PARTY_PASSWORD });

  async function comeIn({ code, username, accountId }: Awaited<ReturnType<typeof invite>>): Promise<SignedIn> {
    const answers = [await join(code), await signIn(username)];
    const told = answers.map(({ statusCode }) => statusCode).join();
    if (told !== '200,303') throw new Error(`the party could not come in: ${told}`);
    return { cookie: cookieOf(answers[1]!), accountId, username };
  }

  return {
    http,
    deps,
    counter,
    vault,
    post,
    hand,
    get,
    invite,
    join,
    signIn,
    /** Invited, joined and signed in. @throws where any of it is refused */
    party: async (serial: number): Promise<SignedIn> => comeIn(await invite(serial)),
    /** The same of a natural person that is known by its number. */
    person: async (number: string): Promise<SignedIn> => comeIn(await inviteSelf(number)),
  };
}

export type PartyPortal = Awaited<ReturnType<typeof partyPortal>>;

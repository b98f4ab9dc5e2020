import { linkTo } from '../../../web/portal/layout.ts';
import type { FormState } from '../../../web/portal/my-forms.ts';
import {
  choosePartyPage,
  confirmLinkPage,
  identityPage,
  signedInPage,
  towardsProviderPage,
} from '../../../web/portal/my-identity-page.ts';
import { signInPage } from '../../../web/portal/my-pages.ts';
import { type Asked, deskOf, sendPage, shownName } from '../../facts/publication/index.ts';
import { endOwnIdentity, findOwnIdentity, type PartyProvider } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { maskName } from '../../ground/vault/index.ts';
import { inOwnFile } from './file-queries.ts';
import { digestedOf, formOf } from './form-reading-routes.ts';
import { actingAs, answer, type MyDesk, newFormKey, type Seat, seatOf, sentenceOf } from './my-desk-routes.ts';
import { takeForm } from './my-form-routes.ts';

const schema = { hide: true };
const bodyLimit = 8_192;

/** The party's sign-in by a provider of identities; where none is configured there are no such pages. */
export function myIdentityRoutes(http: HttpApp, desk: MyDesk): void {
  const { provider } = desk.door;
  if (!provider) return;
  doorRoutes(http, desk, provider);
  ownIdentityRoutes(http, desk, provider);
}

/** To the provider and back. */
function doorRoutes(http: HttpApp, desk: MyDesk, provider: PartyProvider): void {
  const { deps, door } = desk;

  http.get('/my/provider', { schema }, async (request, reply) => {
    const page = deskOf(request as Asked, deps);
    try {
      return reply.redirect(await provider.begin(request, reply), 303);
    } catch (error) {
      const problem = sentenceOf(desk, page, error);
      return sendPage(reply, page, signInPage(page.view, newFormKey(), { problem, provider: provider.name }), 503);
    }
  });

  http.get('/my/provider/return', { schema }, async (request, reply) => {
    const page = deskOf(request as Asked, deps);
    reply.header('referrer-policy', 'same-origin');
    try {
      const arrived = await provider.arrive(request, reply);
      if ('found' in arrived) {
        return sendPage(reply, page, confirmLinkPage(page.view, newFormKey(), provider.name, arrived.found));
      }
      if ('parties' in arrived) {
        const choices = arrived.parties.map(({ party, partyKind, ...choice }) => ({
          ...choice,
          party: shownName(party, partyKind, maskName),
        }));
        return sendPage(reply, page, choosePartyPage(page.view, newFormKey(), choices, arrived.who));
      }
      await door.enterAs(request, reply, arrived.accountId);
      return sendPage(reply, page, signedInPage(page.view));
    } catch (error) {
      const problem = sentenceOf(desk, page, error);
      return sendPage(reply, page, signInPage(page.view, newFormKey(), { problem, provider: provider.name }), 401);
    }
  });

  http.post('/my/provider/choice', { schema, bodyLimit }, async (request, reply) => {
    reply.header('referrer-policy', 'same-origin');
    const page = deskOf(request as Asked, deps);
    try {
      door.countTry(request);
      const { typed } = await formOf(request);
      await door.enterAs(request, reply, await provider.choose(typed.who ?? '', typed.account ?? ''));
      return reply.redirect(linkTo(page.view, '/my'), 303);
    } catch (error) {
      const problem = sentenceOf(desk, page, error);
      return sendPage(reply, page, signInPage(page.view, newFormKey(), { problem, provider: provider.name }), 401);
    }
  });
}

/** The party's own page of it: linked by itself, with its password, and ended whenever it likes. */
function ownIdentityRoutes(http: HttpApp, desk: MyDesk, provider: PartyProvider): void {
  const { deps, door } = desk;

  const show = async (seat: Seat, state: FormState): Promise<string> => {
    const { accountId } = seat.session;
    const found = await inOwnFile(deps.pools, seat.session, (tx) => findOwnIdentity(tx, accountId));
    const linkedOn = found ? chinaDate(found.linkedAt) : null;
    return identityPage(seat.view, seat.owner, { provider: provider.name, linkedOn }, state);
  };

  http.get('/my/identity', { schema }, (request, reply) =>
    answer(desk, request, reply, (seat) => show(seat, { key: newFormKey(), typed: {} })),
  );

  http.post('/my/identity', { schema, bodyLimit }, async (request, reply) => {
    reply.header('referrer-policy', 'same-origin');
    const sent = await formOf(request);
    const seat = await seatOf(desk, request);
    try {
      await door.provePassword(seat.session, (sent.typed.password ?? '').slice(0, 128));
      const address = await provider.begin(request, reply, seat.session.accountId);
      return sendPage(reply, seat, towardsProviderPage(seat.view, seat.owner, provider.name, address));
    } catch (error) {
      const problem = sentenceOf(desk, seat, error);
      return sendPage(reply, seat, await show(seat, { key: newFormKey(), typed: {}, problem }), 422);
    }
  });

  http.post('/my/identity/link', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      show,
      async done(seat, sent) {
        await provider.link(
          actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) }),
          sent.typed.found ?? '',
        );
        return '/my/identity';
      },
    }),
  );

  http.post('/my/identity/end', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      show,
      async done(seat, sent) {
        await endOwnIdentity(actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) }));
        return '/my/identity';
      },
    }),
  );
}

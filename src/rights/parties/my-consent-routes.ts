import { createHash } from 'node:crypto';
import { consentsPage } from '../../../web/portal/my-consents-page.ts';
import type { FormState } from '../../../web/portal/my-forms.ts';
import type { Place } from '../../ground/access/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { listGrants } from '../reports/index.ts';
import { endConsent, listOwnConsents } from '../service/index.ts';
import { inOwnFile } from './file-queries.ts';
import { digestedOf } from './form-reading-routes.ts';
import { actingAs, answer, idOf, type MyDesk, newFormKey, type Seat } from './my-desk-routes.ts';
import { takeForm } from './my-form-routes.ts';

const schema = { hide: true };

/** What rests on the party's consent, and its end in one press: as easy as it was given (个人信息保护法 art. 15). */
export function myConsentRoutes(http: HttpApp, desk: MyDesk): void {
  const { deps } = desk;

  const show = (seat: Seat, state: FormState): Promise<string> =>
    inOwnFile(deps.pools, seat.session, async (tx) => {
      const services = (await listOwnConsents(tx, seat.session.subjectId)).map(({ id, givenOn, endedOn }) => ({
        id,
        givenOn,
        endedOn,
      }));
      const grants = await listGrants(tx, seat.session.subjectId);
      const open = grants.filter(({ ended, until }) => !ended && until >= chinaDate(deps.now())).length;
      return consentsPage(seat.view, seat.owner, { services, openGrants: open }, state);
    });

  /** @throws {Refusal} absent `service.consent_absent`: not the party's own */
  const placeOf = (seat: Seat, id: string): Promise<Place> =>
    inOwnFile(deps.pools, seat.session, async (tx) => {
      const own = (await listOwnConsents(tx, seat.session.subjectId)).find((consent) => consent.id === id);
      if (!own) throw new Refusal('absent', 'service.consent_absent', { id });
      return own.place;
    });

  http.get('/my/consents', { schema }, (request, reply) =>
    answer(desk, request, reply, (seat) => show(seat, { key: newFormKey(), typed: {} })),
  );
  http.post('/my/consents/:id/end', { schema, bodyLimit: 4_096 }, (request, reply) =>
    takeForm(desk, request, reply, {
      show,
      async done(seat, sent) {
        const id = idOf(request);
        // Pressed twice on an old page, it ends once.
        const key = createHash('sha256').update(`${sent.key} ${id}`).digest('hex').slice(0, 40);
        const ctx = actingAs(desk, seat, { key, digested: digestedOf(sent) }, await placeOf(seat, id));
        await endConsent(ctx, { law: deps.law() }, id);
        return '/my/consents';
      },
    }),
  );
}

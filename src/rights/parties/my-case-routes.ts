import { casePage } from '../../../web/portal/my-case-page.ts';
import { type FormState, POINTS, statementPage } from '../../../web/portal/my-forms.ts';
import type { Place } from '../../ground/access/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import {
  type CaseInHand,
  isHearing,
  type ProcedureDeps,
  type Runnable,
  runnableOf,
  stateAfter,
  takeStep,
  waysFrom,
} from '../procedures/index.ts';
import { inOwnFile } from './file-queries.ts';
import { digestedOf, type FormSent } from './form-reading-routes.ts';
import { actingAs, answer, idOf, type MyDesk, newFormKey, type Seat } from './my-desk-routes.ts';
import { ownName, ownRecord } from './my-file-routes.ts';
import { openingState, takeForm } from './my-form-routes.ts';
import { addAsParty, askForEarlyEnd, objectOrAdd, speakAsParty, withdrawAsParty } from './own-acts-commands.ts';
import { organKindOf, ownCase, ownCaseView } from './own-case-queries.ts';
import { endStatement, enterStatement } from './statement-commands.ts';
import { findStatement } from './statement-queries.ts';

const schema = { hide: true };
const bodyLimit = 27 * 1024 * 1024;
const kitOf = ({ deps }: MyDesk): ProcedureDeps => ({ law: deps.law(), vault: deps.vault });

async function showCase(
  desk: MyDesk,
  seat: Seat,
  id: string,
  runnables: readonly Runnable[],
  state: FormState,
): Promise<string> {
  const { law, today, view, owner, session } = seat;
  const partyName = await ownName(desk, seat);
  const one = await inOwnFile(desk.deps.pools, session, async (tx) =>
    ownCaseView(tx, desk.deps.vault, await ownCase(tx, id), runnables, { law, today, language: view.language }),
  );
  return casePage(view, owner, { ...one, today, partyName }, state);
}

/** The case and the organ at which the party acts in it: the one that keeps its record. */
async function caseAndPlace(desk: MyDesk, seat: Seat, id: string): Promise<{ inHand: CaseInHand; place: Place }> {
  return inOwnFile(desk.deps.pools, seat.session, async (tx) => {
    const inHand = await ownCase(tx, id);
    const { organId, organPath } = inHand.record;
    return { inHand, place: { organId, organPath, organKind: await organKindOf(tx, organId) } };
  });
}

const acting = (desk: MyDesk, seat: Seat, sent: FormSent, place: Place) =>
  actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) }, place);

/** A case of the party: where it stands, what it may still add, and its way out of it. */
export function myCaseRoutes(http: HttpApp, desk: MyDesk, runnables: readonly Runnable[]): void {
  const show = (seat: Seat, id: string, state: FormState) => showCase(desk, seat, id, runnables, state);

  http.get('/my/cases/:id', { schema }, (request, reply) =>
    answer(desk, request, reply, (seat) => show(seat, idOf(request), { key: newFormKey(), typed: {} })),
  );

  http.post('/my/cases/:id/points', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      show: (seat, state) => show(seat, idOf(request), state),
      async done(seat, sent) {
        const caseId = idOf(request);
        const { inHand, place } = await caseAndPlace(desk, seat, caseId);
        const ctx = acting(desk, seat, sent, place);
        const text = (sent.typed.text ?? '').trim();
        if (text !== '' && text.length < 4) throw new Refusal('invalid', 'statement.length', { least: 4, most: 2_000 });
        const said = { points: text === '' ? [] : [text], files: sent.files };
        const { table } = runnableOf(runnables, inHand.procedure);
        const state = stateAfter(table, inHand.taken);
        // Nothing that is said to a decided objection would be answered in it: from its receipt on it is one of its own.
        if (inHand.procedure === 'objection' && !isHearing(table, state))
          return `/my/cases/${await objectOrAdd(ctx, kitOf(desk), runnables, { ...said, recordId: inHand.record.id })}`;
        const isRepair = inHand.procedure === 'repair';
        if (text !== '' || sent.files.length > 0)
          await addAsParty(ctx, kitOf(desk), runnables, { ...said, caseId, isRepair });
        const open = waysFrom(table, state).map(({ step }) => step);
        if (sent.typed.do === 'supplement' && open.includes('supplement')) {
          const request_ = ctx.request && { ...ctx.request, key: `${ctx.request.key}.supplement` };
          const step = { caseId, step: 'supplement', after: inHand.taken.length };
          await takeStep({ ...ctx, ...(request_ ? { request: request_ } : {}) }, kitOf(desk), runnables, step);
        }
        return `/my/cases/${caseId}`;
      },
    }),
  );

  http.post('/my/cases/:id/defence', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      show: (seat, state) => show(seat, idOf(request), state),
      async done(seat, sent) {
        const caseId = idOf(request);
        const { inHand, place } = await caseAndPlace(desk, seat, caseId);
        const said = Array.from({ length: POINTS }, (_, at) => (sent.typed[`point-${at + 1}`] ?? '').trim());
        const points = said.filter((point) => point.length >= 4);
        if (points.length === 0) throw new Refusal('invalid', 'statement.length', { least: 4, most: 2_000 });
        const given = { caseId, after: inHand.taken.length, points, files: sent.files };
        await speakAsParty(acting(desk, seat, sent, place), kitOf(desk), runnables, given);
        return `/my/cases/${caseId}`;
      },
    }),
  );

  http.post('/my/cases/:id/early-end', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      show: (seat, state) => show(seat, idOf(request), state),
      async done(seat, sent) {
        const caseId = idOf(request);
        const { inHand, place } = await caseAndPlace(desk, seat, caseId);
        const ground = (sent.typed.ground ?? '').trim();
        if (ground.length < 4) throw new Refusal('invalid', 'statement.length', { least: 4, most: 2_000 });
        if (sent.typed.commit !== 'yes') throw new Refusal('invalid', 'party.commitment_needed');
        const given = {
          caseId,
          after: inHand.taken.length,
          points: [ground],
          files: sent.files,
          partyName: await ownName(desk, seat),
          documentNumber: inHand.record.documentNumber,
        };
        await askForEarlyEnd(acting(desk, seat, sent, place), kitOf(desk), runnables, given);
        return `/my/cases/${caseId}`;
      },
    }),
  );

  http.post('/my/cases/:id/withdrawal', { schema, bodyLimit: 16_384 }, (request, reply) =>
    takeForm(desk, request, reply, {
      show: (seat, state) => show(seat, idOf(request), state),
      async done(seat, sent) {
        const caseId = idOf(request);
        const { inHand, place } = await caseAndPlace(desk, seat, caseId);
        const text = (sent.typed.withdrawal ?? '').trim();
        const after = inHand.taken.length;
        await withdrawAsParty(acting(desk, seat, sent, place), kitOf(desk), runnables, { caseId, after, text });
        return `/my/cases/${caseId}`;
      },
    }),
  );
}

async function showStatement(desk: MyDesk, seat: Seat, recordId: string, state: FormState): Promise<string> {
  const about = await inOwnFile(desk.deps.pools, seat.session, async (tx) => {
    const { documentNumber } = await ownRecord(tx, seat, recordId);
    return {
      recordId,
      documentNumber,
      now: (await findStatement(tx, desk.deps.vault, { ...seat.session, recordId })) ?? null,
    };
  });
  return statementPage(seat.view, seat.owner, about, state);
}

/** The party's own statement on an entry: written, read for personal data by an officer, taken back whenever it likes. */
export function myStatementRoutes(http: HttpApp, desk: MyDesk): void {
  const placeOf = async (seat: Seat, recordId: string): Promise<Place> =>
    inOwnFile(desk.deps.pools, seat.session, async (tx) => {
      const { organId, organPath, organKind } = await ownRecord(tx, seat, recordId);
      return { organId, organPath, organKind };
    });

  http.get('/my/records/:id/statement', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) => {
      const id = idOf(request);
      return showStatement(desk, seat, id, await openingState(desk, seat, 'statement', id));
    }),
  );
  http.post('/my/records/:id/statement', { schema, bodyLimit: 16_384 }, (request, reply) =>
    takeForm(desk, request, reply, {
      draft: 'statement',
      show: (seat, state) => showStatement(desk, seat, idOf(request), state),
      async done(seat, sent) {
        const recordId = idOf(request);
        const ctx = acting(desk, seat, sent, await placeOf(seat, recordId));
        await enterStatement(ctx, kitOf(desk), { recordId, text: sent.typed.text ?? '' });
        return `/my/records/${recordId}/statement`;
      },
    }),
  );
  http.post('/my/records/:id/statement/end', { schema, bodyLimit: 4_096 }, (request, reply) =>
    takeForm(desk, request, reply, {
      show: (seat, state) => showStatement(desk, seat, idOf(request), state),
      async done(seat, sent) {
        const recordId = idOf(request);
        const ctx = acting(desk, seat, sent, await placeOf(seat, recordId));
        await endStatement(ctx, sent.typed.statement ?? '');
        return `/my/records/${recordId}/statement`;
      },
    }),
  );
}

import { type FormState, objectionPage, POINTS, repairFormPage } from '../../../web/portal/my-forms.ts';
import { MY_WORDS } from '../../../web/portal/my-words.ts';
import { periodIn } from '../../facts/publication/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { HttpApp } from '../../ground/platform/http.ts';
import { explain } from '../../rules/law/index.ts';
import { findUndecidedObjection, OBJECTION } from '../objections/index.ts';
import { getRecordOfCase, type ProcedureDeps, type Runnable } from '../procedures/index.ts';
import {
  fallsAwayIn,
  findHeldRuling,
  type HeldRuling,
  REPAIR,
  REPAIR_GROUNDS,
  type RepairGround,
  repairEligibility,
  repairFacts,
} from '../repairs/index.ts';
import { type HeldRecord, inOwnFile } from './file-queries.ts';
import { digestedOf } from './form-reading-routes.ts';
import { actingAs, answer, idOf, type MyDesk, type Seat } from './my-desk-routes.ts';
import { ownName, ownRecord } from './my-file-routes.ts';
import { openingState, takeForm } from './my-form-routes.ts';
import { applyAsParty, objectAsParty, objectOrAdd } from './own-acts-commands.ts';

const schema = { hide: true };
/** Five files of five megabytes and what is typed around them. */
const bodyLimit = 27 * 1024 * 1024;

const heldRecord = (desk: MyDesk, seat: Seat, id: string): Promise<HeldRecord> =>
  inOwnFile(desk.deps.pools, seat.session, (tx) => ownRecord(tx, seat, id));
const kitOf = ({ deps }: MyDesk): ProcedureDeps => ({ law: deps.law(), vault: deps.vault });
const placeOf = ({ organId, organPath, organKind }: HeldRecord) => ({ organId, organPath, organKind });

async function objectionForm(desk: MyDesk, seat: Seat, id: string, state: FormState): Promise<string> {
  const { law, today, view, owner } = seat;
  const { documentNumber, undecided } = await inOwnFile(desk.deps.pools, seat.session, async (tx) => ({
    ...(await ownRecord(tx, seat, id)),
    undecided: (await findUndecidedObjection(tx, await getRecordOfCase(tx, id))) ?? null,
  }));
  const inWords = (code: string) => periodIn(law, code, today, view.language);
  const clocks = { own: inWords('objection.own'), total: inWords('objection.total') };
  const about = { recordId: id, documentNumber, undecided, grounds: OBJECTION.grounds, ...clocks };
  return objectionPage(view, owner, about, state);
}

async function repairForm(desk: MyDesk, seat: Seat, id: string, state: FormState): Promise<string> {
  const { law, today, view, owner, session } = seat;
  const { documentNumber } = await heldRecord(desk, seat, id);
  const partyName = await ownName(desk, seat);
  const ground = groundIn(state.typed.ground);
  const { facts, rulings } = await inOwnFile(desk.deps.pools, session, async (tx) => {
    const record = await getRecordOfCase(tx, id);
    const held = new Map<RepairGround, HeldRuling>();
    for (const plan of REPAIR_GROUNDS) {
      const ruling = await findHeldRuling(tx, record, plan);
      if (ruling !== undefined) held.set(plan, ruling);
    }
    return { facts: await repairFacts(tx, record), rulings: held };
  });
  const found = repairEligibility({ ...facts, ground, ruling: rulings.get(ground) }, law, today);
  const about = {
    recordId: id,
    documentNumber,
    partyName,
    today,
    earliestOn: found.earliestOn ?? null,
    outstanding: facts.dutyOutstanding === true,
    materials: found.materials,
    rulings: [...rulings].map(([plan, ruling]) => ({ ground: REPAIR.grounds[plan], ...ruling })),
    fallsAway: fallsAwayIn(found),
    grounds: REPAIR.grounds,
    why: explain(found.derivation, view.language).slice(1),
  };
  return repairFormPage(view, owner, about, state);
}

const groundIn = (typed: string | undefined): RepairGround => REPAIR_GROUNDS.find((one) => one === typed) ?? 'term';

/** Objection and application for repair, by the party itself: forms without a script, with drafts, files and every refusal explained. */
export function myObjectionRoutes(http: HttpApp, desk: MyDesk, runnables: readonly Runnable[]): void {
  http.get('/my/records/:id/objection', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) => {
      const id = idOf(request);
      return objectionForm(desk, seat, id, await openingState(desk, seat, 'objection', id));
    }),
  );
  http.post('/my/records/:id/objection', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      draft: 'objection',
      show: (seat, state) => objectionForm(desk, seat, idOf(request), state),
      async done(seat, sent) {
        const recordId = idOf(request);
        const points = Array.from({ length: POINTS }, (_, at) => (sent.typed[`point-${at + 1}`] ?? '').trim());
        const said = points.filter((point) => point.length >= 4);
        if (said.length === 0) throw new Refusal('invalid', 'objection.no_point');
        const ground = Object.keys(OBJECTION.grounds).find((code) => code === sent.typed.ground);
        const ctx = actingAs(
          desk,
          seat,
          { key: sent.key, digested: digestedOf(sent) },
          placeOf(await heldRecord(desk, seat, recordId)),
        );
        const given = { recordId, ground: ground as keyof typeof OBJECTION.grounds, points: said, files: sent.files };
        // Whoever was told that an objection is open chose to add to it; until then a second one is refused, with what was typed.
        if (sent.typed.do === 'add') return `/my/cases/${await objectOrAdd(ctx, kitOf(desk), runnables, given)}`;
        const { result } = await objectAsParty(ctx, kitOf(desk), given);
        return `/my/cases/${result.id}`;
      },
    }),
  );

  http.get('/my/records/:id/repair', { schema }, (request, reply) =>
    answer(desk, request, reply, async (seat) => {
      const id = idOf(request);
      return repairForm(desk, seat, id, await openingState(desk, seat, 'repair', id));
    }),
  );
  http.post('/my/records/:id/repair', { schema, bodyLimit }, (request, reply) =>
    takeForm(desk, request, reply, {
      draft: 'repair',
      show: (seat, state) => repairForm(desk, seat, idOf(request), state),
      async done(seat, sent) {
        const recordId = idOf(request);
        if (sent.typed.commit !== 'yes') {
          throw new Refusal('rule', 'repair.material_missing', { missing: [MY_WORDS[seat.view.language].commitment] });
        }
        const record = await heldRecord(desk, seat, recordId);
        const ctx = actingAs(desk, seat, { key: sent.key, digested: digestedOf(sent) }, placeOf(record));
        const caseId = await applyAsParty(ctx, kitOf(desk), runnables, {
          recordId,
          ground: groundIn(sent.typed.ground),
          partyName: await ownName(desk, seat),
          note: (sent.typed.note ?? '').trim(),
          files: sent.files,
        });
        return `/my/cases/${caseId}`;
      },
    }),
  );
}

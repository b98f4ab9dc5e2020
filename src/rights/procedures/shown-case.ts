import type { z } from 'zod';
import type { CaseShape } from './case-shape.ts';
import type { Judge } from './case-views.ts';
import type { Hands } from './hand-queries.ts';
import { isDeciding, type Procedure, pointsBy } from './procedure.ts';
import { isAnswering, isHearing, isSettled } from './procedure-case.ts';
import type { CaseInHand } from './procedure-queries.ts';
import { OUTCOMES_OF } from './procedure-tables.ts';

type Shown = z.infer<typeof CaseShape>;
type Parts = {
  readonly table: Procedure;
  readonly state: string;
  readonly inHand: CaseInHand;
  readonly hands: Hands;
  readonly accountId: string;
  readonly judge: Judge;
} & Pick<Shown, 'ways' | 'timers'>;

/** What this reader may do in the case besides its steps. */
function rightsIn({ table, state, inHand, accountId, judge }: Parts): Shown['rights'] {
  const open = table.states[state]!.final !== true;
  const isOut = inHand.recused.includes(accountId);
  const says = (deed: Parameters<Judge>[0]) => judge(deed).allowed;
  return {
    dispose: open && !isOut && says('procedure.dispose') && isAnswering(table, state),
    addPoint: isHearing(table, state) && !isOut && says(pointsBy(table)),
    look: says('procedure.look'),
    stayOut: open && !isOut && says('procedure.stay_out'),
    recuse: open && says('procedure.recuse'),
  };
}

function shownSteps({ table, inHand, hands, accountId }: Parts): Shown['steps'] {
  return inHand.taken.map(({ number, step, to, on, at, by, cause, documents, saysWhy, remedies, basis }) => ({
    number,
    step,
    name: table.steps[step]!.name,
    to,
    toName: table.states[to]!.name,
    on,
    at: at.toISOString(),
    by: hands.steps.get(number)!,
    byMe: by === accountId,
    decides: isDeciding(table.steps[step]!),
    cause: cause ?? null,
    documents,
    saysWhy,
    remedies,
    basis,
    told: hands.told.get(number) ?? null,
  }));
}

function shownPoints(parts: Parts): Shown['points'] {
  const { table, inHand, hands } = parts;
  const { dispose } = rightsIn(parts);
  return inHand.points.map(({ number, kind, sha256, outcome, disposedAt }) => {
    const found = hands.disposed.get(number);
    const disposed = found ? { by: found.by, at: found.at.toISOString() } : null;
    const disposable = dispose && !isSettled(table, inHand.taken, disposedAt);
    return { number, kind, sha256, outcome, outcomes: OUTCOMES_OF[kind], disposed, disposable };
  });
}

/** A case for this reader: where it stands, by which clocks, who did what, and which steps are open to whom. */
export function shownCase(parts: Parts): Shown {
  const { table, state, inHand, hands, accountId, ways, timers } = parts;
  const { id, procedure, channel, ground, openedAt, record, taken } = inHand;
  const standing = table.states[state]!;
  return {
    id,
    procedure,
    procedureName: table.name,
    recordId: record.id,
    documentNumber: record.documentNumber,
    decidedOn: record.decidedOn,
    item: record.item,
    party: hands.party,
    organ: hands.organ,
    channel,
    ground,
    groundName: table.grounds[ground]!,
    openedAt: openedAt.toISOString(),
    state,
    stateName: standing.name,
    final: standing.final === true,
    hearing: isHearing(table, state),
    marksRecord: standing.marksRecord === true,
    endsUse: standing.endsUse === true,
    after: taken.length,
    steps: shownSteps(parts),
    points: shownPoints(parts),
    rights: rightsIn(parts),
    recused: hands.recused.map(({ accountId: who, name, at }) => ({
      name,
      at: at.toISOString(),
      me: who === accountId,
    })),
    documentNames: table.documents,
    timers,
    ways,
  };
}

import { draftedFor, isDeciding, type Procedure } from './procedure.ts';

/** A state and a move as rows of procedure_states and procedure_moves. The database holds what this says; a test compares. */
export type StateRow = {
  readonly procedure: string;
  readonly state: string;
  readonly marks_record: boolean;
  readonly ends_use: boolean;
  readonly is_final: boolean;
  readonly is_decided: boolean;
};
export type MoveRow = {
  readonly procedure: string;
  readonly step: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly decides: boolean;
  readonly once: boolean;
  readonly answers_all: boolean;
  readonly tells_remedies: boolean;
  readonly needs_documents: readonly string[];
  readonly drafted_documents: readonly string[];
  readonly serves: readonly string[];
  readonly not_by: readonly string[];
  /** A way of the table as it was before: histories have it, nobody takes it any more. */
  readonly former: boolean;
};

export function stateRows(table: Procedure): StateRow[] {
  const { code: procedure, states } = table;
  return Object.entries(states).map(([state, rule]) => ({
    procedure,
    state,
    marks_record: rule.marksRecord === true,
    ends_use: rule.endsUse === true,
    is_final: rule.final === true,
    is_decided: rule.decided === true,
  }));
}

export function moveRows(table: Procedure): MoveRow[] {
  const { code: procedure, steps } = table;
  return Object.entries(steps).flatMap(([step, rule]) => {
    const rows = (ways: Readonly<Record<string, string>>, former: boolean) =>
      Object.entries(ways).map(([from_state, to_state]) => ({
        procedure,
        step,
        from_state,
        to_state,
        decides: isDeciding(rule),
        once: rule.once === true,
        answers_all: rule.answersAll === true,
        tells_remedies: rule.remedies !== undefined,
        needs_documents: rule.documents,
        drafted_documents: draftedFor(table, rule.documents),
        serves: rule.serves ?? [],
        not_by: rule.notBy,
        former,
      }));
    return [...rows(rule.ways, false), ...rows(rule.formerWays ?? {}, true)];
  });
}

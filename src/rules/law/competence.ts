import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { ENUMERATED } from './derivation.ts';
import type { ActingOrgan } from './facts.ts';
import type { Law } from './law.ts';
import type { Competence, OrganClass, OrganLevel } from './pack.ts';
import { type Answer, Reasoning } from './reasoning.ts';

/** A matter to be decided: `penalty` of a `lawyer`, with the kinds of penalty it contains. */
export type Matter = { readonly matter: string; readonly subject: string; readonly kinds?: readonly string[] };
export type CompetenceAnswer = Answer & { readonly competentLevels: readonly OrganLevel[] };

/** True when the organ belongs to the class: same branch, and one of its levels where it names levels. */
export function belongsTo({ branch, level }: ActingOrgan, organs: OrganClass): boolean {
  return organs.branch === branch && (organs.levels === undefined || organs.levels.includes(level));
}

/**
 * Whether the organ may decide the matter (law file 3.1). Several kinds of penalty in one decision: it must be competent for
 * each. No row for the matter: unknown, a person finds the competent organ.
 */
export function mayDecide(organ: ActingOrgan, matter: Matter, law: Law, on: PlainDate): CompetenceAnswer {
  const reasoning = new Reasoning('question.competence', { organ, ...matter }, law, on);
  const rows = law
    .all('competences', on)
    .filter((row) => row.matter === matter.matter && row.subjects.includes(matter.subject));
  const kinds = matter.kinds === undefined || matter.kinds.length === 0 ? [undefined] : matter.kinds;
  for (const kind of kinds) decideOne(kind, organ, rows, reasoning);
  const deciding = rows.filter((row) => row.role === 'decide' && kinds.every((kind) => includesKind(row, kind)));
  return {
    ...reasoning.answer(),
    competentLevels: [...new Set(deciding.flatMap(({ organ: { levels } }) => levels ?? []))],
  };
}

function decideOne(
  kind: string | undefined,
  organ: ActingOrgan,
  rows: readonly Competence[],
  reasoning: Reasoning,
): void {
  const facts = { kind: kind ?? 'all', branch: organ.branch, level: organ.level };
  const covering = rows.filter((row) => includesKind(row, kind));
  const deciding = covering.filter(({ role }) => role === 'decide');
  if (deciding.length === 0) {
    reasoning.doubt('competence.no_row', facts);
    return;
  }
  const own = deciding.find((row) => belongsTo(organ, row.organ) || isDelegated(row, organ, reasoning));
  if (own !== undefined) {
    reasoning.say('competence.decides', facts, own.basis);
    return;
  }
  const levels = [...new Set(deciding.flatMap((row) => row.organ.levels ?? []))].join(ENUMERATED);
  reasoning.refuse(
    'competence.not_competent',
    { ...facts, competent: levels },
    deciding.flatMap(({ basis }) => basis),
  );
  for (const row of covering.filter(({ role, organ: named }) => role !== 'decide' && belongsTo(organ, named))) {
    reasoning.say('competence.other_role', { role: row.role }, row.basis);
  }
}

function includesKind({ kinds }: Competence, kind: string | undefined): boolean {
  return kinds === undefined || (kind !== undefined && kinds.includes(kind));
}

function isDelegated({ code }: Competence, organ: ActingOrgan, { law, on }: Reasoning): boolean {
  return (
    organ.code !== undefined &&
    law.all('delegations', on).some(({ competence, to }) => competence === code && to === organ.code)
  );
}

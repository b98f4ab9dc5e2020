import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Law } from '../../rules/law/index.ts';
import { type BindingOfRecord, bindingsOf } from './bindings.ts';
import { CHECK_SENTENCES } from './check-sentences.ts';
import { type Fact, factInForce, type KnownRecord, type PartyKind, type Said, shownName } from './fact-in-force.ts';

export type AskedBy = 'code' | 'name' | 'person';
export type KnownParty = { readonly kind: PartyKind; readonly name: string; readonly code: string | null };
/** How far a source reaches. `organ` null: nobody has delivered this item yet. */
export type CoverageGap = {
  readonly organ: { readonly name: string; readonly nameEn: string } | null;
  readonly item: string;
  /** Instant of its last accepted delivery; what came about later is not known here. */
  readonly upTo: string | null;
};

/** What is known about one question when it is put. */
export type Known = {
  readonly id: string;
  readonly asOf: Date;
  readonly asked: { readonly by: AskedBy; readonly matter: string; readonly purpose: string };
  readonly party: KnownParty | undefined;
  readonly records: readonly KnownRecord[];
  /** Whom a name brought up; for a question by name only. */
  readonly candidates: readonly KnownParty[];
  /** Of a code that cannot exist: whom codes near it name. */
  readonly near?: readonly KnownParty[] | undefined;
  readonly coverage: readonly CoverageGap[];
};

/** Facts in force and law: never a verdict, a count or an order by weight. Not found is an answer, with its coverage. */
export type Answer = {
  readonly id: string;
  readonly asOf: string;
  readonly asked: Known['asked'];
  readonly subject: KnownParty | null;
  readonly candidates?: readonly KnownParty[];
  /** The code fails its check: it was given to nobody, and nothing is said of records. `near`: organisations with a code near it. */
  readonly noSuchCode?: { readonly near: readonly KnownParty[] };
  readonly facts: readonly Fact[];
  /** Articles that bind, allow or forbid the asking organ in this matter, each with the record it follows from; absent: none. */
  readonly bindings?: readonly BindingOfRecord[];
  readonly coverageGaps: readonly CoverageGap[];
  /** End of that day in China: on the next one a fact may have ended. */
  readonly validUntil: string;
  readonly edition: string;
  readonly derivation: Said;
};

/** The answer to one question on one day. A name alone brings candidates and no fact about anybody. */
export function answerOf(known: Known, law: Law, today: PlainDate, mask: (name: string) => string): Answer {
  const { party, asked } = known;
  const shown = (one: KnownParty): KnownParty => ({ ...one, name: shownName(one.name, one.kind, mask) });
  const subject = asked.by === 'name' || party === undefined ? null : shown(party);
  const facts =
    subject === null
      ? []
      : known.records.flatMap((record) => factInForce(record, subject.kind, law, today, mask) ?? []);
  const bindings = bindingsOf(asked.matter, facts, known.records, law, today);
  return {
    id: known.id,
    asOf: known.asOf.toISOString(),
    asked,
    subject,
    ...(asked.by === 'name' ? { candidates: known.candidates.map(shown) } : {}),
    ...(known.near === undefined ? {} : { noSuchCode: { near: known.near.map(shown) } }),
    facts,
    ...(bindings.length > 0 ? { bindings } : {}),
    coverageGaps: gapsOf(known.coverage, law, today),
    validUntil: `${today}T23:59:59.999+08:00`,
    edition: law.edition,
    derivation: whyOf(foundHow(known, subject), bindings.length > 0),
  };
}

/** Every source of an item that checks tell, and every such item without a source. */
function gapsOf(coverage: readonly CoverageGap[], law: Law, today: PlainDate): CoverageGap[] {
  return law
    .all('items', today)
    .filter(({ enabled, about }) => enabled && (about === 'penalty' || about === 'licence'))
    .flatMap(({ code }) => {
      const sources = coverage.filter(({ item }) => item === code);
      return sources.length > 0 ? sources : [{ organ: null, item: code, upTo: null }];
    });
}

type FoundHow = 'by_name' | 'no_such_code' | 'not_found' | 'found';
function foundHow({ asked, near }: Known, subject: KnownParty | null): FoundHow {
  if (asked.by === 'name') return 'by_name';
  if (near !== undefined) return 'no_such_code';
  return subject === null ? 'not_found' : 'found';
}

function whyOf(found: FoundHow, bound: boolean): Said {
  // Of a code that cannot exist nothing was looked for.
  if (found === 'no_such_code') return { zh: [CHECK_SENTENCES[found].zh], en: [CHECK_SENTENCES[found].en] };
  const sentences = [
    CHECK_SENTENCES[found],
    CHECK_SENTENCES.in_force,
    CHECK_SENTENCES.not_used,
    CHECK_SENTENCES.gaps,
    ...(bound ? [CHECK_SENTENCES.bindings] : []),
  ];
  return { zh: sentences.map(({ zh }) => zh), en: sentences.map(({ en }) => en) };
}

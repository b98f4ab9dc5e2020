import type { PlainDate } from '../../../ground/kernel/plain-date.ts';
import type { CatalogueItem } from '../../../rules/law/item.ts';
import type { StoredFacts, SubjectKind } from '../../records/decision-facts.ts';
import { partyKindOf } from './party-kind.ts';
import type { Facts } from './problem.ts';
import type { RolePlaces } from './record-roles.ts';
import type { RecordRule } from './record-rule.ts';

/** What the gate of the law holds against a row, and at which of its cells it is told. */
export type GateFinding = {
  readonly code: string;
  readonly place: 'party' | 'procedure' | 'organ';
  readonly facts: Facts;
  /** First day of the articles: a decision of before is not judged by them. */
  readonly since?: PlainDate | undefined;
};
export type RowGate = (item: string, facts: StoredFacts, party: SubjectKind) => readonly GateFinding[];

/** What the gate asks for, beside the first two characters of the code. Rows that agree in all of it are the same to it. */
const ASKED: readonly string[] = [
  ...['procedure', 'legal_service_kind', 'CF_CFLB', 'more_kinds', 'licence_effect', 'CF_CFJG', 'CF_CFJGDM'],
  ...['XK_XKZS', 'XK_XKJG', 'XK_XKJGDM'],
];
/** Of the simple procedure the amount matters as well: what may be decided on the spot has a ceiling (行政处罚法 art. 51). */
const FINE = 'CF_NR_FK';
const SIMPLE = 'simple';
const WITHDRAWAL = '2';
/** Different sets of facts in one file are few; the bound is against a file that was made to have many. */
const MOST_REMEMBERED = 10_000;

/** The gate is asked once for each set of facts that matters. A withdrawal is always open. */
export function gateRule(item: CatalogueItem, places: RolePlaces, gate: RowGate | undefined): RecordRule[] {
  if (gate === undefined) return [];
  const place = (code: string) => item.fields.findIndex((field) => field.code === code);
  const asked = ASKED.map((code) => ({ code, at: place(code) })).filter(({ at }) => at >= 0);
  const action = place('action');
  const party = places.partyKind >= 0 ? places.partyKind : places.name;
  const organ = Math.max(place('CF_CFJG'), place('XK_XKJG'));
  const told = { party, procedure: place('procedure'), organ };
  const simple = { procedure: place('procedure'), fine: { code: FINE, at: place(FINE) } };
  const ask = findings(item, places, { asked, simple }, gate);
  return [
    (values, at) => {
      if (values[action] === WITHDRAWAL) return;
      for (const { code, place: where, facts, since } of ask(values)) {
        const decidedOn = values[places.decidedOn];
        if (since === undefined || decidedOn === undefined || decidedOn >= since) at(told[where]).tell(code, facts);
      }
    },
  ];
}

type Values = readonly (string | undefined)[];
type Place = { readonly code: string; readonly at: number };
type Asked = {
  readonly asked: readonly Place[];
  readonly simple: { readonly procedure: number; readonly fine: Place };
};

function findings(item: CatalogueItem, { partyKind, partyCodes }: RolePlaces, { asked, simple }: Asked, gate: RowGate) {
  const known = new Map<string, readonly GateFinding[]>();
  const [uscc = -1] = partyCodes;
  const service = item.fields.findIndex(({ code }) => code === 'legal_service_kind');
  return (values: Values): readonly GateFinding[] => {
    const kind = partyKindOf(values[partyKind], values[uscc]);
    const isSimple = values[simple.procedure] === SIMPLE;
    let key: string = isSimple ? `${kind} ${values[simple.fine.at] ?? ''}` : kind;
    // Most rows: of an organisation that is no legal-service party (GB 32100: 3) the gate asks nothing else.
    if (isSimple || kind === 'person' || values[service] !== undefined || values[uscc]?.startsWith('3')) {
      key += ` ${values[uscc]?.slice(0, 2) ?? ''}`;
      for (const { at } of asked) key += `\u0000${values[at] ?? ''}`;
    }
    const before = known.get(key);
    if (before !== undefined) return before;
    const code = uscc < 0 ? [] : [{ code: item.fields[uscc]!.code, at: uscc }];
    const fields = [...asked, ...code, ...(isSimple ? [simple.fine] : [])];
    const given = fields.filter(({ at }) => values[at] !== undefined).map(({ code, at }) => [code, values[at]]);
    const found = gate(item.code, Object.fromEntries(given), kind);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
}

import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { maskName } from '../../ground/vault/mask.ts';
import { foldName } from '../../names/subjects/name-fold.ts';
import type { CatalogueItem } from '../../rules/law/index.ts';
import { partyKindOf } from './checking/party-kind.ts';
import type { RowProblem } from './checking/problem.ts';
import { type RolePlaces, rolePlaces } from './checking/record-roles.ts';
import type { CheckedRow } from './checking/row-checker.ts';
import type { RowLaw } from './row-law.ts';
import { type SealedRow, sealIfAny } from './sealed-row.ts';
import type { Action, Outcome, StagedContent, StagedRow, StoredProblem, SubjectKind } from './staged-row.ts';
import { mayNameSomebody, withholdName } from './withheld-names.ts';

const ACTIONS: Readonly<Record<string, Action>> = { 0: 'add', 1: 'correct', 2: 'withdraw' };
/** Faults that a person may overcome, one at a time: the row waits in quarantine and is not refused. */
const FOR_A_PERSON = new Set(['text.several_parties', 'E03.check_character', 'gate.not_competent']);
const DUPLICATES = new Set(['E10.duplicate', 'E10.duplicate_on_sheet']);
/** Facts of a problem that can hold no value of a row; of the gate's the kinds of penalty are words of the catalogue. */
const PLAIN_FACTS = new Set([
  ...['due', 'allowed', 'limit', 'first', 'item', 'placeholder', 'required', 'requiredEn'],
  ...['article', 'kinds', 'levels', 'levelsEn', 'own', 'ownEn', 'mark', 'markEn'],
]);

export type StagingOptions = {
  readonly item: CatalogueItem;
  readonly vault: Vault;
  readonly organPath: string;
  readonly lawOf: (item: string, facts: Readonly<Record<string, unknown>>, kind: SubjectKind) => RowLaw;
};

type Party = Pick<StagedContent, 'subjectKind' | 'keyKind' | 'subjectKey' | 'subjectId'> & {
  readonly personNames: readonly string[];
};

/** What about an item is the same for each of its rows, worked out once: a file has a hundred thousand of them. */
type ItemPlaces = RolePlaces & {
  readonly registeredOn: number;
  readonly action: number;
  /** Fields whose values may stand in the open. */
  readonly open: readonly { readonly at: number; readonly code: string }[];
  readonly sealed: readonly number[];
  /** Fields of the party's own codes. Number of a resident and code of an organ are not: nobody takes a faulty one of these. */
  readonly ownCodes: ReadonlySet<string>;
};

function itemPlaces(item: CatalogueItem): ItemPlaces {
  const { fields } = item;
  const place = (code: string) => fields.findIndex((field) => field.code === code);
  const roles = rolePlaces(item);
  const codes = roles.partyCodes.map((at) => fields[at]!).filter(({ type }) => type === 'identifier');
  return {
    ...roles,
    ownCodes: new Set(codes.map(({ code }) => code)),
    registeredOn: place('registered_on'),
    action: place('action'),
    open: fields.flatMap(({ code, disclosure }, at) =>
      disclosure === 'sealed' || code === 'action' ? [] : [{ at, code }],
    ),
    sealed: fields.flatMap(({ disclosure }, at) => (disclosure === 'sealed' ? [at] : [])),
  };
}

/**
 * Makes staged rows of checked ones: whom they are about, which record they are, what is sealed. One per item and batch; the number
 * is that of the row in its file.
 */
export function rowStager(options: StagingOptions): (checked: CheckedRow, rowNumber: number) => StagedRow {
  const places = itemPlaces(options.item);
  return (checked, rowNumber) => {
    const outcome = outcomeOf(checked.problems, places.ownCodes);
    const late = checked.problems.some(({ code }) => code === 'E08.late');
    const problems = checked.problems.map(storedProblem);
    const party = outcome === 'refused' ? undefined : partyOf(checked, places, options);
    const said = party === undefined ? undefined : contentOf(checked, party, places, options);
    const isUnsure = said && mayNameSomebody(said.subjectKind, said.name, problems);
    const kept = isUnsure ? withholdName(options.vault, said) : undefined;
    const content = kept?.shown ?? said;
    const sealed =
      content === undefined || outcome === 'duplicate'
        ? undefined
        : sealIfAny(options.vault, { fields: fieldsToSeal(checked, options, places, party!), content: kept?.withheld });
    // Nothing says whose record it is: a person finds out.
    const settled: Outcome = outcome === 'good' && content === undefined ? 'doubtful' : outcome;
    return { rowNumber, outcome: settled, late, problems, content, sealed };
  };
}

function outcomeOf(problems: readonly RowProblem[], ownCodes: ReadonlySet<string>): Outcome {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return 'good';
  if (errors.every(({ code }) => DUPLICATES.has(code))) return 'duplicate';
  const [first] = errors;
  const isOneDoubt = FOR_A_PERSON.has(first!.code) && errors.every(({ code }) => code === first!.code);
  const isOfTheParty = first!.code !== 'E03.check_character' || errors.every(({ field }) => ownCodes.has(field ?? ''));
  return isOneDoubt && isOfTheParty ? 'doubtful' : 'refused';
}

function storedProblem({ code, severity, field, column, facts, words }: RowProblem): StoredProblem {
  const plain = Object.fromEntries(
    Object.entries(facts ?? {}).filter(([name, value]) => typeof value === 'number' || PLAIN_FACTS.has(name)),
  );
  return {
    code,
    severity,
    ...(field === undefined ? {} : { field }),
    ...(column === undefined ? {} : { column }),
    ...(Object.keys(plain).length === 0 ? {} : { facts: plain }),
    ...(words === undefined ? {} : { words }),
  };
}

/** Whom the row is about, by the surest code it gives. A person only by the sealed number, and only where the item has one. */
function partyOf({ values }: CheckedRow, places: RolePlaces, { item, vault }: StagingOptions): Party | undefined {
  const told = values[places.partyKind];
  const isPerson = partyKindOf(told, undefined) === 'person';
  for (const place of places.partyCodes) {
    const value = values[place];
    const field = item.fields[place]!;
    if (value === undefined || place === places.name || (field.disclosure === 'sealed') !== isPerson) continue;
    const keyKind = isPerson ? 'person' : (field.identifier as Party['keyKind']);
    const subjectKey = isPerson ? vault.lookupHash('person', value.toUpperCase()).toString('hex') : value;
    const name = values[places.name];
    return {
      subjectKind: partyKindOf(told, keyKind === 'uscc' ? value : undefined),
      keyKind,
      subjectKey,
      subjectId: idOf(vault, 'subject', `${keyKind} ${subjectKey}`),
      personNames: isPerson && name !== undefined ? [name] : [],
    };
  }
  return undefined;
}

function contentOf(
  checked: CheckedRow,
  party: Party,
  places: ItemPlaces,
  options: StagingOptions,
): StagedContent | undefined {
  const { item, vault, lawOf } = options;
  const { values } = checked;
  const name = values[places.name];
  const decidedOn = (values[places.decidedOn] ?? values[places.registeredOn]) as PlainDate | undefined;
  if (name === undefined || decidedOn === undefined) return undefined;
  const isPerson = party.subjectKind === 'person';
  const facts = factsOf(checked, places, party);
  const documentNumber = values[places.number] ?? party.subjectKey;
  const parts = [item.code, documentNumber, party.subjectKey, decidedOn, values[places.organCode] ?? options.organPath];
  const found = lawOf(item.code, facts, party.subjectKind);
  const action = ACTIONS[values[places.action] ?? '0'] ?? 'add';
  return {
    action,
    subjectId: party.subjectId,
    subjectKind: party.subjectKind,
    keyKind: party.keyKind,
    subjectKey: party.subjectKey,
    name: isPerson ? maskName(name) : name,
    folded: isPerson ? maskName(name) : foldName(name),
    recordId: idOf(vault, 'record', parts.join('\u0000')),
    documentNumber,
    decidedOn,
    publicationDueOn: found.publicationDueOn,
    class: found.class,
    classRule: found.rule,
    facts,
  };
}

/** What may stand in the open: not the sealed fields, and of a person not the name, wherever it occurs. */
function factsOf({ values }: CheckedRow, { open }: ItemPlaces, { personNames }: Party): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const { at, code } of open) {
    const value = values[at];
    if (value === undefined) continue;
    facts[code] = personNames.reduce((text, name) => text.replaceAll(name, maskName(name)), value);
  }
  return facts;
}

/** The personal values of a row: sealed fields, and for a person every field as it came. */
function fieldsToSeal(
  { values }: CheckedRow,
  { item }: StagingOptions,
  places: ItemPlaces,
  { personNames }: Party,
): SealedRow['fields'] {
  const kept = (personNames.length > 0 ? [...values.keys()] : places.sealed).filter((at) => values[at] !== undefined);
  if (kept.length === 0) return undefined;
  return Object.fromEntries(kept.map((at) => [item.fields[at]!.code, values[at]!]));
}

/** The same key gives the same id everywhere, so that two batches at once agree; without the vault's key nobody can make it. */
function idOf(vault: Vault, kind: string, key: string): string {
  const bytes = Buffer.from(vault.lookupHash(kind, key).subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80; // version 8: made by a rule of ours (RFC 9562)
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

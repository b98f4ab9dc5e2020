import { type Actor, ROLES, type Role } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { cedar, POLICIES, POLICY_SET, type Policy, SCHEMA } from './policy-set.ts';
import { refuseOutsideKey } from './programs/key-scope.ts';

/** Who had a matter in hand before: account ids. What is left out is unknown, and unknown never counts as "somebody else". */
export type History = {
  readonly submittedBy?: string;
  readonly draftedBy?: string;
  readonly reviewedBy?: string;
  readonly decidedBy?: string;
};

/** What is acted upon, as far as the right to act depends on it. */
export type Matter = {
  readonly kind: string;
  /** Place of the organ to which the matter belongs, `1.3.`. */
  readonly organPath: string;
  readonly item?: string;
  /** The answer tells nothing of an item that the key of a program is not for: it is cut to {@link itemsOf}, or what is asked for is not there. */
  readonly cut?: true;
  /** The matters (办理事项) in which somebody asks. */
  readonly matters?: readonly string[];
  readonly history?: History;
  /** The account that the deed is about: whose post, key or lock. */
  readonly about?: string;
  /** The subject (信用主体) that it is about: a party has a say in its own matters alone. */
  readonly subjectId?: string;
};

/** An answer with its reason: the policy that decided, in sentences, with its article. */
export type Decision = {
  readonly allowed: boolean;
  readonly policy: string;
  readonly says: Policy['says'];
  readonly article: string;
  readonly mark: Policy['mark'];
  /** Every policy that led to this answer, in the order of the files; empty when no rule allows it. */
  readonly policies: readonly string[];
};

const NO_RIGHT: Decision = {
  allowed: false,
  policy: 'no-right',
  says: { zh: '本岗位没有此项权限。', en: 'This post does not have that right.' },
  article: '',
  mark: 'own',
  policies: [],
};

type Seen = 'self' | 'another' | 'unknown';
/** All that a decision can depend on. Persons and organs enter only as "self or another", "own or foreign". */
type Shape = {
  deed: Deed;
  actor: Pick<Actor, 'kind' | 'role' | 'organKind'>;
  within: boolean;
  kind: string;
  item: string | undefined;
  seen: Readonly<Record<(typeof SEEN)[number], Seen>>;
};
const SEEN = ['submittedBy', 'draftedBy', 'reviewedBy', 'decidedBy', 'about'] as const;

const officer = (id: string) => ({ type: 'Officer', id });
const organ = (id: string) => ({ type: 'Organ', id });

function entitiesOf({ actor, within, kind, item, seen }: Shape) {
  const person = (id: string, role: string) => ({
    uid: officer(id),
    attrs: { kind: actor.kind, organKind: actor.organKind, organ: { __entity: organ('own') } },
    parents: [{ type: 'Role', id: role }],
  });
  const known = SEEN.filter((name) => seen[name] !== 'unknown');
  const history = Object.fromEntries(known.map((name) => [name, { __entity: officer(seen[name]) }]));
  return [
    person('self', actor.role),
    person('another', actor.role),
    { uid: organ('own'), attrs: {}, parents: [] },
    { uid: organ('foreign'), attrs: {}, parents: [] },
    {
      uid: { type: 'Matter', id: 'matter' },
      attrs: { kind, ...(item === undefined ? {} : { item }), ...history },
      parents: [organ(within ? 'own' : 'foreign')],
    },
  ];
}

function ask(shape: Shape): Decision {
  const answer = cedar.statefulIsAuthorized({
    principal: officer('self'),
    action: { type: 'Action', id: shape.deed },
    resource: { type: 'Matter', id: 'matter' },
    context: {},
    preparsedSchemaName: SCHEMA,
    validateRequest: true,
    preparsedPolicySetId: POLICY_SET,
    entities: entitiesOf(shape),
  });
  // A fault of ours, never an answer: neither a failed call nor a rule that could not be evaluated may count as "no rule".
  const fault = answer.type === 'failure' ? answer.errors[0] : answer.response.diagnostics.errors[0]?.error;
  if (answer.type === 'failure' || fault) throw new Error(`the policies gave no answer: ${fault?.message}`);
  const led = new Set(answer.response.diagnostics.reason);
  const policies = [...POLICIES.values()].filter(({ id }) => led.has(id));
  const [first] = policies;
  if (!first) return NO_RIGHT;
  const { id: policy, says, article, mark } = first;
  const allowed = answer.response.decision === 'allow';
  return { allowed, policy, says, article, mark, policies: policies.map(({ id }) => id) };
}

/** Shapes are few, requests are many. The bound is only against a caller that invents kinds or items without end. */
const MOST_SHAPES = 20_000;
const answered = new Map<string, Decision>();

function seenBy(actor: Actor, accountId: string | undefined): Seen {
  if (accountId === undefined) return 'unknown';
  return accountId === actor.accountId ? 'self' : 'another';
}

/** For a party, whether the matter is its own. */
function seenByParty({ subjectId }: Actor, about: string | undefined): Seen {
  if (about === undefined || subjectId === undefined) return 'unknown';
  return about === subjectId ? 'self' : 'another';
}

/**
 * May this actor do this? The answer carries the policy that decided. Reads no clock and no table; asks the engine once
 * per shape (role, kind, deed, own or foreign organ, who had it before) and remembers.
 */
export function may(actor: Actor, deed: Deed, matter: Matter): Decision {
  const { history, kind, item } = matter;
  const within = matter.organPath.startsWith(actor.organPath);
  const submittedBy = seenBy(actor, history?.submittedBy);
  const draftedBy = seenBy(actor, history?.draftedBy);
  const reviewedBy = seenBy(actor, history?.reviewedBy);
  const decidedBy = seenBy(actor, history?.decidedBy);
  const about = actor.kind === 'party' ? seenByParty(actor, matter.subjectId) : seenBy(actor, matter.about);
  const key = `${deed} ${actor.role} ${actor.kind} ${actor.organKind} ${within} ${submittedBy} ${draftedBy} ${reviewedBy} ${decidedBy} ${about} ${kind} ${item}`;
  const known = answered.get(key);
  if (known) return known;
  const decision = ask({
    deed,
    actor,
    within,
    kind,
    item,
    seen: { submittedBy, draftedBy, reviewedBy, decidedBy, about },
  });
  if (answered.size >= MOST_SHAPES) answered.clear();
  answered.set(key, decision);
  return decision;
}

/** @throws {Refusal} forbidden `access.denied`: with deed, policy and its sentences; `access.key_scope` */
export function mayOrRefuse(actor: Actor, deed: Deed, matter: Matter): void {
  const { allowed, policy, says, article } = may(actor, deed, matter);
  if (!allowed) throw new Refusal('forbidden', 'access.denied', { deed, policy, why: says, article });
  refuseOutsideKey(actor, deed, matter);
}

const IN_OTHER_HANDS = { submittedBy: '', draftedBy: '', reviewedBy: '', decidedBy: '' };
const anyMatter = ({ organPath }: Actor): Matter => ({ kind: 'any', organPath, history: IN_OTHER_HANDS });

/** The posts that a deed belongs to at an organ like that of whoever asks, when others had the matter in hand. */
export const postsWith = (actor: Actor, deed: Deed): Role[] =>
  ROLES.filter((role) => may({ ...actor, role }, deed, anyMatter(actor)).allowed);

/** What the post allows at the own organ when somebody else had the matter in hand: what screens offer. */
export const rightsOf = (actor: Actor): Deed[] =>
  (Object.keys(DEEDS) as Deed[]).filter((deed) => may(actor, deed, anyMatter(actor)).allowed);

/** Every deed with its answer for such a post, at the own organ when somebody else had the matter in hand. */
export const overviewOf = (actor: Actor): (Decision & { readonly deed: Deed })[] =>
  (Object.keys(DEEDS) as Deed[]).map((deed) => ({ deed, ...may(actor, deed, anyMatter(actor)) }));

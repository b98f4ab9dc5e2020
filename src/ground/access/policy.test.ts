import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Actor, ROLES } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { type Matter, may, mayOrRefuse } from './policy.ts';
import { cedar, POLICIES, policySet, schemaText } from './policy-set.ts';

const CITY = { kind: 'person', organKind: 'city_bureau' } as const;
const COUNTY = { kind: 'person', organKind: 'county_bureau' } as const;
const PARTNER = { kind: 'person', organKind: 'partner' } as const;
const PROGRAM = { kind: 'program', organKind: 'city_bureau' } as const;
const ACTORS: Record<string, Pick<Actor, 'role' | 'kind' | 'organKind'>> = {
  clerk: { role: 'clerk', ...CITY },
  reviewer: { role: 'reviewer', ...CITY },
  decider: { role: 'decider', ...CITY },
  publisher: { role: 'publisher', ...CITY },
  counter: { role: 'counter', ...CITY },
  administrator: { role: 'administrator', ...CITY },
  security: { role: 'security', ...CITY },
  auditor: { role: 'auditor', ...CITY },
  countyClerk: { role: 'clerk', ...COUNTY },
  countyReviewer: { role: 'reviewer', ...COUNTY },
  countyDecider: { role: 'decider', ...COUNTY },
  countyPublisher: { role: 'publisher', ...COUNTY },
  partnerClerk: { role: 'clerk', ...PARTNER },
  partnerReviewer: { role: 'reviewer', ...PARTNER },
  partnerCounter: { role: 'counter', ...PARTNER },
  clerkProgram: { role: 'clerk', ...PROGRAM },
  counterProgram: { role: 'counter', ...PROGRAM },
  reviewerProgram: { role: 'reviewer', ...PROGRAM },
};
const HISTORIES: Record<string, Pick<Matter, 'history' | 'about'>> = {
  unknown: {},
  drafted: { history: { draftedBy: 'me', reviewedBy: 'other' }, about: 'me' },
  delivered: { history: { submittedBy: 'me', reviewedBy: 'other' } },
  reviewed: { history: { draftedBy: 'another', reviewedBy: 'me' } },
  unreviewed: { history: { submittedBy: 'another' }, about: 'another' },
  others: { history: { draftedBy: 'another', submittedBy: 'third', reviewedBy: 'other' }, about: 'another' },
};
const PLACES: Record<string, string> = { own: '1.3.7.', foreign: '1.4.' };
const CELLS: Record<string, string> = {
  '-': 'no-right',
  P: 'program-never-decides',
  A: 'administrator-no-business',
  U: 'auditor-only-reads',
  O: 'own-organ',
  W: 'partner-delivers-and-asks',
  L: 'law-belongs-to-the-bureau',
  K: 'keys-belong-to-the-bureau',
  '?': 'second-person-unknown',
  D: 'not-own-draft',
  B: 'not-own-batch',
  N: 'not-yet-reviewed',
  R: 'not-own-review',
  S: 'not-own-account',
};

function actorLike(seed: Pick<Actor, 'role' | 'kind' | 'organKind'>): Actor {
  return { accountId: 'me', postId: 'post', organId: 'organ', organPath: '1.3.', ...seed };
}

const [header = '', ...rows] = readFileSync(new URL('./policy-matrix.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.trim());
const columns = header.split(/ +/).slice(3);

test.each(rows)('matrix: %s', (row) => {
  const [deed = '', place = '', history = '', ...cells] = row.split(/ +/);
  const matter = { kind: 'record', organPath: PLACES[place]!, ...HISTORIES[history]! };
  const told = columns.map((name) => {
    const decision = may(actorLike(ACTORS[name]!), deed as Deed, matter);
    return decision.allowed ? 'Y' : decision.policy;
  });
  expect(told).toEqual(cells.map((cell) => CELLS[cell] ?? cell));
});

test('the matrix has a row for every deed, place and history and a column for every role', () => {
  const expected = Object.keys(DEEDS).flatMap((deed) =>
    Object.keys(PLACES).flatMap((place) => Object.keys(HISTORIES).map((history) => `${deed} ${place} ${history}`)),
  );
  expect(rows.map((row) => row.split(/ +/).slice(0, 3).join(' '))).toEqual(expected);
  expect(columns).toEqual(Object.keys(ACTORS));
  expect(new Set(columns.map((name) => ACTORS[name]!.role))).toEqual(new Set(ROLES));
});

test('every policy is valid against the schema and speaks both languages', () => {
  const answer = cedar.validate({ schema: schemaText, policies: policySet });
  expect(answer).toEqual({ type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] });
  for (const { says } of POLICIES.values()) {
    expect(says.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(says.en).toMatch(/^[A-Z].*[.]$/);
  }
});

test('a policy with a word that the schema does not know is found', () => {
  const staticPolicies = 'permit (principal in Role::"clark", action == Action::"batch.submit", resource);';
  const answer = cedar.validate({ schema: schemaText, policies: { staticPolicies } });
  expect(answer.type === 'success' ? answer.validationErrors.length : 1).toBeGreaterThan(0);
});

test('the schema knows exactly the deeds that the program knows', () => {
  const answer = cedar.schemaToJson(schemaText);
  if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
  const actions = Object.entries(answer.json['']!.actions).filter(
    ([, action]) => action.appliesTo?.principalTypes.length,
  );
  expect(actions.map(([name]) => name).sort()).toEqual(Object.keys(DEEDS).sort());
});

test('who decided a case neither reviews nor releases its publication', () => {
  const matter = {
    kind: 'record',
    organPath: '1.3.',
    history: { submittedBy: 'another', reviewedBy: 'x', decidedBy: 'me' },
  };
  expect(may(actorLike({ role: 'reviewer', ...CITY }), 'publication.review', matter).policy).toBe(
    'decider-does-not-publish',
  );
  expect(may(actorLike({ role: 'publisher', ...CITY }), 'publication.release', matter).policy).toBe(
    'decider-does-not-publish',
  );
});

test('a refusal names deed, policy and why, and no person', () => {
  const matter = { kind: 'record', organPath: '1.3.', history: { submittedBy: 'me' } };
  const act = () => mayOrRefuse(actorLike({ role: 'reviewer', ...CITY }), 'publication.review', matter);
  expect(act).toThrow(Refusal);
  try {
    act();
  } catch (error) {
    const { kind, code, facts } = error as Refusal;
    const { says, article } = POLICIES.get('not-own-batch')!;
    expect([kind, code]).toEqual(['forbidden', 'access.denied']);
    expect(facts).toEqual({ deed: 'publication.review', policy: 'not-own-batch', why: says, article });
  }
});

test('a matter of a section is a matter of its bureau, of no neighbour with a like number', () => {
  const actor = actorLike({ role: 'clerk', ...CITY });
  expect(may(actor, 'record.read', { kind: 'record', organPath: '1.3.7.' }).allowed).toBe(true);
  expect(may(actor, 'record.read', { kind: 'record', organPath: '1.30.' }).policy).toBe('own-organ');
  expect(may(actor, 'record.read', { kind: 'record', organPath: '1.' }).policy).toBe('own-organ');
});

import { expect, test } from 'vitest';
import { type Asked, decide, rulesFor } from '../../../test/support/cedar-model.ts';
import { type Actor, ORGAN_KINDS, ROLES } from '../kernel/actor.ts';
import { DEEDS, type Deed } from './deeds.ts';
import { may } from './policy.ts';
import { POLICIES } from './policy-set.ts';

const SLOTS = ['submittedBy', 'draftedBy', 'reviewedBy', 'decidedBy', 'about'] as const;
const WHO = ['self', 'another', undefined] as const;
/** Every history that a matter can have: who delivered, drafted, reviewed, decided it, and whom it is about. */
const HISTORIES: readonly Asked['seen'][] = SLOTS.reduce<Asked['seen'][]>(
  (all, slot) => all.flatMap((seen) => WHO.map((who) => ({ ...seen, [slot]: who }))),
  [{}],
);
const PERSONS = ROLES.map((role) => ({ role: role as string, kind: 'person' }));
const PROGRAMS = ROLES.map((role) => ({ role: role as string, kind: 'program' }));
const ACTORS = [...PERSONS, ...PROGRAMS, { role: 'party', kind: 'party' }];
const ALL_DEEDS = Object.keys(DEEDS) as Deed[];

/** Each combination of post, kind of account, kind of organ, deed, place and history, with its answer. */
function* combinations(): Generator<readonly [Asked, { allowed: boolean; policy: string }]> {
  for (const { role, kind } of ACTORS) {
    for (const organKind of ORGAN_KINDS) {
      for (const deed of ALL_DEEDS) {
        const rules = rulesFor({ role, kind, organKind, deed, within: true, seen: {} });
        for (const within of [true, false]) {
          for (const seen of HISTORIES) {
            const asked = { role, kind, organKind, deed, within, seen };
            yield [asked, decide(rules, asked)];
          }
        }
      }
    }
  }
}

const ADMINISTRATION = /^(organ|post|account|key|key_use|vault|change|glass)[.]/;
const TWO =
  /[.](review|refuse|release|decide|extend|adopt|accept_fault|classify|confirm|judge_again)$|^(record|publication)[.]withdraw$/;
const THREE = /^law[.]adopt$|^publication[.]release$|[.]decide$/;
const DELIVERED =
  /^batch[.](submit|preview|read)$|[.]enter$|^check[.]ask$|^feed[.]read$|^party[.]screen$|^procedure[.](read|acknowledge)$/;
const OF_THE_PARTY = /^(objection|repair|determination|statement)[.]enter$|^report[.]make$|^consent[.]withdraw$/;
const BUREAUS = ['province_department', 'city_bureau', 'section'];

/** The separations of duty, said without the policies: which of them an allowed combination would cross. */
function crossed({ role, kind, organKind, deed, within, seen }: Asked): string | undefined {
  const administers = ADMINISTRATION.test(deed);
  const isAdministrator = role === 'administrator' || role === 'security';
  if (!within && deed !== 'check.ask') return 'acts at a foreign organ';
  if (kind === 'party')
    return OF_THE_PARTY.test(deed) && seen.about === 'self' ? undefined : 'a party beyond its matters';
  if (kind === 'program') return DELIVERED.test(deed) ? undefined : 'a program decides';
  if (isAdministrator && !administers) return 'an administrator does business';
  if (role === 'auditor' && !/[.]read$|^journal[.]export$/.test(deed)) return 'an auditor changes something';
  if (administers && !isAdministrator && role !== 'auditor' && !(role === 'decider' && deed === 'glass.confirm')) {
    return 'business administers';
  }
  if (administers && !/[.]read$/.test(deed) && seen.about === 'self') return 'administers the own account';
  if (organKind === 'partner' && /[.](review|release|decide|adopt)$/.test(deed)) return 'a partner decides';
  if (deed.startsWith('vault.') && !BUREAUS.includes(organKind)) return 'the keys of all changed outside the bureau';
  if (deed.startsWith('law.') && !BUREAUS.includes(organKind)) return 'law made outside the bureau';
  if (TWO.test(deed)) {
    if (seen.submittedBy === undefined && seen.draftedBy === undefined) return 'nobody knows who was first';
    if (seen.submittedBy === 'self' || seen.draftedBy === 'self') return 'second look at the own work';
  }
  if (THREE.test(deed) && (seen.reviewedBy === undefined || seen.reviewedBy === 'self')) return 'no third person';
  if (/^publication[.](review|release)$/.test(deed) && seen.decidedBy === 'self') return 'the decider publishes';
  return undefined;
}

test('of all combinations of post, deed, organ and history none crosses a separation, and each rule decides some', () => {
  const faults = new Map<string, Asked>();
  const decided = new Set<string>();
  const usable = new Set<string>();
  let count = 0;
  for (const [asked, { allowed, policy }] of combinations()) {
    count += 1;
    decided.add(policy);
    if (!allowed) continue;
    usable.add(asked.deed);
    const fault = crossed(asked);
    if (fault !== undefined && !faults.has(fault)) faults.set(fault, asked);
  }
  expect([...faults]).toEqual([]);
  expect(count).toBe(ACTORS.length * ORGAN_KINDS.length * ALL_DEEDS.length * 2 * HISTORIES.length);
  // A rule that never decides is dead, and a deed that nobody may ever do is a door without a house.
  expect([...POLICIES.keys()].filter((id) => !decided.has(id))).toEqual([]);
  expect(ALL_DEEDS.filter((deed) => !usable.has(deed))).toEqual([]);
}, 60_000);

test('what is enumerated is what the engine answers', () => {
  const accountOf = { self: 'me', another: 'another' } as const;
  // A fixed walk through the combinations: each post, deed and slot of a history is met many times.
  let at = 0;
  const chosen: (readonly [Asked, { policy: string; allowed: boolean }])[] = [];
  for (const [asked, answer] of combinations()) if (at++ % 7_919 === 0) chosen.push([asked, answer]);
  expect(chosen.length).toBeGreaterThan(400);
  for (const [{ role, kind, organKind, deed, within, seen }, expected] of chosen) {
    const actor = { accountId: 'me', postId: 'post', organId: 'organ', organPath: '1.3.', subjectId: 'me' };
    const who = (slot: (typeof SLOTS)[number]) => seen[slot] && accountOf[seen[slot]];
    const given = SLOTS.slice(0, 4).flatMap((slot) => (who(slot) ? [[slot, who(slot)]] : []));
    const about = who('about');
    const matter = {
      kind: 'record',
      organPath: within ? '1.3.7.' : '1.4.',
      history: Object.fromEntries(given),
      ...(about ? { about, subjectId: about } : {}),
    };
    const { allowed, policy } = may({ ...actor, role, kind, organKind } as Actor, deed as Deed, matter);
    expect([deed, role, kind, seen, { allowed, policy }]).toEqual([deed, role, kind, seen, expected]);
  }
});

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { residentIdFor } from '../../../test/support/identifiers.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import { eraseDecided } from '../../ground/vault/erasing-jobs.ts';
import { ErasableKeyStore, Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../../rights/objections/objection-commands.ts';
import { decideErasure, type ErasureGiven, proposeErasure } from './erasure-commands.ts';
import { listErasures } from './erasure-queries.ts';

const database = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'zhengming-erasing-'));
afterAll(() => rmSync(folder, { recursive: true }));
let bureau: TestBureau;
/** A bureau of another branch: it holds a record about the fourth person as well. */
let neighbour: TestBureau;
let firm: string;
let persons: string[];
const erasable = new ErasableKeyStore(folder, Buffer.alloc(32, 5));

const person = (n: number) => personRow(10 + n, residentIdFor('411102', n), { CF_XDR_MC: '虚甲乙', minor: 'false' });

beforeAll(async () => {
  bureau = await testBureau(database);
  neighbour = await testBureau(database, '1.2.');
  erasable.open(false);
  [firm = ''] = [...(await bureau.send([penaltyRow(1)])).values()];
  persons = [...(await bureau.send([1, 2, 3, 4].map(person))).values()];
  await neighbour.send([{ ...person(4), CF_WSH: '虚司罚决字〔2026〕第99号' }]);
}, 60_000);

const given = (recordId: string, over: Partial<ErasureGiven> = {}): ErasureGiven => ({
  about: { recordId },
  ground: 'unlawful',
  refs: [],
  note: '收集时没有法律依据，经核查属实。',
  ...over,
});
const propose = (over: ErasureGiven) => proposeErasure(bureau.clerk, bureau.law, over);
const lines = () => {
  const own = { purpose: 'work', accountId: bureau.clerk.actor.accountId, organPath: '1.1.' } as const;
  return inContext(database.pools.app, own, (tx) => listErasures(tx, chinaDate(bureau.clock.now), 10));
};
const partyOf = async (record: string) =>
  (await bureau.asOwner<{ id: string }>('select subject_id as id from records where id = $1', [record]))[0]!.id;
const carryOut = () => eraseDecided({ pools: database.pools, erasable, now: () => bureau.clock.now });

test('what is sealed about a person goes once two persons decided it: values, salt, key and the way to find it', async () => {
  const party = await partyOf(persons[0]!);
  const held = () =>
    bureau.asOwner(
      'select from sealed_values as v join vault_scopes as s on s.id = v.scope_id where $1 in (s.id, s.subject_id)',
      [party],
    );
  const found = () => bureau.asOwner("select from subject_keys where kind = 'person' and subject_id = $1", [party]);
  expect([(await held()).length > 0, (await found()).length]).toEqual([true, 1]);
  const { id } = (await propose(given(persons[0]!))).result;
  expect(await carryOut()).toBe(0);
  const decision = { outcome: 'erase', note: '同意删除，依法无须继续保存。' } as const;
  await expect(decideErasure(bureau.clerk, id, decision)).rejects.toMatchObject({ code: 'access.denied' });
  await decideErasure(bureau.decider, id, decision);
  await expect(decideErasure(bureau.decider, id, decision)).rejects.toThrow('privacy.erasure_decided');
  expect(await carryOut()).toBe(1);
  expect([await held(), await found()]).toEqual([[], []]);
  expect(() => erasable.keyOf(party)).toThrow('vault.erased');
  expect((await lines()).find((one) => one.id === id)).toMatchObject({
    about: 'party',
    outcome: 'erase',
    decidedNote: decision.note,
    doneAt: bureau.clock.now,
    against: [],
  });
  const deeds = await bureau.asOwner<{ deed: string }>('select deed from journal where object_id = $1 order by deed', [
    id,
  ]);
  expect(deeds.map(({ deed }) => deed)).toEqual(['erasure.confirm', 'erasure.propose']);
});

test('what was decided to be kept stays, and can be proposed again', async () => {
  const { id } = (await propose(given(persons[1]!))).result;
  await decideErasure(bureau.decider, id, { outcome: 'keep', note: '保存有法律依据。' });
  expect(await carryOut()).toBe(0);
  const again = (await propose(given(persons[1]!, { ground: 'purpose_ended' }))).result.id;
  expect((await lines()).find((one) => one.id === again)).toMatchObject({ outcome: null, against: [] });
});

test('nothing goes while it is public, while a case is open or not archived, or while another organ holds it', async () => {
  const deps = { law: bureau.law, vault: await Vault.open(database.pools, bureau.masterKey, bureau.clock.now) };
  const early = (await propose(given(persons[2]!))).result.id;
  await bureau.publish(persons[2]!, { influenceFinding: '多家媒体报道，具有一定社会影响。' });
  await expect(propose(given(persons[2]!))).rejects.toThrow('privacy.erasure_public');
  const objection = {
    receivedOn: day('2026-03-06'),
    channel: 'paper',
    points: ['与事实不符。'],
    exhibits: [],
  } as const;
  await enterObjection(bureau.clerk, deps, { ...objection, recordId: persons[2]! });
  const [line] = (await lines()).filter(({ id }) => id === early);
  expect(line!.against).toEqual(['public', 'case_open', 'archive']);
  const erase = { outcome: 'erase', note: '同意删除。' } as const;
  await expect(decideErasure(bureau.decider, early, erase)).rejects.toThrow('privacy.erasure_public');
  await expect(propose(given(persons[3]!))).rejects.toThrow('privacy.erasure_other_organ');
  await expect(propose(given(persons[1]!, { ground: 'term_ended' }))).rejects.toThrow('privacy.erasure_term_runs');

  const { accountId } = bureau.decider.actor;
  const force = inContext(database.pools.app, { purpose: 'work', accountId, organPath: '1.1.' }, (tx) =>
    tx
      .insertInto('erasure_decisions')
      .values({
        erasure_id: early,
        proposed_by: bureau.clerk.actor.accountId,
        outcome: 'erase',
        note: erase.note,
        decided_by: accountId,
        decided_kind: 'person',
        decided_at: bureau.clock.now,
        organ_path: '1.1.',
      })
      .execute(),
  );
  await expect(force).rejects.toMatchObject({ constraint: 'erasure_decisions_hindered' });
});

test('erasure is for persons and files: an organisation is refused, by the database too, and a ground has its article', async () => {
  await expect(propose(given(firm))).rejects.toThrow('privacy.erasure_organisation');
  await expect(propose(given(randomUUID()))).rejects.toThrow('privacy.erasure_of_nothing');
  await expect(propose(given(persons[1]!, { ground: 'law_requires' }))).rejects.toThrow('privacy.erasure_basis');
  await expect(propose(given(persons[1]!, { refs: ['grxx:19'] }))).rejects.toThrow('privacy.erasure_basis');
  await expect(propose(given(persons[1]!, { note: '证件号码 11010519491231002X 应删除。' }))).rejects.toThrow(
    'privacy.personal_value',
  );
  const party = await partyOf(firm);
  await expect(
    bureau.asOwner(
      `insert into erasures (id, organ_path, subject_id, ground, basis, proposed_by, proposed_kind, proposed_at)
       values ($1, '1.1.', $2, 'unlawful', '{grxx:47}', $3, 'person', now())`,
      [randomUUID(), party, bureau.clerk.actor.accountId],
    ),
  ).rejects.toMatchObject({ constraint: 'erasures_of_persons' });

  const [file] = await bureau.asOwner<{ id: string }>("select id from sealed_files where organ_path = '1.1.' limit 1");
  const { id } = (await propose({ ...given(firm), about: { fileId: file!.id } })).result;
  await decideErasure(bureau.decider, id, { outcome: 'erase', note: '同意删除文件。' });
  expect(await carryOut()).toBe(1);
  expect(await bureau.asOwner('select from sealed_files where id = $1', [file!.id])).toEqual([]);
});

import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan, TEST_NOW } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { adopted, type LawMakers, lawWithGeneralTerm, onDisk } from '../../../test/support/editions.ts';
import { testLaw } from '../../../test/support/law.ts';
import { type Law, type LawReading, PackRefusal, readRules } from '../../rules/law/index.ts';
import { draftProposal, type LawInUse, openLawInUse } from './index.ts';

const database = testDatabase();
let makers: LawMakers;
beforeAll(async () => {
  const city = await makeOrgan(database.urls.owner, '1.', 'city_bureau');
  const as = async (role: 'clerk' | 'reviewer' | 'publisher') =>
    contextFor(await makeActor(database.urls.owner, city, role), database.pools);
  makers = { drafter: await as('clerk'), reviewer: await as('reviewer'), adopter: await as('publisher') };
});

const reading = (law: Law) => (): LawReading => ({ law, sources: [], faults: [] });
const notRead = (): LawReading => {
  throw new Error('the packs on disk were read');
};
/** One process of the program. */
async function serving<T>(readPacks: () => LawReading, work: (inUse: LawInUse) => Promise<T>): Promise<T> {
  const { pools } = database;
  const inUse = await openLawInUse({ pools, now: () => TEST_NOW, log: () => undefined, version: '0.0.0' }, readPacks);
  try {
    return await work(inUse);
  } finally {
    await inUse.stop();
  }
}
const editionOf = (readPacks: () => LawReading) => serving(readPacks, async ({ law }) => law().edition);
async function within(ms: number, holds: () => boolean): Promise<void> {
  for (const began = performance.now(); !holds(); ) {
    if (performance.now() - began > ms) throw new Error(`not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const shorter = lawWithGeneralTerm({ count: 6, unit: 'month' });

test('packs with faults stop a first start, which finds nothing in use', async () => {
  const fault = { file: 'cn/x.yaml', line: 1, code: 'pack.shape', facts: {} };
  await expect(editionOf(() => ({ sources: [], faults: [fault] }))).rejects.toBeInstanceOf(PackRefusal);
});

test('two first starts at once put the packs on disk into use once', async () => {
  const both = await Promise.all([editionOf(reading(testLaw())), editionOf(reading(testLaw()))]);
  expect(both).toEqual([testLaw().edition, testLaw().edition]);
});

test('a restart serves what was adopted, whatever lies on disk, and does not read it', async () => {
  expect(await editionOf(reading(shorter))).toBe(testLaw().edition);
  await adopted(makers, shorter);
  expect(await editionOf(notRead)).toBe(shorter.edition);
});

test('another process goes over to what was adopted within a second, without a restart', async () => {
  await serving(notRead, async (one) => {
    await serving(notRead, async (other) => {
      const before = one.law();
      expect(other.law().edition).toBe(before.edition);
      const { edition } = await adopted(makers, testLaw());
      await one.refresh();
      expect(one.law().edition).toBe(edition);
      await within(1_000, () => other.law().edition === edition);
      // What was in use before can still be asked.
      expect((await other.lawOf(before.edition))?.edition).toBe(before.edition);
    });
  });
});

test('the law of an adopted edition answers as the packs did when they were read', async () => {
  const packs = readRules().law!;
  await serving(notRead, async ({ lawOf }) => {
    const kept = await lawOf(packs.edition);
    expect(kept!.stack).toEqual(packs.stack);
  });
});

test('a draft that nobody adopted is nobody’s law', async () => {
  const draft = lawWithGeneralTerm({ count: 8, unit: 'month' });
  await draftProposal(makers.drafter, onDisk(draft), '依据现行条文修订。');
  await serving(notRead, async ({ lawOf }) => expect(await lawOf(draft.edition)).toBeUndefined());
});

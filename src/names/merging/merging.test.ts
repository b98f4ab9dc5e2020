import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { codeWithSlip } from '../../../test/support/faulty-codes.ts';
import { day } from '../../../test/support/law.ts';
import { mergingBench } from '../../../test/support/merging-bench.ts';
import { partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { factsInForce } from '../../facts/checks/index.ts';
import { withdrawPublication } from '../../facts/publication/index.ts';
import {
  findPartiesByName,
  findParty,
  findPartyByCode,
  inPortal,
  listOfParty,
} from '../../facts/publication/portal-queries.ts';
import { type Context, sequenceNow } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { OBJECTION_PROCEDURE } from '../../rights/objections/index.ts';
import { writeLetters } from '../../rights/parties/index.ts';
import { findPublicIdsByCode, listPublicParties } from '../matching/public-party-queries.ts';
import { judgePair, mergeWork, partSubjects, settleMerge, startPairWorker } from './index.ts';
import { listMergedPairs, listOpenPairs, listWaitingPairs } from './pair-queries.ts';

const bench = mergingBench();
const {
  UNTIL,
  ask,
  code,
  database,
  documents,
  fetchedReport,
  found,
  inWork,
  judged,
  later,
  lookForPairs,
  merged,
  pairOf,
  reason,
  sendWithSlip,
  subjectOf,
  today,
  told,
  twice,
  upToDate,
} = bench;
let bureau: (typeof bench)['bureau'];
let second: (typeof bench)['second'];
let counter: (typeof bench)['counter'];
let names: (typeof bench)['names'];
beforeAll(() => {
  ({ bureau, second, counter, names } = bench);
});

test('one organisation code in two codes, or a near name without a sound code, is proposed with its class; two sound codes never', async () => {
  const same = await twice(1);
  const homophone = { CF_XDR_MC: '漯河市虚购近名建材有限公司' };
  await bureau.send([penaltyRow(2, { CF_XDR_MC: '漯河市虚构近名建材有限公司' }), penaltyRow(4, homophone)]);
  await sendWithSlip(3, homophone);
  await lookForPairs();
  expect(await pairOf(same.successorId, same.mergedId)).toBe('same_organisation_code');
  const [sound, none, neighbour] = [
    await subjectOf(code(2)),
    await subjectOf(codeWithSlip(3)),
    await subjectOf(code(4)),
  ];
  expect(await pairOf(sound, none)).toBe('homophone');
  expect(await pairOf(none, neighbour)).toBe('same_name');
  expect(await pairOf(sound, neighbour)).toBeUndefined();
});

test('a judgement that two are not one keeps the pair from being proposed until its day, and then it comes up again', async () => {
  const pair = await twice(10);
  await lookForPairs();
  expect(await pairOf(pair.successorId, pair.mergedId)).toBeDefined();
  const subjectIds = [pair.successorId, pair.mergedId] as const;
  await judgePair(bureau.clerk, { subjectIds, verdict: 'not_same', successorId: null, until: UNTIL, reason });
  expect(await pairOf(pair.successorId, pair.mergedId)).toBeUndefined();
  const after = await inWork((tx) => listOpenPairs(tx, day('2026-06-10'), 100));
  expect(after.some(({ one, other }) => subjectIds.includes(one.id) && subjectIds.includes(other.id))).toBe(true);
});

test('nothing changes before a second person confirms; then both codes and all names lead to one party, and a check tells the records of both', async () => {
  const pair = await twice(20);
  const judgementId = await judged(pair);
  expect(await documents(codeWithSlip(20))).toHaveLength(1);
  await expect(
    settleMerge({ ...second, actor: bureau.clerk.actor }, { judgementId, outcome: 'confirmed', reason }),
  ).rejects.toMatchObject({ kind: 'forbidden' });
  const waiting = await inWork((tx) => listWaitingPairs(tx, { today, accountId: second.actor.accountId, limit: 10 }));
  expect(waiting).toContainEqual(expect.objectContaining({ judgementId, successorId: pair.successorId, byMe: false }));

  const work = async (ctx: Context) =>
    (await mergeWork(ctx, bureau.law, { limit: 10 })).filter(({ id }) => id === judgementId);
  expect(await work(second)).toMatchObject([{ name: pair.now, duty: { dueOn: UNTIL, overdue: false } }]);
  expect(await work(bureau.clerk)).toEqual([]);

  const { entryId } = await settleMerge(second, { judgementId, outcome: 'confirmed', reason });
  expect(await work(second)).toEqual([]);
  for (const asked of [code(20), codeWithSlip(20)]) {
    const answer = await ask(asked);
    expect(answer.subject).toMatchObject({ name: pair.now, code: code(20) });
    expect(answer.facts.map(({ documentNumber }) => documentNumber).sort()).toEqual(pair.numbers);
  }
  await upToDate();
  expect(await found(names.all, pair.old)).toContain(`${pair.successorId} ${pair.old} former`);
  expect(await found(names.all, pair.now)).toContain(`${pair.successorId} ${pair.now} registered`);
  // Nothing has moved.
  const [record] = await bureau.asOwner<{ subject_id: string }>('select subject_id from records where id = $1', [
    pair.records.other,
  ]);
  expect(record!.subject_id).toBe(pair.mergedId);
  const [entry] = await bureau.asOwner('select * from journal where id = $1', [entryId]);
  expect(entry).toMatchObject({ deed: 'subject.merge', subject_id: pair.mergedId });
  expect(JSON.stringify(entry)).not.toContain('登记档案');
  expect(
    (await inWork((tx) => listMergedPairs(tx, 10))).map(({ one, other }) => [one.id, other.id].sort()),
  ).toContainEqual([pair.successorId, pair.mergedId].sort());
});

test('the portal finds the party by either code and name and lists what is public of both', async () => {
  const pair = await twice(30);
  await bureau.publish(pair.records.own);
  await bureau.publish(pair.records.other);
  await merged(pair);
  await inPortal(database.pools, today, async (tx) => {
    for (const asked of [code(30), codeWithSlip(30)]) {
      expect(await findPartyByCode(tx, asked)).toEqual([
        { id: pair.successorId, kind: 'organisation', name: pair.now, code: code(30) },
      ]);
    }
    expect((await findPartiesByName(tx, pair.old)).map(({ id }) => id)).toEqual([pair.successorId]);
    expect((await findParty(tx, pair.mergedId))?.id).toBe(pair.successorId);
    expect((await listOfParty(tx, pair.successorId)).map(({ documentNumber }) => documentNumber).sort()).toEqual(
      pair.numbers,
    );
  });
  const { pools } = database;
  expect((await findPublicIdsByCode(pools, [codeWithSlip(30)], today)).get(codeWithSlip(30))).toBe(pair.successorId);
  const told = (await listPublicParties(pools, [pair.successorId], today)).get(pair.successorId)!;
  expect(told).toMatchObject({ name: pair.now, formerNames: [pair.old] });
  expect(told.decisions.map(({ documentNumber }) => documentNumber).sort()).toEqual(pair.numbers);
  await upToDate();
  expect(await found(names.public, pair.old)).toContain(`${pair.successorId} ${pair.old} former`);
});

test('who got a record under the party that it was led to hears of its end, and of the parting', async () => {
  const pair = await twice(40);
  const published = await bureau.publish(pair.records.other);
  const mergeId = await merged(pair);
  await ask(code(40));
  const reportId = await fetchedReport(pair.successorId, [pair.records.own, pair.records.other]);
  later();
  const ground = { ground: 'own_error', publicReason: '公示内容有误。' } as const;
  await withdrawPublication(bureau.publisher, bureau.law, { publicationId: published.id, ...ground });
  expect(await told('taken_down')).toEqual([pair.records.other]);
  await partSubjects(second, { mergeId, reason: '当事人异议成立，两个单位并非同一。' });
  const both = [pair.records.own, pair.records.other].sort();
  expect(await told('parted')).toEqual(both);
  const holder = await bureau.asOwner<{ cause: string; id: string }>(
    'select cause, record_id as id from record_notices where receiver_id = $1 order by cause, record_id',
    [reportId],
  );
  expect(holder.map(({ cause, id }) => `${cause} ${id}`)).toEqual([
    ...both.map((id) => `parted ${id}`),
    `taken_down ${pair.records.other}`,
  ]);
});

test('a party reads, and objects to, what is held under the subject that was led to it, until they are parted', async () => {
  const pair = await twice(62);
  const portal = await partyPortal(database, bureau, [OBJECTION_PROCEDURE]);
  await portal.http.ready();
  const { cookie } = await portal.party(62);
  const [own, other] = pair.numbers;
  const shown = async (url: string) => (await portal.get(url, cookie)).body;
  expect((await shown('/my')).includes(other!)).toBe(false);
  expect((await portal.get(`/my/records/${pair.records.other}`, cookie)).statusCode).toBe(404);

  const mergeId = await merged(pair);
  await ask(codeWithSlip(62));
  const overview = await shown('/my');
  expect([own!, other!].map((number) => overview.includes(number))).toEqual([true, true]);
  expect((await portal.get(`/my/records/${pair.records.other}`, cookie)).statusCode).toBe(200);
  expect(await shown('/my/uses')).toContain('核对设立条件');
  const fields = { ground: 'incorrect', 'point-1': '罚款金额记载有误，应为三千元。', do: 'submit' };
  const objected = await portal.post(`/my/records/${pair.records.other}/objection`, fields, cookie);
  expect(objected.statusCode).toBe(303);
  const page = await portal.get(String(objected.headers.location), cookie);
  expect([page.statusCode, page.body.includes('罚款金额记载有误')]).toEqual([200, true]);
  const [opened] = await bureau.asOwner<{ subject: string }>(
    'select subject_id as subject from procedure_cases where record_id = $1',
    [pair.records.other],
  );
  expect(opened!.subject).toBe(pair.mergedId);
  await sequenceNow(database.pools, bureau.clock.now);
  const letters = { pools: database.pools, now: () => bureau.clock.now, log: () => undefined };
  while ((await writeLetters(letters)) > 0);
  expect(await shown('/my/mail')).toContain(other!);

  later();
  await partSubjects(second, { mergeId, reason: '当事人异议成立，两个单位并非同一。' });
  expect((await shown('/my')).includes(other!)).toBe(false);
  expect((await portal.get(`/my/records/${pair.records.other}`, cookie)).statusCode).toBe(404);
});

test('as known before the merge each subject has its own records, as known after it both have both', async () => {
  const pair = await twice(66);
  const before = bureau.clock.now;
  later();
  const mergeId = await merged(pair);
  const between = bureau.clock.now;
  later();
  await partSubjects(second, { mergeId, reason: '当事人异议成立，两个单位并非同一。' });
  const known = async (subjectId: string, asAt?: Date) =>
    (await factsInForce(database.pools, subjectId, bureau.law, today, asAt)).map(({ recordId }) => recordId).sort();
  const { own, other } = pair.records;
  for (const asAt of [before, undefined]) {
    expect([await known(pair.successorId, asAt), await known(pair.mergedId, asAt)]).toEqual([[own], [other]]);
  }
  for (const subjectId of [pair.successorId, pair.mergedId]) {
    expect(await known(subjectId, between)).toEqual([own, other].sort());
  }
});

test('a merge is undone with a reason: each is found under its own code and names again, and it may be judged anew', async () => {
  const pair = await twice(50);
  const mergeId = await merged(pair);
  expect(await documents(codeWithSlip(50))).toEqual(pair.numbers);
  later();
  await partSubjects(second, { mergeId, reason: '复核发现登记档案张冠李戴。' });
  expect(await documents(codeWithSlip(50))).toHaveLength(1);
  expect(await documents(code(50))).toHaveLength(1);
  await upToDate();
  expect(await found(names.all, pair.old)).toContain(`${pair.mergedId} ${pair.old} registered`);
  await expect(partSubjects(second, { mergeId, reason })).rejects.toThrow('merging.merge_absent');
  await merged(pair);
  expect(await documents(codeWithSlip(50))).toEqual(pair.numbers);
});

test('a new delivery under a name of either of two merged subjects contradicts no code', async () => {
  const pair = await twice(60);
  const next = (number: number) => penaltyRow(60, { CF_XDR_MC: pair.old, CF_WSH: `虚司罚决字〔2026〕第${number}号` });
  expect((await bureau.send([next(9601)])).size).toBe(0);
  await merged(pair);
  expect((await bureau.send([next(9602)])).size).toBe(1);
});

test('what cannot be one is refused, with its reason, and the database refuses it too', async () => {
  const pair = await twice(70);
  await bureau.send([
    penaltyRow(71),
    penaltyRow(72, { CF_XDR_LB: '个体工商户', CF_XDR_MC: '漯河虚构72号小卖部', CF_FRDB: '' }),
  ]);
  const [sound, shop] = [await subjectOf(code(71)), await subjectOf(code(72))];
  const { successorId, mergedId } = pair;
  const base = {
    subjectIds: [successorId, mergedId] as const,
    verdict: 'same' as const,
    successorId,
    until: UNTIL,
    reason,
  };
  const refused: [object, string][] = [
    [{ subjectIds: [successorId, successorId] }, 'merging.same_subject'],
    [{ subjectIds: [successorId, randomUUID()] }, 'match.subject_absent'],
    [{ subjectIds: [successorId, sound] }, 'merging.codes_differ'],
    [{ subjectIds: [shop, mergedId], successorId: shop }, 'merging.kinds_differ'],
    [{ successorId: mergedId }, 'merging.successor_without_code'],
    [{ successorId: null }, 'merging.successor'],
    [{ verdict: 'not_same' }, 'merging.successor'],
    [{ until: day('2026-03-08') }, 'match.until'],
    [{ until: day('2029-03-10') }, 'match.until'],
  ];
  for (const [change, why] of refused) {
    await expect(judgePair(bureau.clerk, { ...base, ...change }), why).rejects.toThrow(why);
  }
  for (const ctx of [bureau.publisher, counter]) {
    await expect(judgePair(ctx, base)).rejects.toMatchObject({ kind: 'forbidden' });
  }
  const judgementId = await judged(pair);
  await settleMerge(second, { judgementId, outcome: 'refused', reason });
  await expect(settleMerge(second, { judgementId, outcome: 'confirmed', reason })).rejects.toThrow(
    'merging.not_waiting',
  );
  await merged(pair);
  await expect(judgePair(bureau.clerk, base)).rejects.toThrow('merging.led_already');
  const other = await twice(73);
  const own = await judged(other);
  const insert = `insert into subject_merges (id, judgement_id, outcome, merged_id, successor_id, reason, decided_by, decided_kind,
    decided_at, organ_path) values (gen_random_uuid(), $1, 'confirmed', $2, $3, '理由理由', $4, 'person', now(), '1.1.')`;
  const by = (merging: string, into: string, account: string) => bureau.asOwner(insert, [own, merging, into, account]);
  const { accountId } = second.actor;
  await expect(by(other.mergedId, other.successorId, bureau.clerk.actor.accountId)).rejects.toMatchObject({
    constraint: 'subject_merges_second_person',
  });
  await expect(by(other.successorId, other.mergedId, accountId)).rejects.toMatchObject({
    constraint: 'subject_merges_judged',
  });
  await by(other.mergedId, other.successorId, accountId);
});

test('while the names are being listed nothing is lost and no failure is told: what is new is looked at when they are there', async () => {
  const alike = { CF_XDR_MC: '漯河市虚构待列建材有限公司' };
  await bureau.send([penaltyRow(800, alike)]);
  await sendWithSlip(801, alike);
  await sequenceNow(database.pools, bureau.clock.now);
  let refusals = 0;
  const all = {
    async reached(position: number) {
      if (refusals < 2) {
        refusals += 1;
        throw new Refusal('busy', 'matching.index_building');
      }
      await names.all.reached(position);
    },
    screen: names.all.screen.bind(names.all),
  };
  const told: string[] = [];
  const worker = startPairWorker({
    pools: database.pools,
    now: () => bureau.clock.now,
    log: (say) => told.push(say),
    names: { all },
  });
  const [one, other] = [await subjectOf(code(800)), await subjectOf(codeWithSlip(801))];
  await expect.poll(() => pairOf(one, other), { timeout: 20_000 }).toBeDefined();
  await worker.stop();
  expect({ refusals, told }).toEqual({ refusals: 2, told: [] });
});

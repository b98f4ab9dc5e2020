import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor, makeOrgan } from '../../../test/support/actors.ts';
import { ownerOf, testDatabase } from '../../../test/support/database.ts';
import { intakeDeps } from '../../../test/support/intake.ts';
import { csvOf, type PenaltyRow, penaltyRow } from '../../../test/support/penalties.ts';
import type { Context } from '../../ground/audit/index.ts';
import { acceptBatch, type IntakeDeps, submitBatch } from './batch-commands.ts';
import { settleQuarantine } from './quarantine-commands.ts';
import { stageBatch } from './staging-jobs.ts';

const database = testDatabase();
let clerk: Context;
let deps: IntakeDeps;
beforeAll(async () => {
  const organ = await makeOrgan(database.urls.owner, '1.1.');
  deps = await intakeDeps(database);
  const actor = await makeActor(database.urls.owner, organ, 'clerk');
  clerk = { ...contextFor(actor, database.pools), edition: deps.law.edition };
});

const asOwner = async <Row>(statement: string, values: unknown[] = []): Promise<Row[]> =>
  (await ownerOf.get(database.pools)!.query(statement, values)).rows as Row[];

/** The batch of a file that has been read and may be accepted. */
async function preview(...rows: readonly PenaltyRow[]): Promise<string> {
  const file = await deps.spool.keep(Readable.from([csvOf(rows)]));
  const { result } = await submitBatch(clerk, deps, { file, name: '处罚.csv', item: 'unknown', history: false });
  await stageBatch(clerk, deps, { id: result.id, file, item: undefined, history: false });
  return result.id;
}
const accept = async (id: string) => (await acceptBatch(clerk, deps, id, 'good_rows')).result.counts;
const staged = (id: string) =>
  asOwner<{ outcome: string; name: string; facts: object | null; whole: string; problems: { code: string }[] | null }>(
    'select outcome, name, facts, problems, to_jsonb(s)::text as whole from staged_rows s where batch_id = $1 order by row_number',
    [id],
  );
const recorded = (number: string) =>
  asOwner<{ name: string; fact: string; sealed: string | null }>(
    `select n.name, v.facts->>'CF_XDR_MC' as fact, v.sealed_id as sealed from records r
     join record_versions v on v.record_id = r.id join subject_names n on n.subject_id = r.subject_id
     where r.document_number = $1 order by v.version, n.known_at, n.name`,
    [number],
  );

const SHORT = '虚构小吃';
const OTHER = '虚构饭馆';
const short = (serial: number, more: Partial<PenaltyRow> = {}) => penaltyRow(serial, { CF_XDR_MC: SHORT, ...more });

test('what may be somebody’s own name is staged masked, and told when it is recorded', async () => {
  const batch = await preview(short(1));
  const [row] = await staged(batch);
  expect(row).toMatchObject({ outcome: 'good', name: '虚*', facts: null });
  expect(row!.whole).not.toContain(SHORT);
  expect(await accept(batch)).toMatchObject({ good: 1, doubtful: 0 });
  const plain = await preview(penaltyRow(2));
  await accept(plain);
  const [likeAnyOther] = await recorded(penaltyRow(2).CF_WSH!);
  const [record] = await recorded(short(1).CF_WSH!);
  expect(record).toMatchObject({ name: SHORT, fact: SHORT });
  // Nothing of it stays sealed that would not have been.
  expect(record!.sealed === null).toBe(likeAnyOther!.sealed === null);
});

test('the name by which the organisation is known is no secret: the same again is the same, another telling differs', async () => {
  const batch = await preview(short(1), short(1, { CF_WSH: '虚司罚决字〔2026〕第又一号' }));
  expect((await staged(batch)).map(({ outcome, name }) => [outcome, name])).toEqual([
    ['same', SHORT],
    ['good', SHORT],
  ]);
  expect(await accept(batch)).toMatchObject({ same: 1, good: 1 });
  const [differs] = await staged(await preview(short(1, { CF_NR_FK: '0.9' })));
  expect(differs!.problems).toEqual([expect.objectContaining({ code: 'E10.differs_from_recorded' })]);
  const [named] = await staged(await preview(short(1, { CF_XDR_MC: OTHER })));
  expect(named!.problems).toEqual([expect.objectContaining({ code: 'E10.differs_from_recorded' })]);
  expect(named!.whole).not.toContain(OTHER);
});

test('two files with the same new organisation are both taken', async () => {
  const numbers = ['虚司罚决字〔2026〕第甲号', '虚司罚决字〔2026〕第乙号'];
  const batches = [];
  for (const CF_WSH of numbers) batches.push(await preview(short(3, { CF_WSH })));
  for (const batch of batches) expect(await accept(batch)).toMatchObject({ good: 1, doubtful: 0 });
  for (const number of numbers) expect(await recorded(number)).toMatchObject([{ name: SHORT, fact: SHORT }]);
});

test('of two short names under one new code the second waits, untold, until a person has let it in', async () => {
  const second = short(4, { CF_XDR_MC: OTHER, CF_WSH: '虚司罚决字〔2026〕第二名号' });
  const batch = await preview(short(4), second, short(4, { CF_WSH: '虚司罚决字〔2026〕第同名号' }));
  const rows = await staged(batch);
  expect(rows.map(({ outcome }) => outcome)).toEqual(['good', 'doubtful', 'good']);
  expect(rows[1]!.whole).not.toContain(OTHER);
  await accept(batch);
  const [waiting] = await asOwner<{ id: string; party: string | null }>(
    'select id, party from quarantine where batch_id = $1',
    [batch],
  );
  expect(waiting!.party).toBeNull();
  const reason = '经核对登记档案，系更名';
  const { result } = await settleQuarantine(clerk, deps, waiting!.id, { outcome: 'accepted', reason });
  expect(result).toMatchObject({ recorded: true });
  expect(await recorded(second.CF_WSH!)).toMatchObject([
    { name: SHORT, fact: OTHER },
    { name: OTHER, fact: OTHER },
  ]);
  // A person has let it in: told again word for word it is what is recorded.
  expect((await staged(await preview(second))).map(({ outcome }) => outcome)).toEqual(['same']);
});

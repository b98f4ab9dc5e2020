import { beforeAll, expect, test } from 'vitest';
import { determinationBench, SUPERVISION } from '../../../test/support/determination-bench.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow, personRow } from '../../../test/support/penalties.ts';
import type { TestBureau } from '../../../test/support/publications.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Contents } from './determination.ts';
import { enterPerson } from './person-commands.ts';
import { answerFor } from './question-queries.ts';

const bench = determinationBench();
const { database, law, propose, sent } = bench;
let bureau: TestBureau;
let vault: Vault;
beforeAll(() => {
  bureau = bench.bureau;
  vault = bench.vault;
});

test('a finding about a responsible person is that person’s own case, on a law or regulation, and the unit’s agent does not see it', async () => {
  const recordId = await sent(14);
  const [person] = await bureau.asOwner<{ id: string }>(
    'select r.subject_id as id from records r where r.document_number = $1',
    [await personDocument()],
  );
  const contents: Contents = {
    ...SUPERVISION,
    measures: [],
    refs: ['ls:50'],
    role: '主任',
    roleFrom: day('2024-01-01'),
    roleUntil: null,
    supervision: null,
  };
  const responsible = { use: 'responsible_person', partyId: person!.id, contents } as const;
  await expect(propose(recordId, { ...responsible, partyId: undefined })).rejects.toThrow('determination.wrong_party');
  const nobody = { ...responsible, partyId: '00000000-0000-4000-8000-000000000000' };
  await expect(propose(recordId, nobody)).rejects.toThrow('determination.party_absent');
  const without = { ...responsible, contents: { ...contents, role: null, roleFrom: null } };
  await expect(propose(recordId, without)).rejects.toThrow('determination.misfit');
  await expect(
    propose(recordId, { ...responsible, contents: { ...contents, refs: ['hnxy:35'] } }),
  ).rejects.toMatchObject({
    facts: { reasons: ['basis.too_low'] },
  });
  const id = await propose(recordId, responsible);
  const [row] = await bureau.asOwner<{ seen: boolean; own: boolean }>(
    'select c.party_id = c.subject_id as seen, c.party_id = $2 as own from procedure_cases c where c.id = $1',
    [id, person!.id],
  );
  expect(row).toEqual({ seen: false, own: true });
  const [subject] = await bureau.asOwner<{ id: string }>('select subject_id as id from procedure_cases where id = $1', [
    id,
  ]);
  const asParty = await database.pools.appPool.connect();
  await asParty.query('begin');
  await asParty.query(
    "select set_config('zhengming.purpose', 'party', true), set_config('zhengming.subject', $1, true), set_config('zhengming.organ_path', '1.1.', true)",
    [subject!.id],
  );
  const { rows } = await asParty.query('select id from procedure_cases');
  await asParty.query('rollback');
  asParty.release();
  expect(rows.map((one: { id: string }) => one.id)).not.toContain(id);
});

/** A person with a record of the own, so that the person is known; the sample number of GB 11643. */
async function personDocument(): Promise<string> {
  const row = personRow(90, '11010519491231002X');
  await bureau.send([row]);
  return row.CF_WSH!;
}

test('the law answers before anything is proposed, in the words that would refuse the step, and whoever may not propose gets none', async () => {
  const recordId = await sent(16);
  const asked = { recordId, use: 'key_supervision', contents: SUPERVISION } as const;
  const ask = (more: Partial<typeof asked> | object = {}, ctx = bureau.clerk) =>
    answerFor(ctx, law, { ...asked, ...more });
  const { answer, articles, why } = await ask();
  expect([answer, articles.includes('hnxy:32'), why.zh.length > 2]).toEqual(['allowed', true, true]);
  expect(await ask({ contents: { ...SUPERVISION, refs: ['fgw58:5'] } })).toMatchObject({
    answer: 'refused',
    reasons: ['basis.too_low'],
  });
  const notFinal = [...(await bureau.send([penaltyRow(17)])).values()][0]!;
  expect((await ask({ recordId: notFinal })).answer).not.toBe('allowed');
  const unlisted = { contents: { ...SUPERVISION, measures: ['other'] } };
  await expect(ask(unlisted)).rejects.toThrow('determination.measure_not_listed');
  await expect(ask({ use: 'responsible_person' })).rejects.toThrow('determination.misfit');
  await expect(ask({}, bureau.publisher)).rejects.toThrow('access.denied');
  await propose(recordId);
  await expect(ask()).rejects.toThrow('determination.case_exists');
});

test('a person is found by the number, entered once when new, and neither number nor name lies in the open', async () => {
  const given = { number: ' 44052418800101 0145', name: '虚构某某' };
  const first = (await enterPerson(bureau.clerk, vault, given)).result;
  expect(first.name).toBe('虚*');
  expect((await enterPerson(bureau.clerk, vault, { ...given, name: '另一写法' })).result).toEqual(first);
  await expect(enterPerson(bureau.clerk, vault, { ...given, number: '440524188001010146' })).rejects.toThrow(
    'determination.number_unreadable',
  );
  await expect(enterPerson(bureau.reviewer, vault, given)).rejects.toThrow('access.denied');
  const kept = await bureau.asOwner(
    'select k.key, n.name from subject_keys k join subject_names n using (subject_id) where k.subject_id = $1',
    [first.id],
  );
  expect(JSON.stringify(kept)).not.toMatch(/440524188001010145|虚构某某/);
});

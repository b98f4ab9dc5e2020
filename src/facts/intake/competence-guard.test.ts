// What the database itself says of competence, beside the code that says the same (row-gate.ts).

import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import type { PlainDate } from '../../ground/kernel/plain-date.ts';
import { inContext, type Pools } from '../../ground/platform/db.ts';
import { installEdition } from '../../office/editions/index.ts';
import { mayDecide, type OrganLevel } from '../../rules/law/index.ts';

const database = testDatabase();
const TODAY = '2026-03-09' as PlainDate;
let bureau: TestBureau;
let recordId: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  await installEdition({ pools: database.pools, now: () => bureau.clock.now, version: 'test' }, bureau.law);
  const FIRM = { CF_XDR_MC: '漯河虚构甲律师事务所', CF_XDR_SHXYM: '31411100MD00000167', CF_CFLB: '警告', CF_NR_FK: '' };
  const CITY = { CF_CFJG: '漯河（虚构）市司法局', CF_CFJGDM: usccFor('411100', '11', 6) };
  [recordId] = [...(await bureau.send([penaltyRow(40, { ...FIRM, ...CITY })])).values()] as [string];
});

test('the database has the competences of the edition in use, made by itself from the text', async () => {
  const kept = await bureau.asOwner<{ code: string }>('select code from law_competences order by code');
  const stated = bureau.law.all('competences', TODAY).filter(({ role }) => role === 'decide');
  expect(kept.map(({ code }) => code)).toEqual(stated.map(({ code }) => code).sort());
  await expect(
    inContext(database.pools.app, { purpose: 'system' }, (tx) =>
      sql`insert into law_competences
      select adoption + 1, code, matter, subjects, kinds, branch, null, since, until from law_competences`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});

test('asked about every level, party and kind, the database refuses what the packs refuse, and nothing else', async () => {
  const LEVELS: readonly OrganLevel[] = ['state', 'province', 'prefecture', 'county'];
  const rules = bureau.law.all('competences', TODAY);
  const services = [...new Set(rules.flatMap(({ subjects }) => subjects)), 'tax_agency'];
  const named = [...new Set(rules.flatMap(({ kinds }) => kinds ?? [])), '通报批评'];
  const lists = named.flatMap((one, at) => [[one], [one, named[(at + 3) % named.length]!]]);
  const asked = LEVELS.flatMap((level) =>
    services.flatMap((service) => [
      { level, service, kinds: undefined, matter: 'licence' },
      ...lists.map((kinds) => ({ level, service, kinds, matter: `penalty ${kinds.join(';')}` })),
    ]),
  );
  const told = await bureau.asOwner<{ refused: boolean }>(
    `select outside_competence(a.level, a.service, a.matter, null, '2025-12-01', $2) as refused
     from jsonb_to_recordset($1) as a (level text, service text, matter text, place integer) order by place`,
    [JSON.stringify(asked.map((one, place) => ({ ...one, place }))), TODAY],
  );
  const differing = asked.filter(({ level, service, kinds, matter }, at) => {
    const question = { matter: matter.split(' ')[0]!, subject: service, ...(kinds && { kinds }) };
    const { steps } = mayDecide({ branch: 'justice', level }, question, bureau.law, TODAY).derivation;
    return told[at]!.refused !== steps.some(({ effect }) => effect === 'refuses');
  });
  expect(differing).toEqual([]);
  expect(told.filter(({ refused }) => refused).length).toBeGreaterThan(100);
});

/** A second version of the record, as if another organ had decided it; written as the role that moves rows, past all code. */
const slip = (
  organ: Readonly<Record<string, string>>,
  change: string = 'version + 1',
  role: keyof Pick<Pools, 'app' | 'intake'> = 'intake',
) => {
  const { accountId, organPath } = bureau.clerk.actor;
  return inContext(database.pools[role], { purpose: 'work', accountId, organPath }, (tx) =>
    sql`insert into record_versions (subject_id, record_id, version, known_at, action, facts, class, class_rule, edition, batch_id,
        row_number, sealed_id)
      select subject_id, record_id, ${sql.raw(change)}, known_at, 'correct', facts || ${JSON.stringify(organ)}::jsonb, class, class_rule,
        edition, batch_id, row_number, sealed_id from record_versions where record_id = ${recordId} order by version desc limit 1`.execute(
      tx,
    ),
  );
};

test('what an organ decided that the packs hold not competent cannot be stored, by either serving role and past all code', async () => {
  const county = { CF_CFJG: '临颍（虚构）县司法局', CF_CFJGDM: usccFor('411122', '11', 6) };
  await expect(slip(county)).rejects.toMatchObject({ constraint: 'record_versions_organ_competent' });
  await expect(slip(county, 'version + 1', 'app')).rejects.toThrow();
  const revoked = { CF_CFLB: '吊销许可证件' };
  await expect(slip(revoked)).rejects.toMatchObject({ constraint: 'record_versions_organ_competent' });
  // Nor where one of several kinds is another's to impose, nor in the joined kind of the old forms, whose split says which.
  await expect(slip({ CF_CFLB: '警告;吊销许可证件' })).rejects.toMatchObject({
    constraint: 'record_versions_organ_competent',
  });
  await expect(slip({ CF_CFLB: '暂扣或者吊销许可证件', licence_effect: 'revoked' })).rejects.toMatchObject({
    constraint: 'record_versions_organ_competent',
  });
  expect((await slip({ CF_CFLB: '罚款' })).numAffectedRows).toBe(1n);
});

test('behind the decision of a second person it is stored', async () => {
  const county = { CF_CFJG: '临颍（虚构）县司法局', CF_CFJGDM: usccFor('411122', '11', 6) };
  const { accountId, organPath } = bureau.reviewer.actor;
  const [waiting] = await bureau.asOwner<{ id: string }>(
    `insert into quarantine (id, batch_id, row_number, organ_path, kind, problems, owner_account, opened_at, due_on)
     select gen_random_uuid(), batch_id, row_number, $2, 'organ_not_competent', '[]', $3, known_at, $4 from record_versions
     where record_id = $1 limit 1 returning id`,
    [recordId, organPath, accountId, TODAY],
  );
  await expect(slip(county)).rejects.toThrow('another organ');
  await bureau.asOwner(
    `insert into quarantine_decisions (quarantine_id, outcome, reason, decided_by, decided_kind, decided_at, organ_path)
     values ($1, 'accepted', '市局书面委托该县局办理', $2, 'person', now(), $3)`,
    [waiting!.id, accountId, organPath],
  );
  expect((await slip(county)).numAffectedRows).toBe(1n);
});

import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day, testLaw } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { DETERMINATION_PROCEDURE, proposeDetermination } from '../../rights/determinations/index.ts';
import { tendClocks } from '../../rights/procedures/index.ts';
import { explain, provisionalDeadline } from '../law/index.ts';
import { confirmOutage, recordOutage } from './index.ts';

const law = testLaw();
const database = testDatabase();
const OUTAGE = { from: day('2026-03-11'), to: day('2026-03-12') };
const GIVEN = {
  beganAt: new Date('2026-03-11T01:00:00Z'),
  endedAt: new Date('2026-03-12T09:00:00Z'),
  reason: '机房断电，平台无法访问。',
};
let bureau: TestBureau;
let vault: Vault;
let second: Context;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const { organId: id, organPath: path, organKind: kind } = bureau.reviewer.actor;
  second = { ...bureau.reviewer, actor: await makeActor(database.urls.owner, { id, path, kind }, 'reviewer') };
}, 60_000);
const at = (on: string) => {
  bureau.clock.now = new Date(`${on}T02:00:00Z`);
};

test('days on which the system stood still do not count against a party, and the derivation says so', () => {
  const from = day('2026-03-09');
  const deadline = provisionalDeadline(law, 'list.statement', from, [], [OUTAGE]);
  expect([provisionalDeadline(law, 'list.statement', from).due, deadline.due]).toEqual(['2026-03-16', '2026-03-18']);
  expect(explain(deadline.derivation, 'zh')).toContain('2026-03-12 不计：平台中断，当事人无法办理');
  expect(explain(deadline.derivation, 'en').join(' ')).toContain('2026-03-12 not counted: the platform stood still');
});

test.each(['objection.own', 'list.reply', 'suit.filing', 'review.filing'])(
  'an outage moves neither a duty of an organ nor what runs at a court: %s',
  (code) => {
    const from = day('2026-03-09');
    expect(provisionalDeadline(law, code, from, [], [OUTAGE]).due).toBe(provisionalDeadline(law, code, from).due);
  },
);

test('one officer records, another confirms, in the command and in the database; nobody else does either', async () => {
  at('2026-03-13');
  await expect(recordOutage(bureau.clerk, GIVEN)).rejects.toThrow('access.denied');
  const later = { ...GIVEN, endedAt: new Date('2026-03-14T00:00:00Z') };
  await expect(recordOutage(bureau.reviewer, later)).rejects.toThrow('outage.times');
  const { result } = await recordOutage(bureau.reviewer, { ...GIVEN, reason: '试登记，不予确认。' });
  await expect(confirmOutage(bureau.reviewer, result.id)).rejects.toThrow('outage.same_person');
  const { accountId } = bureau.reviewer.actor;
  await expect(
    bureau.asOwner(
      `insert into outage_confirmations (outage_id, recorded_by, confirmed_by, confirmed_kind, confirmed_at) values ($1, $2, $2, 'person', now())`,
      [result.id, accountId],
    ),
  ).rejects.toThrow('outage_confirmations_check');
});

test('a hearing is not closed on a party that could not speak here: not before the days are made up, and the clock says why', async () => {
  at('2026-03-09');
  const FINAL = { served_on: '2025-03-05', remedy_notified: 'true', review_outcome: 'none', suit_outcome: 'none' };
  const [recordId] = [...(await bureau.send([penaltyRow(1, { CF_JDRQ: '2025/03/02', ...FINAL })])).values()];
  const contents = {
    domain: null,
    termMonths: 12,
    measures: ['M10'],
    refs: ['hnxy:32'],
    role: null,
    roleFrom: null,
    roleUntil: null,
    supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 },
  };
  const given = {
    recordId: recordId!,
    use: 'key_supervision',
    contents,
    on: day('2026-03-09'),
    reason: '经核实，提出认定建议。',
  } as const;
  const id = (await proposeDetermination(bureau.clerk, { law, vault }, given)).result.id;
  const steps = caseSteps({ law, vault }, [DETERMINATION_PROCEDURE]);
  await steps.take(bureau.clerk, id, 'serve_notice', { documents: ['prior_notice', 'delivery_receipt'] });
  const clock = async () => {
    const [kept] = await bureau.asOwner<{ due: string }>(
      `select due_on::text as due from procedure_timers where case_id = $1 and timer = 'statement' order by version desc limit 1`,
      [id],
    );
    return kept!.due;
  };
  const tend = () =>
    tendClocks({ pools: database.pools, now: () => bureau.clock.now, law: () => law, log: () => undefined }, [
      DETERMINATION_PROCEDURE,
    ]);
  at('2026-03-13');
  const { result } = await recordOutage(bureau.reviewer, GIVEN);
  await tend();
  expect(await clock()).toBe('2026-03-16');
  at('2026-03-14');
  await confirmOutage(second, result.id);
  await expect(confirmOutage(second, result.id)).rejects.toThrow('outage.confirmed');
  await tend();
  expect(await clock()).toBe('2026-03-18');
  at('2026-03-17');
  const close = () => steps.take(bureau.clerk, id, 'close_hearing');
  await expect(close()).rejects.toThrow('determination.statement_open {"due":"2026-03-18"');
  at('2026-03-19');
  await close();
});

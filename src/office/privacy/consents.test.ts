import { beforeAll, expect, test } from 'vitest';
import { scan } from '../../../test/support/case-documents.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { inContext } from '../../ground/platform/db.ts';
import { enterObjection } from '../../rights/objections/objection-commands.ts';
import { keepConsent } from '../../rights/service/consent-commands.ts';
import { findConsent } from '../../rights/service/service-queries.ts';
import { listConsents } from './consent-queries.ts';

const database = testDatabase();
let bureau: TestBureau;
let portal: PartyPortal;
let consentId: string;
let subjectId: string;

beforeAll(async () => {
  bureau = await testBureau(database);
  const recordId = [...(await bureau.send([penaltyRow(1), penaltyRow(3)])).values()][0]!;
  portal = await partyPortal(database, bureau, []);
  const { law, vault } = portal.deps;
  const deps = { law: law(), vault };
  const given = { recordId, receivedOn: day('2026-03-06'), channel: 'paper', exhibits: [] } as const;
  const { result } = await enterObjection(bureau.clerk, deps, { ...given, points: ['金额有误。'] });
  const form = { caseId: result.id, givenOn: day('2026-03-09'), file: scan('form') };
  consentId = (await keepConsent(bureau.clerk, deps, form)).result.id;
  const [row] = await bureau.asOwner<{ subject_id: string }>('select subject_id from service_consents');
  subjectId = row!.subject_id;
}, 60_000);

const own = () =>
  ({ purpose: 'work', accountId: bureau.clerk.actor.accountId, organPath: bureau.clerk.actor.organPath }) as const;
const standing = () => inContext(database.pools.app, own(), (tx) => findConsent(tx, subjectId, day('2026-03-09')));
const register = () => inContext(database.pools.app, own(), (tx) => listConsents(tx, 20));

test('a party ends its own consent in one press, at once and for good; another party cannot', async () => {
  const [mine, other] = [await portal.party(1), await portal.party(3)];
  expect(await standing()).toBe(consentId);
  expect((await portal.post(`/my/consents/${consentId}/end`, {}, other.cookie)).statusCode).toBe(422);
  expect((await portal.get('/my/consents', other.cookie)).body).not.toContain(consentId);
  expect(await standing()).toBe(consentId);

  expect((await portal.get('/my/consents', mine.cookie)).body).toContain('撤回同意');
  const ended = await portal.post(`/my/consents/${consentId}/end`, {}, mine.cookie);
  expect([ended.statusCode, ended.headers.location]).toEqual([303, '/my/consents']);
  expect(await standing()).toBeUndefined();
  const page = (await portal.get('/my/consents', mine.cookie)).body;
  expect([page.includes('2026年3月9日已撤回'), page.includes('撤回同意</button>')]).toEqual([true, false]);
});

test('the register tells when each consent was given and taken back, with the entries that prove it, and names nobody', async () => {
  const { cookie } = await portal.party(1);
  const grant = { holder: '虚构咨询有限公司', grantPurpose: '投标资格审查', scope: 'whole', until: '2026-04-30' };
  await portal.post('/my/report/grants', grant, cookie);
  const lines = await register();
  expect(lines.map(({ kind }) => kind).sort()).toEqual(['electronic_service', 'report_fetching']);
  const service = lines.find(({ kind }) => kind === 'electronic_service')!;
  expect([service.endedAt, service.endedEntry]).not.toContain(null);
  const fetching = lines.find(({ kind }) => kind === 'report_fetching')!;
  expect(fetching).toMatchObject({ until: '2026-04-30', endedAt: null, endedEntry: null });
  for (const entry of [service.givenEntry, service.endedEntry, fetching.givenEntry]) {
    expect(await bureau.asOwner('select 1 from journal where id = $1', [entry])).toHaveLength(1);
  }
  expect(JSON.stringify(lines)).not.toContain(subjectId);
  const neighbour = { ...own(), organPath: '9.' };
  expect(await inContext(database.pools.app, neighbour, (tx) => listConsents(tx, 20))).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { scan } from '../../../test/support/case-documents.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { textOf, withoutSpaces } from '../../../test/support/documents.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { accessRoutes, giveDemonstrationPassword } from '../../ground/access/index.ts';
import { stepAt, totpCode } from '../../ground/access/totp.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { objectionRoutes } from '../objections/index.ts';
import { procedureRoutes, stepRoutes } from '../procedures/index.ts';
import { serviceRoutes } from '../service/index.ts';
import { documentRoutes, Printer, signingRoutes } from './index.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const ROLES = ['counter', 'clerk', 'reviewer', 'decider'] as const;
type Who = (typeof ROLES)[number];
const database = testDatabase();
const cookies = {} as Record<Who, string>;
let bureau: TestBureau;
let http: HttpApp;
let codeNow: () => Promise<string>;

beforeAll(async () => {
  bureau = await testBureau(database);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, masterKey, clock } = bureau;
  const vault = await Vault.open(database.pools, masterKey, clock.now);
  const config = { demonstration: true };
  const own = { pools: database.pools, now: () => clock.now, law: () => law, masterKey, vault, config };
  const deps = { ...own, printer: new Printer(), portal: 'https://credit.example.gov.cn' } as never;
  await http.register((scope) => accessRoutes(scope as HttpApp, deps));
  await http.register(async (scope) => {
    objectionRoutes(scope as HttpApp, deps);
    procedureRoutes(scope as HttpApp, deps, PROCEDURES);
    stepRoutes(scope as HttpApp, deps, PROCEDURES);
    documentRoutes(scope as HttpApp, deps, PROCEDURES);
    signingRoutes(scope as HttpApp, deps, PROCEDURES);
    serviceRoutes(scope as HttpApp, deps, PROCEDURES);
  });
  const organ = { id: bureau.clerk.actor.organId, path: '1.1.', kind: 'county_bureau' } as const;
  for (const role of ROLES) {
    const { accountId } = await makeActor(database.urls.owner, organ, role);
    await giveDemonstrationPassword(deps, { accountId, username: `${role}.test`, password: PASSWORD });
    const payload = { username: `${role}.test`, password: PASSWORD };
    const headers = { ...HOST, 'idempotency-key': randomUUID() };
    const answer = await http.inject({ method: 'POST', url: '/api/v1/session', payload, headers });
    const set = [answer.headers['set-cookie']].flat();
    cookies[role] = set.map((one) => one!.split(';')[0]!).join('; ');
  }
  const { typed } = await post('decider', '/api/v1/me/totp', {});
  const secret = Buffer.from(base32.decode(typed));
  codeNow = async () => {
    clock.now = new Date(clock.now.getTime() + 60_000);
    return totpCode(secret, stepAt(clock.now));
  };
  expect((await post('decider', '/api/v1/me/totp/confirmations', { code: await codeNow() })).status).toBe(201);
}, 60_000);

const post = async (who: Who, url: string, payload: object, key: string = randomUUID()) => {
  const headers = { ...HOST, cookie: cookies[who], 'idempotency-key': key };
  const answer = await http.inject({ method: 'POST', url, payload, headers });
  return { status: answer.statusCode, ...answer.json() };
};
const raw = (who: Who, url: string) => http.inject({ url, headers: { ...HOST, cookie: cookies[who] } });
const get = async (who: Who, url: string) => {
  const answer = await raw(who, url);
  return { status: answer.statusCode, tag: answer.headers.etag, ...answer.json() };
};

test('from draft to service through the API: form, text, paper, signature, seal, receipt', async () => {
  const recordId = [...(await bureau.send([penaltyRow(1)])).values()][0]!;
  const objection = { recordId, receivedOn: '2026-03-06', points: ['金额有误。'] };
  const { id: caseId } = await post('counter', '/api/v1/objections', objection);
  const found = { number: 1, outcome: 'not_upheld', reason: '经核查，与决定书一致。' };
  await post('clerk', `/api/v1/cases/${caseId}/dispositions`, found);

  const list = await get('clerk', `/api/v1/cases/${caseId}/documents`);
  expect(list).toMatchObject({ status: 200, documents: [] });
  expect(list.kinds.find(({ kind }: { kind: string }) => kind === 'reply')).toMatchObject({ may: true });
  const forCounter = await get('counter', `/api/v1/cases/${caseId}/documents`);
  const open = forCounter.kinds.filter(({ may }: { may: boolean }) => may);
  expect(open.map(({ kind }: { kind: string }) => kind)).toEqual(['withdrawal_request']);
  const drafted = await post('clerk', `/api/v1/cases/${caseId}/documents`, { kind: 'reply' });
  expect(drafted).toMatchObject({ status: 201, version: 1 });
  const url = `/api/v1/documents/${drafted.id}`;
  const shown = await get('clerk', url);
  expect(shown).toMatchObject({
    status: 200,
    title: '异议处理结果告知书',
    signedBy: 'decider',
    paper: null,
    signature: null,
  });
  expect(shown.tag).toMatch(/^"/);
  expect(shown.facts.find(({ code }: { code: string }) => code === 'points').columns).toHaveLength(4);
  expect(shown.words[1]).toMatchObject({ part: 'decision', value: null, draft: '〔处理结果〕。' });
  const said = {
    facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
    words: { facts: '经核查，公示的内容与决定书一致。', decision: '异议不成立。' },
  };
  const { textSha256, missing } = await post('clerk', `${url}/versions`, said);
  expect(missing).toEqual([]);
  const page = await raw('clerk', `${url}/html`);
  expect([page.headers['content-type'], page.body]).toEqual([
    'text/html; charset=utf-8',
    expect.stringContaining('异议不成立。'),
  ]);
  const draft = await raw('clerk', `${url}/file`);
  expect(withoutSpaces((await textOf(draft.rawPayload)).join(''))).toContain('尚未签发');
  expect((await get('clerk', `${url}/file?which=paper`)).code).toBe('document.no_paper');

  const documents = [{ kind: 'reply', sha256: textSha256 }];
  const step = (who: Who, name: string, after: number, more: object = {}) =>
    post(who, `/api/v1/cases/${caseId}/steps`, { step: name, after, documents, ...more });
  expect((await step('clerk', 'draft', 1)).state).toBe('drafted');
  expect((await step('reviewer', 'pass', 2)).state).toBe('reviewed');
  expect((await step('decider', 'decide_not_upheld', 3, { reason: '意见不成立。' })).state).toBe('refusal_decided');

  const { paperSha256, number } = await post('decider', `${url}/papers`, {});
  expect(number).toBe('信异复〔2026〕1号');
  const proof = { method: 'totp', code: await codeNow() };
  const key = randomUUID();
  const signed = await post('decider', `${url}/signature`, { paperSha256, proof }, key);
  expect(signed).toMatchObject({ status: 201, signedOn: '2026-03-09' });
  // Sent again after a broken line, with a code that has been spent: the same answer, and no second signature.
  expect((await post('decider', `${url}/signature`, { paperSha256, proof }, key)).entryId).toBe(signed.entryId);
  const seal = { way: 'scan', paperSha256, seal: '虚构县司法局公章', file: scan('x'.repeat(80)).toString('base64') };
  expect((await post('decider', `${url}/seal`, seal)).code).toBe('access.denied');
  expect((await post('clerk', `${url}/seal`, seal)).status).toBe(201);

  const services = `/api/v1/cases/${caseId}/services`;
  expect((await get('clerk', services)).ways).toEqual([
    { documentId: drafted.id, open: ['direct', 'post'], together: [] },
  ]);
  const sent = { channel: 'post', documents: [drafted.id], recipient: '虚构单位，虚构路1号' };
  const begun = await post('clerk', services, sent);
  expect(begun).toMatchObject({ status: 201, answer: 'not_served', servedOn: null });
  const slip = { what: 'signed', on: '2026-03-09', file: scan('邮件回执').toString('base64') };
  const served = await post('clerk', `/api/v1/services/${begun.id}/events`, slip);
  expect(served).toMatchObject({ answer: 'served', servedOn: '2026-03-09' });
  const told = await get('clerk', services);
  expect(told.services[0]).toMatchObject({
    channel: 'post',
    answer: 'served',
    receiptSha256: served.receiptSha256,
    notes: [],
  });
  expect(told.ways[0].open).toEqual([]);
  const line = (await get('reviewer', `/api/v1/cases/${caseId}/documents`)).documents[0];
  expect(line).toMatchObject({ number, signature: { factor: 'totp', role: 'decider' }, seal: { way: 'scan' } });
  expect((await raw('clerk', `${url}/file?which=sealed`)).headers['content-type']).toBe('image/jpeg');
});

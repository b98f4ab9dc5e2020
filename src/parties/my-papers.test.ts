import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { contextFor, makeActor } from '../../test/support/actors.ts';
import { caseDocuments, scan } from '../../test/support/case-documents.ts';
import { caseSteps } from '../../test/support/cases.ts';
import { testDatabase } from '../../test/support/database.ts';
import { usccFor } from '../../test/support/identifiers.ts';
import { day } from '../../test/support/law.ts';
import { penaltyRow } from '../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../test/support/publications.ts';
import { factorOf } from '../../test/support/signing.ts';
import { type Context, sequenceNow } from '../audit/index.ts';
import { Printer } from '../documents/index.ts';
import { keptLaws } from '../editions/index.ts';
import { OBJECTION_PROCEDURE } from '../objections/index.ts';
import { enterObjection } from '../objections/objection-commands.ts';
import { type HttpApp, makeHttp } from '../platform/http.ts';
import { loadMessages } from '../platform/messages.ts';
import { keepConsent } from '../service/consent-commands.ts';
import { beginService } from '../service/service-commands.ts';
import { Vault } from '../vault/index.ts';
import { inviteParty, myRoutes, writeLetters } from './index.ts';

const PASSWORD = '当事人 a long sentence 42';
const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PROCEDURES = [OBJECTION_PROCEDURE];
const database = testDatabase();
let bureau: TestBureau;
let counter: Context;
let vault: Vault;
let http: HttpApp;

beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path, kind }, 'counter');
  counter = { ...contextFor(actor, database.pools), now: () => bureau.clock.now, edition: bureau.law.edition };
  http = (await makeHttp(await loadMessages(), () => undefined, 'test')).http;
  const { pools } = database;
  const { masterKey, law, clock } = bureau;
  const own = { config: { demonstration: false }, pools, now: () => clock.now, masterKey, law: () => law, vault };
  const deps = { ...own, lawOf: keptLaws(pools), printer: new Printer() };
  await http.register(async (scope) => myRoutes(scope as HttpApp, deps, PROCEDURES));
  await http.ready();
}, 60_000);

const post = (url: string, fields: Record<string, string>) => {
  const payload = new URLSearchParams({ key: crypto.randomUUID(), ...fields }).toString();
  const headers = { ...HOST, 'content-type': 'application/x-www-form-urlencoded' };
  return http.inject({ method: 'POST', url, payload, headers });
};
const get = (url: string, cookie = '') =>
  http.inject({ method: 'GET', url, headers: { ...HOST, ...(cookie === '' ? {} : { cookie }) } });

/** The cookie of somebody who speaks for the firm of this number. */
async function party(serial: number): Promise<string> {
  const sought = { kind: 'uscc', key: usccFor('411100', '91', serial) } as const;
  const given = { sought, capacity: 'representative', holder: '某甲', shown: '身份证、营业执照，原件已核对' } as const;
  const { code, username } = await inviteParty(counter, vault, given);
  await post('/my/join', { code, password: PASSWORD, repeat: PASSWORD });
  const answer = await post('/my/sign-in', { username, password: PASSWORD });
  return String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!;
}

test('a document served electronically lies in the mailbox, opens as the file that was signed, and for nobody else', async () => {
  const [recordId] = [...(await bureau.send([penaltyRow(1), penaltyRow(2)])).values()];
  const [mine, anothers] = [await party(1), await party(2)];
  const kit = { law: bureau.law, vault, printer: new Printer() };
  const [documents, steps] = [caseDocuments(kit, PROCEDURES, bureau), caseSteps(kit, PROCEDURES)];
  const said = { receivedOn: day('2026-03-06'), channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  const { id: caseId } = (await enterObjection(bureau.clerk, kit, { recordId: recordId!, ...said })).result;
  await steps.dispose(bureau.clerk, caseId, 1, 'not_upheld');
  const { id, textSha256 } = await documents.draft(bureau.clerk, caseId, 'reply', {
    facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
    words: { facts: '经核查，与决定书一致。', decision: '异议不成立。' },
  });
  const resting = { documents: [{ kind: 'reply', sha256: textSha256 }] };
  await steps.take(bureau.clerk, caseId, 'draft', resting);
  await steps.take(bureau.reviewer, caseId, 'pass', resting);
  await steps.take(bureau.decider, caseId, 'decide_refusal', { ...resting, reason: '意见不成立。' });
  const factor = await factorOf(bureau, bureau.decider);
  const { paperSha256 } = await documents.issue(bureau.decider, bureau.clerk, id, factor);
  await keepConsent(bureau.clerk, kit, { caseId, givenOn: day('2026-03-09'), file: scan('确认书') });
  const service = { caseId, channel: 'electronic', documents: [id], recipient: '信箱', lost: false } as const;
  const { id: serviceId } = (await beginService(bureau.clerk, kit, PROCEDURES, service)).result;
  await sequenceNow(database.pools, bureau.clock.now);
  await writeLetters({ pools: database.pools, now: () => bureau.clock.now, log: () => undefined });

  expect((await get('/my/mail', mine)).body).toContain(`/my/papers/${serviceId}`);
  const page = await get(`/my/papers/${serviceId}?lang=zh`, mine);
  expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('异议处理结果告知书 信异复〔2026〕1号')]);
  const file = await get(`/my/papers/${serviceId}/${id}`, mine);
  expect(file.headers['content-type']).toBe('application/pdf');
  expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(paperSha256);
  for (const url of [`/my/papers/${serviceId}`, `/my/papers/${serviceId}/${id}`]) {
    expect((await get(url, anothers)).statusCode).toBe(404);
    expect((await get(url)).statusCode).toBe(401);
  }
});

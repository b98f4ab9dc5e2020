import { beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { caseDocuments, scan } from '../../../test/support/case-documents.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { factorOf } from '../../../test/support/signing.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { withdrawPublication } from '../../facts/publication/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../objections/objection-commands.ts';
import { beginService, noteEvent } from '../service/service-commands.ts';
import { getDocument, Printer, verificationRoutes } from './index.ts';
import { withdrawDocument } from './seal-commands.ts';

const database = testDatabase();
let bureau: TestBureau;
let http: HttpApp;
let vault: Vault;
/** A second clerk, who keeps the seal. */
let keeper: Context;
let clerksFactor: Awaited<ReturnType<typeof factorOf>>;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  const { organId: id, organPath, organKind: kind } = bureau.clerk.actor;
  const actor = await makeActor(database.urls.owner, { id, path: organPath, kind }, 'clerk');
  keeper = { ...bureau.clerk, actor };
  clerksFactor = await factorOf(bureau, bureau.clerk);
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  const { law, clock } = bureau;
  const deps = { pools: database.pools, now: () => clock.now, law: () => law };
  await http.register(async (scope) => verificationRoutes(scope as HttpApp, deps));
}, 60_000);

const deps = () => ({ law: bureau.law, vault, printer: new Printer() });
const documents = () => caseDocuments(deps(), PROCEDURES, bureau);
const steps = () => caseSteps(deps(), PROCEDURES);
const ask = async (code: string, from = '192.0.2.1') => {
  const answer = await http.inject({ url: `/v/${code}?lang=zh`, remoteAddress: from });
  return { status: answer.statusCode, body: answer.body };
};
const codeOf = (id: string) =>
  inContext(database.pools.app, { purpose: 'system' }, async (tx) => (await getDocument(tx, id)).code);

/** An objection about a published decision, with the check notice to its provider and the reply drafted. */
async function objected(serial: number) {
  const recordId = [...(await bureau.send([penaltyRow(serial)])).values()][0]!;
  const { id: publicationId } = await bureau.publish(recordId);
  const said = { receivedOn: day('2026-03-09'), channel: 'paper', points: ['公示的金额有误。'], exhibits: [] } as const;
  const { id: caseId } = (await enterObjection(bureau.clerk, deps(), { recordId, ...said })).result;
  const facts = { provider: '虚构区司法局' };
  const notice = await documents().draft(bureau.clerk, caseId, 'check_notice', { facts });
  const resting = { documents: [{ kind: 'check_notice', sha256: notice.textSha256 }] };
  await steps().take(bureau.clerk, caseId, 'ask_provider', resting);
  return { caseId, publicationId, noticeId: notice.id };
}

test('a code tells name, number, day, organ and digest once it is signed and sealed, and of nobody and nothing else', async () => {
  const { noticeId, caseId } = await objected(1);
  const code = await codeOf(noticeId);
  expect((await ask(code)).status).toBe(404);
  const { paperSha256 } = await documents().print(bureau.clerk, noticeId);
  await documents().sign(bureau.clerk, noticeId, paperSha256, clerksFactor);
  expect((await ask(code)).status).toBe(404);
  await documents()
    .seal(bureau.reviewer, noticeId, paperSha256)
    .catch(() => undefined);
  const other = { ...bureau.clerk, actor: { ...bureau.clerk.actor, accountId: bureau.reviewer.actor.accountId } };
  await documents().seal(other, noticeId, paperSha256);
  const { status, body } = await ask(code);
  expect(status).toBe(200);
  for (const told of ['异议信息核查通知书', '信异核〔2026〕1号', '2026年3月9日', '虚构县司法局', '尚未送达'])
    expect(body).toContain(told);
  expect(body.replace(/\s/g, '')).toContain(paperSha256);
  const [{ name, number }] = (await bureau.asOwner<{ name: string; number: string }>(
    `select n.name, r.document_number as number from procedure_cases c join subject_names n on n.subject_id = c.subject_id
      join records r on r.id = c.record_id where c.id = $1`,
    [caseId],
  )) as [{ name: string; number: string }];
  for (const kept of [name, number, '金额有误', bureau.clerk.actor.accountId]) expect(body).not.toContain(kept);
  // As somebody types it from paper.
  const typed = code.toLowerCase().match(/.{4}/g)!.join('-');
  const form = { method: 'POST', url: '/v', headers: { 'content-type': 'application/x-www-form-urlencoded' } } as const;
  expect((await http.inject({ ...form, payload: `code=${typed}` })).statusCode).toBe(200);
});

test('served and withdrawn are told with their days; what follows a record that has ended answers like a code that never was', async () => {
  const { noticeId, caseId, publicationId } = await objected(2);
  await documents().issue(bureau.clerk, keeper, noticeId, clerksFactor);
  const code = await codeOf(noticeId);
  const given = { caseId, channel: 'direct', documents: [noticeId], recipient: '虚构区司法局', lost: false } as const;
  const { id } = (await beginService(bureau.clerk, deps(), PROCEDURES, given)).result;
  const signed = { id, what: 'signed', on: day('2026-03-09'), witnessed: false, file: scan('receipt') } as const;
  await noteEvent(bureau.clerk, deps(), PROCEDURES, signed);
  expect((await ask(code)).body).toContain('于2026年3月9日送达');
  await withdrawDocument(bureau.clerk, deps(), PROCEDURES, { id: noticeId, reason: '收件单位写错。' });
  expect((await ask(code)).body).toContain('不再有效');
  const unknown = (await ask('0'.repeat(16))).body;
  const withdrawal = { publicationId, ground: 'own_error', publicReason: '公示有误，予以撤回。' } as const;
  await withdrawPublication(bureau.reviewer, bureau.law, withdrawal);
  expect(await ask(code)).toEqual({ status: 404, body: unknown });
});

test('whoever tries codes without end is asked to wait', async () => {
  const from = '192.0.2.77';
  const tried = [];
  for (let at = 0; at < 31; at += 1) tried.push((await ask('A'.repeat(16), from)).status);
  expect([tried.slice(0, 30).every((status) => status === 404), tried[30]]).toEqual([true, 429]);
});

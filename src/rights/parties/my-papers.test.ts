import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { caseDocuments, scan } from '../../../test/support/case-documents.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { type PartyPortal, partyPortal } from '../../../test/support/party-portal.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { factorOf } from '../../../test/support/signing.ts';
import { sequenceNow } from '../../ground/audit/index.ts';
import { Printer } from '../documents/index.ts';
import { OBJECTION_PROCEDURE } from '../objections/index.ts';
import { enterObjection } from '../objections/objection-commands.ts';
import { keepConsent } from '../service/consent-commands.ts';
import { beginService } from '../service/service-commands.ts';
import { writeLetters } from './index.ts';

const PROCEDURES = [OBJECTION_PROCEDURE];
const database = testDatabase();
let bureau: TestBureau;
let portal: PartyPortal;

beforeAll(async () => {
  bureau = await testBureau(database);
  portal = await partyPortal(database, bureau, PROCEDURES);
  await portal.http.ready();
}, 60_000);

const get: PartyPortal['get'] = (...asked) => portal.get(...asked);
const party = async (serial: number): Promise<string> => (await portal.party(serial)).cookie;

test('a document served electronically lies in the mailbox, opens as the file that was signed, and for nobody else', async () => {
  const [recordId] = [...(await bureau.send([penaltyRow(1), penaltyRow(2)])).values()];
  const [mine, anothers] = [await party(1), await party(2)];
  const kit = { law: bureau.law, vault: portal.vault, printer: new Printer() };
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
  await steps.take(bureau.decider, caseId, 'decide_not_upheld', { ...resting, reason: '意见不成立。' });
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

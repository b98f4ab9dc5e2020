import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { caseDocuments, scan } from '../../../test/support/case-documents.ts';
import { caseSteps, digest } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { factorOf } from '../../../test/support/signing.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import { inContext } from '../../ground/platform/db.ts';
import { openFile, Vault } from '../../ground/vault/index.ts';
import { bytesOf, Printer } from '../documents/index.ts';
import { withdrawDocument } from '../documents/seal-commands.ts';
import { enterObjection } from '../objections/objection-commands.ts';
import { endConsent, keepConsent } from './consent-commands.ts';
import { noticeWork } from './notice-work-queries.ts';
import { readServices } from './reading-queries.ts';
import { listSent } from './sent-queries.ts';
import { beginService, concludeService, noteEvent, type ServiceGiven } from './service-commands.ts';
import type { ServiceEvent } from './service-tables.ts';

const database = testDatabase();
const printer = new Printer();
let bureau: TestBureau;
let vault: Vault;
let factor: Awaited<ReturnType<typeof factorOf>>;
let number = 0;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  factor = await factorOf(bureau, bureau.decider);
}, 60_000);
beforeEach(() => at('2026-03-09', 2));

/** Codes of the second factor work once: within a test the clock goes on, and each begins a day of its own hour. */
const at = (on: string, hour: number) => {
  const then = new Date(`${on}T${String(hour).padStart(2, '0')}:00:00Z`);
  const shown = bureau.clock.now.toISOString().slice(0, 10);
  bureau.clock.now = shown === on && bureau.clock.now > then ? bureau.clock.now : then;
};
const deps = () => ({ law: bureau.law, vault, printer });
const documents = () => caseDocuments(deps(), PROCEDURES, bureau);
const steps = () => caseSteps(deps(), PROCEDURES);
const REPLY = {
  facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
  words: { facts: '经核查，公示的内容与决定书一致。', decision: '异议不成立，公示内容不变。' },
};

/** A refused objection whose reply is signed and sealed, or only signed. */
async function replied(sealed = true) {
  number += 1;
  const recordId = [...(await bureau.send([penaltyRow(number)])).values()][0]!;
  const given = {
    recordId,
    receivedOn: day('2026-03-06'),
    channel: 'paper',
    points: ['公示的金额有误。'],
    exhibits: [],
  } as const;
  const { id: caseId } = (await enterObjection(bureau.clerk, deps(), given)).result;
  await steps().dispose(bureau.clerk, caseId, 1, 'not_upheld');
  const { id, textSha256 } = await documents().draft(bureau.clerk, caseId, 'reply', REPLY);
  const resting = { documents: [{ kind: 'reply', sha256: textSha256 }] };
  await steps().take(bureau.clerk, caseId, 'draft', resting);
  await steps().take(bureau.reviewer, caseId, 'pass', resting);
  await steps().take(bureau.decider, caseId, 'decide_not_upheld', { ...resting, reason: '意见不成立。' });
  const { paperSha256 } = await documents().print(bureau.decider, id);
  await documents().sign(bureau.decider, id, paperSha256, factor);
  if (sealed) await documents().seal(bureau.clerk, id, paperSha256);
  return { caseId, id };
}
type Case = { caseId: string; id: string };
const begin = async ({ caseId, id }: Case, channel: ServiceGiven['channel'], more: Partial<ServiceGiven> = {}) => {
  const given = { caseId, channel, documents: [id], recipient: '虚构单位，虚构路1号', lost: false, ...more };
  return (await beginService(bureau.clerk, deps(), PROCEDURES, given)).result;
};
const note = async (id: string, what: ServiceEvent, on: string, more: { witnessed?: boolean; file?: Buffer } = {}) => {
  const given = { id, what, on: day(on), witnessed: false, file: scan(`${id} ${what}`), ...more };
  return (await noteEvent(bureau.clerk, deps(), PROCEDURES, given)).result;
};
const read = (caseId: string) => readServices(bureau.clerk, bureau.law, PROCEDURES, caseId);

test('without signature and seal nothing is served: not by the command, and not by the database', async () => {
  const unsealed = await replied(false);
  await expect(begin(unsealed, 'direct')).rejects.toThrow('service.not_sealed');
  const served = await replied();
  const { id } = await begin(served, 'post');
  const smuggle = `insert into service_documents select $1, g.document_id, g.paper_sha256, g.organ_path from document_signatures g
    where g.document_id = $2`;
  await expect(bureau.asOwner(smuggle, [id, unsealed.id])).rejects.toMatchObject({ code: '23503' });
});

test('handed out and signed for: served on the day of the receipt, with its proof, and then nothing more is noted', async () => {
  const served = await replied();
  const { id, answer } = await begin(served, 'direct');
  expect(answer).toBe('not_served');
  await expect(note(id, 'signed', '2026-03-10')).rejects.toThrow('service.day_out_of_order');
  await expect(note(id, 'left', '2026-03-09')).rejects.toThrow('service.not_of_way');
  const bare = { id, what: 'signed', on: day('2026-03-09'), witnessed: false } as const;
  await expect(noteEvent(bureau.clerk, deps(), PROCEDURES, bare)).rejects.toThrow('service.no_proof');
  const outcome = await note(id, 'signed', '2026-03-09');
  expect(outcome).toMatchObject({
    answer: 'served',
    servedOn: '2026-03-09',
    receiptSha256: expect.stringMatching(/^\w{64}$/),
  });
  await expect(note(id, 'returned', '2026-03-09')).rejects.toThrow('service.over');
  await expect(begin(served, 'post')).rejects.toThrow('service.way_not_open');
  const { services, ways } = await read(served.caseId);
  expect(services[0]!.why.zh.join('')).toContain('2026-03-09');
  expect(services[0]!.basis).toEqual(['xzcf:61', 'mss:88']);
  expect(ways).toEqual([{ documentId: served.id, open: [], together: [] }]);
});

test('refused, it may be left with witnesses; unwitnessed it is not served', async () => {
  const served = await replied();
  await expect(begin(served, 'leaving')).rejects.toThrow('service.way_not_open');
  const direct = await begin(served, 'direct');
  expect((await note(direct.id, 'refused', '2026-03-09')).answer).toBe('failed');
  const leaving = await begin(served, 'leaving');
  expect((await note(leaving.id, 'left', '2026-03-09')).answer).toBe('not_served');
  expect(await note(leaving.id, 'left', '2026-03-09', { witnessed: true })).toMatchObject({
    answer: 'served',
    servedOn: '2026-03-09',
  });
});

test('mail that came back opens public notice only after direct service failed too; served thirty days later, not before', async () => {
  const served = await replied();
  const announce = { reason: '邮件退回，上门无人，另经查询下落不明。' };
  await expect(begin(served, 'public_notice', announce)).rejects.toThrow('service.way_not_open');
  const post = await begin(served, 'post');
  expect((await note(post.id, 'returned', '2026-03-09')).answer).toBe('failed');
  await expect(begin(served, 'public_notice', announce)).rejects.toThrow('service.way_not_open');
  const direct = await begin(served, 'direct');
  await note(direct.id, 'returned', '2026-03-09');
  await expect(begin(served, 'public_notice')).rejects.toThrow('service.no_reason');
  // 2026-03-09 not counted, thirty days run to 8 April (民事诉讼法 art. 95).
  const notice = await begin(served, 'public_notice', announce);
  expect(notice).toMatchObject({ answer: 'running', servedOn: '2026-04-08', receiptSha256: null });
  // How the day was counted is told with it, day by day, and by which articles.
  const { why } = (await read(served.caseId)).services.find(({ id }) => id === notice.id)!;
  expect(why.zh).toEqual(
    expect.arrayContaining(['2026-03-10 至 2026-04-08，逐日计算 30日', '到期日 2026-04-08（含当日）']),
  );
  expect(why.zh.join('')).toContain('《中华人民共和国民事诉讼法》第95条');
  const waits = async (who = bureau.clerk) =>
    (await noticeWork(who, bureau.law, { leaveOut: [], limit: 20 })).filter(({ id }) => id === served.caseId);
  expect(await waits()).toMatchObject([
    { documentNumber: `虚司罚决字〔2026〕第${number}号`, duty: { dueOn: '2026-04-08', overdue: false } },
  ]);
  expect(await waits(bureau.publisher)).toEqual([]);
  at('2026-04-07', 2);
  const early = concludeService(bureau.clerk, deps(), PROCEDURES, notice.id);
  await expect(early).rejects.toThrow('service.not_served_yet');
  at('2026-04-08', 2);
  const { result } = await concludeService(bureau.clerk, deps(), PROCEDURES, notice.id);
  expect(result).toMatchObject({ answer: 'served', servedOn: '2026-04-08' });
  expect(await waits()).toEqual([]);
  at('2026-03-09', 3);
});

test('whoever refused was found: mail that came back opens no public notice, only that nobody was there at last', async () => {
  const served = await replied();
  const announce = { reason: '当事人拒收，邮件退回。' };
  await note((await begin(served, 'direct')).id, 'refused', '2026-03-09');
  await note((await begin(served, 'post')).id, 'returned', '2026-03-09');
  await expect(begin(served, 'public_notice', announce)).rejects.toThrow('service.way_not_open');
  // Later on the same day.
  bureau.clock.now = new Date(bureau.clock.now.getTime() + 600_000);
  await note((await begin(served, 'direct')).id, 'returned', '2026-03-09');
  expect((await begin(served, 'public_notice', announce)).answer).toBe('running');
});

test('withdrawn on its way it is not served, however it arrives, and served it is not withdrawn: by the commands and by the database', async () => {
  const [sent, announced, served] = [await replied(), await replied(), await replied()];
  const withdraw = ({ id }: Case) => withdrawDocument(bureau.decider, deps(), PROCEDURES, { id, reason: '文号写错。' });
  const post = await begin(sent, 'post');
  await withdraw(sent);
  await expect(note(post.id, 'signed', '2026-03-09')).rejects.toThrow('service.withdrawn');
  expect((await read(sent.caseId)).services[0]).toMatchObject({ answer: 'failed', notes: [] });
  const notice = await begin(announced, 'public_notice', { lost: true, reason: '经查询下落不明。' });
  const waiting = async () =>
    (await noticeWork(bureau.clerk, bureau.law, { leaveOut: [], limit: 50 })).map(({ id }) => id);
  expect(await waiting()).toContain(announced.caseId);
  await withdraw(announced);
  expect(await waiting()).not.toContain(announced.caseId);
  at('2026-04-08', 2);
  await expect(concludeService(bureau.clerk, deps(), PROCEDURES, notice.id)).rejects.toThrow('service.withdrawn');
  at('2026-03-09', 4);
  const outcome = `insert into service_outcomes select $1, '2026-03-09', sha256('x'), '{}', repeat('0', 64), $2, now(), '1.1.'`;
  const smuggled = bureau.asOwner(outcome, [post.id, bureau.clerk.actor.accountId]);
  await expect(smuggled).rejects.toThrow('what was withdrawn is not served');

  await note((await begin(served, 'direct')).id, 'signed', '2026-03-09');
  await expect(withdraw(served)).rejects.toThrow('document.served');
  const past = `insert into document_withdrawals select $1, gen_random_uuid(), '2026-03-09', $2, 'person', now(), '1.1.'`;
  const undone = bureau.asOwner(past, [served.id, bureau.decider.actor.accountId]);
  await expect(undone).rejects.toThrow('undone by another decision');
});

test('whoever cannot be found is told by public notice at once, if a person states it and says why', async () => {
  const served = await replied();
  await expect(begin(served, 'post', { lost: true })).rejects.toThrow('service.way_not_open');
  const notice = await begin(served, 'public_notice', { lost: true, reason: '登记的住所已拆除，经查询下落不明。' });
  expect(notice.answer).toBe('running');
});

test('electronic service needs a consent on paper and a mailbox; then it arrives at once, and ends with the consent', async () => {
  const served = await replied();
  await expect(begin(served, 'electronic')).rejects.toThrow('service.way_not_open');
  const form = { caseId: served.caseId, givenOn: day('2026-03-09'), file: scan('form') };
  const { result: consent } = await keepConsent(bureau.clerk, deps(), form);
  await expect(keepConsent(bureau.clerk, deps(), form)).rejects.toThrow('service.consent_there');
  await expect(begin(served, 'electronic')).rejects.toThrow('service.no_mailbox');
  // The letter of invitation lies with the party, and nobody has used its code.
  await openMailbox(served.caseId, false);
  await expect(begin(served, 'electronic')).rejects.toThrow('service.no_mailbox');
  const smuggle = `insert into services (id, case_id, channel, begun_on, consent_id, lost, recipient_id, basis, edition, begun_by,
      begun_kind, begun_at, organ_path) values (gen_random_uuid(), $1, 'electronic', '2026-03-09', $2, false, gen_random_uuid(),
      '{mss:90}', repeat('0', 64), $3, 'person', now(), '1.1.')`;
  const unread = bureau.asOwner(smuggle, [served.caseId, consent.id, bureau.clerk.actor.accountId]);
  await expect(unread).rejects.toThrow('nobody has opened a mailbox');
  const offered = async () => (await read(served.caseId)).ways[0]!.open;
  expect(await offered()).toEqual(['direct', 'post']);
  await openMailbox(served.caseId);
  expect(await offered()).toEqual(['electronic', 'direct', 'post']);
  expect(await begin(served, 'electronic')).toMatchObject({ answer: 'served', servedOn: '2026-03-09' });
  const [entry] = await bureau.asOwner(
    "select deed from journal where deed = 'service.send' and reason_code = 'electronic'",
  );
  expect(entry).toBeDefined();
  await endConsent(bureau.clerk, deps(), consent.id);
  await expect(endConsent(bureau.clerk, deps(), consent.id)).rejects.toThrow('service.consent_ended');
  expect((await read(served.caseId)).consentId).toBeNull();
});

/** An account of the party, of which somebody has used the code or nobody has, written as the owner. */
async function openMailbox(caseId: string, isOpened = true): Promise<void> {
  const [account] = await bureau.asOwner<{ id: string }>(
    `with a as (insert into accounts (id, kind, display_name, state, created_at)
        values (gen_random_uuid(), 'party', '某当事人', 'active', now()) returning id)
      insert into party_accounts (account_id, account_kind, subject_id, capacity, shown_id, entered_by, entered_kind, entered_at,
        organ_id, organ_path)
      select a.id, 'party', c.subject_id, 'representative', gen_random_uuid(), $2, 'person', now(), c.organ_id, c.organ_path
      from a, procedure_cases c where c.id = $1 returning account_id as id`,
    [caseId, bureau.clerk.actor.accountId],
  );
  if (!isOpened) return;
  await bureau.asOwner(
    `insert into auth.users (id, username, email, created_at, updated_at)
      values ($1, $2, $2 || '@sign-in.invalid', now(), now())`,
    [account!.id, `p.${account!.id.slice(-10).replaceAll('-', '')}`],
  );
}

test('a party reads the papers that were sent to its mailbox, no draft, and none of another party', async () => {
  const served = await replied();
  const other = await replied();
  await openMailbox(served.caseId);
  const form = { caseId: served.caseId, givenOn: day('2026-03-09'), file: scan('form') };
  await keepConsent(bureau.clerk, deps(), form);
  await documents().draft(bureau.clerk, served.caseId, 'service_receipt');
  const [{ subject_id: subjectId }] = (await bureau.asOwner<{ subject_id: string }>(
    'select subject_id from procedure_cases where id = $1',
    [served.caseId],
  )) as [{ subject_id: string }];
  const seen = () =>
    inContext(
      database.pools.app,
      { purpose: 'party', subjectId, organPath: '1.1.', accountId: bureau.clerk.actor.accountId },
      async (tx) => {
        const rows = await tx.selectFrom('case_documents as d').select('d.id').execute();
        const files = await tx.selectFrom('sealed_files as f').select('f.id').execute();
        return { documents: rows.map(({ id }) => id), files: files.length };
      },
    );
  expect(await seen()).toEqual({ documents: [], files: 0 });
  const sent = await begin(served, 'electronic');
  expect(await seen()).toEqual({ documents: [served.id], files: 2 });
  expect(other.id).not.toBe(served.id);
  const party = { purpose: 'party', subjectId, accountId: bureau.clerk.actor.accountId } as const;
  await inContext(database.pools.app, party, async (tx) => {
    const [paper, ...more] = await listSent(tx, sent.id);
    expect([paper!.id, paper!.sentOn, more]).toEqual([served.id, '2026-03-09', []]);
    const bytes = await bytesOf(await openFile(tx, vault, paper!.fileId));
    const [{ sha }] = (await bureau.asOwner<{ sha: string }>(
      "select encode(paper_sha256, 'hex') as sha from document_signatures where document_id = $1",
      [served.id],
    )) as [{ sha: string }];
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha);
    // A service on paper is no letter in the mailbox.
    const { id } = await begin(other, 'direct');
    await expect(listSent(tx, id)).rejects.toThrow('service.absent');
  });
});

test('what belongs together goes together, by the command and by the database', async () => {
  const served = await replied();
  await bureau.asOwner('alter table case_documents disable trigger case_documents_append_only');
  await bureau.asOwner("update case_documents set served_with = '{repair_notice}' where id = $1", [served.id]);
  await bureau.asOwner('alter table case_documents enable trigger case_documents_append_only');
  await expect(begin(served, 'direct')).rejects.toThrow('service.not_together');
  const smuggle = `with s as (insert into services (id, case_id, channel, begun_on, lost, recipient_id, basis, edition, begun_by,
        begun_kind, begun_at, organ_path) values (gen_random_uuid(), $1, 'direct', '2026-03-09', false, gen_random_uuid(), '{mss:88}',
        repeat('0', 64), $3, 'person', now(), '1.1.') returning id)
    insert into service_documents select s.id, g.document_id, g.paper_sha256, g.organ_path from s, document_seals g where g.document_id = $2`;
  const tried = bureau.asOwner(smuggle, [served.caseId, served.id, bureau.clerk.actor.accountId]);
  await expect(tried).rejects.toMatchObject({ code: '23514' });
});

test('a step that rests on a service of its case names one that has happened, on its day', async () => {
  const served = await replied();
  const { id } = await begin(served, 'direct');
  const step = (sha256: string, on: string) =>
    bureau.asOwner(
      `insert into procedure_steps (case_id, number, procedure, step, from_state, to_state, decides, taken_on, taken_at, taken_by,
        taken_kind, reason_id, documents, remedies, basis, edition, organ_path)
      select c.id, 5, 'objection', 'confirm_correction', 'correcting', 'corrected', false, $3, now(), $4, 'person', null,
        jsonb_build_array(jsonb_build_object('kind', 'delivery_receipt', 'sha256', $2::text)), '{}', '{hnxy:41}', repeat('0', 64), c.organ_path
      from procedure_cases c where c.id = $1`,
      [served.caseId, sha256, on, bureau.clerk.actor.accountId],
    );
  await expect(step(digest('invented'), '2026-03-09')).rejects.toThrow('on the day of that service');
  const { receiptSha256 } = await note(id, 'signed', '2026-03-09');
  await expect(step(receiptSha256!, '2026-03-08')).rejects.toThrow('on the day of that service');
  // The right one gets as far as the order of the steps, which this made-up step does not keep.
  await expect(step(receiptSha256!, '2026-03-09')).rejects.toMatchObject({ code: '23503' });
});

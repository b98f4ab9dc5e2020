import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseDocuments } from '../../../test/support/case-documents.ts';
import { caseSteps } from '../../../test/support/cases.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { textOf, withoutSpaces } from '../../../test/support/documents.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { factorOf } from '../../../test/support/signing.ts';
import { PROCEDURES } from '../../all-procedures.ts';
import type { Context } from '../../ground/audit/index.ts';
import { Vault } from '../../ground/vault/index.ts';
import { enterObjection } from '../objections/objection-commands.ts';
import { type Typed, writeVersion } from './document-commands.ts';
import { Printer } from './printer.ts';
import { readDocument, readFile } from './reading-queries.ts';
import { sealDocument, withdrawDocument } from './seal-commands.ts';
import { httpSealService } from './seal-service.ts';

const database = testDatabase();
const log = { origin: 'log.test', size: 7, root: Buffer.alloc(32, 1).toString('base64') };
const printer = new Printer(async () => log);
let bureau: TestBureau;
let vault: Vault;
let factor: Awaited<ReturnType<typeof factorOf>>;
let clerksFactor: Awaited<ReturnType<typeof factorOf>>;
let number = 0;
beforeAll(async () => {
  bureau = await testBureau(database);
  vault = await Vault.open(database.pools, bureau.masterKey, bureau.clock.now);
  factor = await factorOf(bureau, bureau.decider);
  clerksFactor = await factorOf(bureau, bureau.clerk);
}, 60_000);

const deps = () => ({ law: bureau.law, vault, printer });
const steps = () => caseSteps(deps(), PROCEDURES);
const documents = () => caseDocuments(deps(), PROCEDURES, bureau);
const REPLY = {
  facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
  words: { facts: '经调取决定书和缴款凭证，公示的金额与决定书一致。', decision: '异议不成立，公示内容不变。' },
};
/** An objection of one point that was found wanting, with its reply drafted. */
async function answered() {
  number += 1;
  const recordId = [...(await bureau.send([penaltyRow(number)])).values()][0]!;
  const points = ['公示的罚款金额有误。'];
  const given = { recordId, receivedOn: day('2026-03-06'), channel: 'paper', points, exhibits: [] } as const;
  const { id } = (await enterObjection(bureau.clerk, deps(), given)).result;
  await steps().dispose(bureau.clerk, id, 1, 'not_upheld');
  return { id, recordId };
}
const resting = (textSha256: string) => ({ documents: [{ kind: 'reply', sha256: textSha256 }] });
/** The reply drafted, reviewed and decided on, on one text. */
async function decided() {
  const { id } = await answered();
  const reply = await documents().draft(bureau.clerk, id, 'reply', REPLY);
  await steps().take(bureau.clerk, id, 'draft', resting(reply.textSha256));
  await steps().take(bureau.reviewer, id, 'pass', resting(reply.textSha256));
  const reason = '各项意见均不成立。';
  await steps().take(bureau.decider, id, 'decide_not_upheld', { ...resting(reply.textSha256), reason });
  return { caseId: id, ...reply };
}
const read = (ctx: Context, id: string) => readDocument(ctx, deps(), PROCEDURES, id);
const write = (ctx: Context, id: string, typed: Typed) => writeVersion(ctx, deps(), PROCEDURES, { ...typed, id });
const refusedByDatabase = async (text: string, values: unknown[]) => {
  await expect(bureau.asOwner(text, values)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });
};

test('a reply names the organs of review and the court of its division, as the packs have them, whatever is typed', async () => {
  const { id } = await answered();
  await bureau.asOwner("update organs set division_code = '411121' where id = $1", [bureau.clerk.actor.organId]);
  const { missing, ...draft } = await documents().draft(bureau.clerk, id, 'reply', REPLY);
  const { form, text } = await read(bureau.clerk, draft.id);
  await bureau.asOwner("update organs set division_code = '411199' where id = $1", [bureau.clerk.actor.organId]);
  expect(missing).toEqual([]);
  const said = JSON.stringify(text.blocks);
  expect(said).toContain('向舞阳县人民政府或者漯河市司法局申请行政复议');
  expect(said).toContain('依法向舞阳县人民法院提起行政诉讼');
  expect(said).not.toContain('虚构市人民政府');
  expect(form.facts.find(({ code }) => code === 'court')).toMatchObject({ from: 'case' });
});

test('a draft has what the case knows, says what it lacks and by which article, and no step rests on it before', async () => {
  const { id } = await answered();
  const draft = await documents().draft(bureau.clerk, id, 'reply');
  expect(draft.missing.map(({ part, lacks }) => `${part} ${lacks}`)).toEqual([
    'facts words',
    'decision words',
    'decision outcome',
    'remedies reviewOrgan',
    'remedies court',
  ]);
  const { form, text } = await read(bureau.clerk, draft.id);
  expect(form.facts.find(({ code }) => code === 'recordNumber')).toMatchObject({ from: 'case', type: 'text' });
  expect(form.facts.find(({ code }) => code === 'court')).toMatchObject({ from: 'officer', value: null });
  expect(form.words.map(({ part, value }) => [part, value])).toEqual([
    ['facts', null],
    ['decision', null],
  ]);
  expect(JSON.stringify(text.blocks)).toContain('公示的罚款金额有误。');
  const rest = steps().take(bureau.clerk, id, 'draft', resting(draft.textSha256));
  await expect(rest).rejects.toThrow('procedure.document_incomplete');
  await expect(documents().print(bureau.clerk, draft.id)).rejects.toThrow('document.incomplete');
  const whole = (await write(bureau.clerk, draft.id, REPLY)).result;
  expect(whole).toMatchObject({ version: 2, missing: [] });
  await expect(steps().take(bureau.clerk, id, 'draft', resting(draft.textSha256))).rejects.toThrow(
    'procedure.document_not_newest',
  );
  await steps().take(bureau.clerk, id, 'draft', resting(whole.textSha256));
  const { kept } = await read(bureau.reviewer, draft.id);
  expect(kept.versions.map(({ version, lacks }) => [version, lacks])).toEqual([
    [1, 5],
    [2, 0],
  ]);
  // Every look at what is said was written down.
  const looks = await bureau.asOwner('select account_id from sealed_looks where object_id = $1', [kept.contentId]);
  expect(looks).toHaveLength(1);
});

test('only what the template leaves to the officer is taken, by whoever may write it, and nothing from who stays out', async () => {
  const { id } = await answered();
  const draft = (typed: Parameters<ReturnType<typeof documents>['draft']>[3], kind = 'reply', ctx = bureau.clerk) =>
    documents().draft(ctx, id, kind, typed);
  await expect(draft({ facts: { domain: '其他' } })).rejects.toThrow('document.fact_unknown');
  await expect(draft({ facts: { outcome: [['一']] } })).rejects.toThrow('document.fact_unreadable');
  await expect(draft({ words: { remedies: '没有救济途径。' } })).rejects.toThrow('document.part_not_written');
  await expect(draft({}, 'list_decision')).rejects.toThrow('document.no_such_kind');
  await expect(draft({}, 'provider_answer')).rejects.toThrow('document.no_template');
  await expect(draft({}, 'reply', bureau.publisher)).rejects.toThrow('access.denied');
  // What the program knows goes before what somebody says.
  const made = await draft({ ...REPLY, facts: { ...REPLY.facts, recordNumber: '别的文号' } });
  expect(JSON.stringify((await read(bureau.clerk, made.id)).text.blocks)).not.toContain('别的文号');
  await expect(read(bureau.publisher, made.id)).rejects.toThrow('access.denied');
  await steps().recuse(bureau.clerk, id, bureau.clerk.actor.accountId);
  await expect(draft(REPLY)).rejects.toThrow('procedure.recused');
});

test('a decision is signed by whoever decided, on the exact paper, with a factor shown for it, and sealed by another', async () => {
  const made = await decided();
  await expect(documents().print(bureau.reviewer, made.id)).rejects.toThrow('document.another_signs');
  const paper = await documents().print(bureau.decider, made.id);
  expect(paper).toMatchObject({ number: '信异复〔2026〕1号', issuedOn: '2026-03-09' });
  const file = await readFile(bureau.decider, deps(), PROCEDURES, { id: made.id, which: 'paper' });
  expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(paper.paperSha256);
  const said = withoutSpaces((await textOf(file.bytes)).join(''));
  const { kept } = await read(bureau.decider, made.id);
  for (const part of ['信异复〔2026〕1号', '2026年3月9日', kept.code.slice(0, 4), '公示内容不变', log.root]) {
    expect(said).toContain(withoutSpaces(part));
  }
  const other = 'f'.repeat(64);
  await expect(documents().sign(bureau.decider, made.id, other, factor)).rejects.toThrow('document.another_paper');
  const wrong = { proof: async () => ({ method: 'totp', code: '000000' }) as const };
  await expect(documents().sign(bureau.decider, made.id, paper.paperSha256, wrong)).rejects.toThrow('factor_refused');
  await expect(documents().seal(bureau.clerk, made.id, paper.paperSha256)).rejects.toThrow('document.not_signed');
  await documents().sign(bureau.decider, made.id, paper.paperSha256, factor);
  await expect(documents().sign(bureau.decider, made.id, paper.paperSha256, factor)).rejects.toThrow('document.signed');
  await expect(write(bureau.clerk, made.id, REPLY)).rejects.toThrow('document.signed');
  await expect(documents().seal(bureau.clerk, made.id, other)).rejects.toThrow('document.another_paper');
  await expect(documents().seal(bureau.clerk, made.id, paper.paperSha256, Buffer.from('text'))).rejects.toThrow(
    'file_kind',
  );
  await documents().seal(bureau.clerk, made.id, paper.paperSha256);
  const [entry] = await bureau.asOwner(
    "select account_id, post_id, reason_code, basis from journal where deed = 'document.sign' and object_id = $1",
    [made.id],
  );
  const { accountId, postId } = bureau.decider.actor;
  expect(entry).toEqual({
    account_id: accountId,
    post_id: postId,
    reason_code: 'totp',
    basis: expect.arrayContaining(['dzqm:13', 'dzqm:14']),
  });
});

test('the database lets no unfinished text be signed, no decision by another, no seal without signature, no change after', async () => {
  const made = await decided();
  const paper = await documents().print(bureau.decider, made.id);
  const sign = `insert into document_signatures select p.document_id, p.paper, p.paper_sha256, p.text_sha256, p.issued_on, $2,
    'person', $3, 'reviewer', 'totp', now(), '{dzqm:14}', p.organ_path from document_papers p where p.document_id = $1`;
  const { accountId, postId } = bureau.reviewer.actor;
  await refusedByDatabase(sign, [made.id, accountId, postId]);
  const seal = `insert into document_seals select p.document_id, p.paper_sha256, 'scan', gen_random_uuid(), p.paper_sha256, 'image/png',
    'seal', $2, 'person', now(), '{dzqm:14}', p.organ_path from document_papers p where p.document_id = $1`;
  await refusedByDatabase(seal, [made.id, bureau.clerk.actor.accountId]);
  await documents().sign(bureau.decider, made.id, paper.paperSha256, factor);
  await refusedByDatabase(seal, [made.id, bureau.decider.actor.accountId]);
  await refusedByDatabase(
    `insert into document_versions select document_id, version + 1, text_sha256, content_id, lacks, edition, written_by,
      written_kind, written_at, organ_path from document_versions where document_id = $1`,
    [made.id],
  );
  const { id } = await answered();
  const draft = await documents().draft(bureau.clerk, id, 'reply');
  await refusedByDatabase(
    `insert into document_papers select v.document_id, 1, v.version, v.text_sha256, v.lacks, '2026-03-09', v.text_sha256, 1,
      gen_random_uuid(), v.edition, v.written_by, now(), v.organ_path from document_versions v where v.document_id = $1`,
    [draft.id],
  );
});

test('a paper that was not signed on its day is made anew under the same number; the next document has the next one', async () => {
  const made = await decided();
  const first = await documents().print(bureau.decider, made.id);
  bureau.clock.now = new Date('2026-03-10T02:00:00Z');
  const late = documents().sign(bureau.decider, made.id, first.paperSha256, factor);
  await expect(late).rejects.toThrow('document.paper_of_another_day');
  const second = await documents().print(bureau.decider, made.id);
  expect(second).toMatchObject({ paper: 2, number: first.number, issuedOn: '2026-03-10' });
  expect(second.paperSha256).not.toBe(first.paperSha256);
  await expect(documents().sign(bureau.decider, made.id, first.paperSha256, factor)).rejects.toThrow('another_paper');
  await documents().sign(bureau.decider, made.id, second.paperSha256, factor);
  const next = await decided();
  const { number: nextNumber } = await documents().print(bureau.decider, next.id);
  const counter = (text: string | null) => Number(/〕(\d+)号/.exec(text!)![1]);
  expect(counter(nextNumber)).toBe(counter(first.number) + 1);
});

test('a notice is signed by whoever took its step; what was signed can be withdrawn with a reason, once', async () => {
  const { id } = await answered();
  const notice = await documents().draft(bureau.clerk, id, 'check_notice');
  expect(notice.missing.map(({ lacks }) => lacks)).toEqual(['provider']);
  const whole = (await write(bureau.clerk, notice.id, { facts: { provider: '虚构区司法局' }, words: {} })).result;
  await expect(documents().print(bureau.clerk, whole.id)).rejects.toThrow('document.not_decided');
  await steps().take(bureau.clerk, id, 'ask_provider', {
    documents: [{ kind: 'check_notice', sha256: whole.textSha256 }],
  });
  const { paperSha256 } = await documents().print(bureau.clerk, whole.id);
  await documents().sign(bureau.clerk, whole.id, paperSha256, clerksFactor);
  await expect(documents().seal(bureau.clerk, whole.id, paperSha256)).rejects.toThrow('document.signer_seals');
  const withdraw = (ctx: Context) =>
    withdrawDocument(ctx, deps(), PROCEDURES, { id: whole.id, reason: '收件单位写错。' });
  await expect(withdraw(bureau.reviewer)).rejects.toThrow('access.denied');
  await withdraw(bureau.clerk);
  await expect(withdraw(bureau.clerk)).rejects.toThrow('document.withdrawn_already');
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { sha256, file } = JSON.parse(Buffer.concat(chunks).toString()) as { sha256: string; file: string };
    if (request.headers.authorization !== 'Bearer the key of the tests') return response.writeHead(403).end();
    const told = request.url === '/another' ? '0'.repeat(64) : sha256;
    const sealed = Buffer.concat([Buffer.from(file, 'base64'), Buffer.from('\n% sealed')]).toString('base64');
    return response.end(JSON.stringify({ sha256: told, seal: '虚构县司法局电子印章 0001', file: sealed }));
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('a seal service sets the seal over HTTP; an answer for another paper is not taken, and its failure leaves nothing', async () => {
  const made = await decided();
  const { paperSha256 } = await documents().print(bureau.decider, made.id);
  await documents().sign(bureau.decider, made.id, paperSha256, factor);
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sealBy = (path: string, key = 'the key of the tests') =>
    sealDocument(bureau.clerk, { ...deps(), sealService: httpSealService({ url: base + path, key }) }, PROCEDURES, {
      id: made.id,
      paperSha256,
      way: 'service',
    });
  const none = sealDocument(bureau.clerk, deps(), PROCEDURES, { id: made.id, paperSha256, way: 'service' });
  await expect(none).rejects.toThrow('document.no_seal_service');
  await expect(sealBy('/another')).rejects.toThrow('document.seal_of_another');
  await expect(sealBy('/', 'another key altogether')).rejects.toThrow('document.seal_service_failed');
  expect((await read(bureau.clerk, made.id)).kept.seal).toBeNull();
  await sealBy('/');
  const { kept } = await read(bureau.clerk, made.id);
  expect(kept.seal).toMatchObject({ way: 'service', seal: '虚构县司法局电子印章 0001', paperSha256 });
  const { bytes } = await readFile(bureau.clerk, deps(), PROCEDURES, { id: made.id, which: 'sealed' });
  expect(bytes.toString('latin1').endsWith('% sealed')).toBe(true);
});

import type { InjectOptions, Response } from 'light-my-request';
import { vi } from 'vitest';
import { PROCEDURES } from '../../src/all-procedures.ts';
import type { Role } from '../../src/ground/access/index.ts';
import { Vault } from '../../src/ground/vault/index.ts';
import { Printer } from '../../src/rights/documents/index.ts';
import { makeActor } from './actors.ts';
import { caseDocuments, scan } from './case-documents.ts';
import { sentRecords } from './case-openings.ts';
import { caseSteps } from './cases.ts';
import type { TestDatabase } from './database.ts';
import { sendWithFaultyCode } from './faulty-codes.ts';
import { residentIdFor } from './identifiers.ts';
import { penaltyRow, personRow } from './penalties.ts';
import type { TestBureau } from './publications.ts';
import { factorOf } from './signing.ts';

/** Asks a program as somebody in that post of the bureau: reads, or sends a body. Answers the body of what came, and throws at a refusal. */
export type AskAs = (
  role: Role,
  url: string,
  payload?: object | Buffer,
  headers?: Readonly<Record<string, string>>,
) => Promise<Record<string, unknown>>;

/** The time that workers may take. */
const WORKERS = { timeout: 30_000, interval: 200 };

/** By a way to send a request as somebody in a post. What is not in the log yet is asked for again: it is there in a moment. */
export function askingAs(send: (role: Role, request: InjectOptions) => Promise<Response>): AskAs {
  return async (role, url, payload, headers = {}) => {
    const asked = {
      url,
      headers,
      ...(payload === undefined ? { method: 'GET' } : { method: 'POST', payload }),
    } as const;
    const there = async () => [await send(role, asked)].find(({ statusCode }) => statusCode !== 503);
    const answer = await vi.waitUntil(there, WORKERS);
    if (answer.statusCode >= 300) throw new Error(`${role} ${url}: ${answer.statusCode} ${answer.payload}`);
    return String(answer.headers['content-type']).includes('json') ? answer.json() : {};
  };
}

type Colleagues = { readonly id: string; readonly postId: string; readonly colleague: string };

/** Somebody of the bureau in a post, and a colleague who holds the very post of its clerk. */
export async function colleaguesAt(bureau: TestBureau, { urls }: TestDatabase, ask: AskAs): Promise<Colleagues> {
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  const one = await makeActor(urls.owner, { id, path, kind }, 'counter');
  const second = await makeActor(urls.owner, { id, path, kind }, 'clerk');
  await bureau.asOwner('update accounts set keeper_id = $1 where id = $2', [id, one.accountId]);
  const { posts } = (await ask('clerk', '/api/v1/me')) as { posts: { id: string }[] };
  const holding = [second.accountId, posts[0]!.id];
  await bureau.asOwner("insert into post_holdings (account_id, post_id, since) values ($1, $2, '2000-01-01')", holding);
  return { id: one.accountId, postId: one.postId, colleague: second.accountId };
}

const REASON = '为核对各路由而作，内容虚构。';
const WHY = { matter: '律师事务所设立许可', purpose: '核对设立条件' };

/** Which kind of object an address names: what stands before its id. */
export const kindOf = (route: string): string => /^[/]api[/]v1[/](.*?)[/]\{/.exec(route)?.[1] ?? '';

/** The number of the invented firm of which most of it is. */
export const FIRM = 27;

/** The id of one object by each address that names one (`/api/v1/cases/{id}/steps` begins with `cases`), all of them the bureau's. */
export type EveryObject = ReadonlyMap<string, string>;

/** What comes of other deeds, some of it by the workers, by its table. */
const WRITTEN = {
  batches: 'batches',
  journal: "journal where organ_path = '1.1.'",
  recalls: 'record_notices',
  notices: 'procedure_notices',
  'archive/handovers': 'archive_handovers',
} as const;

/** What key supervision says, as a proposal has it. */
const SUPERVISED = {
  use: 'key_supervision',
  contents: {
    domain: null,
    termMonths: 12,
    measures: [],
    refs: ['hnxy:32'],
    role: null,
    roleFrom: null,
    roleUntil: null,
    supervision: { inspectionsBefore: 1, inspectionsDuring: 4, reviewMonths: 6 },
  },
} as const;

class Maker {
  readonly made = new Map<string, string>();
  readonly ask: AskAs;
  constructor(ask: AskAs) {
    this.ask = ask;
  }

  /** Does it, and keeps the answer's id under that name. */
  async keep(name: string, role: Role, url: string, payload: object): Promise<string> {
    const answer = await this.ask(role, `/api/v1/${url}`, payload);
    const id = String(answer.id ?? answer.accountId);
    this.made.set(name, id);
    return id;
  }
}

/** What is asked, published, kept of a party and of its records. */
async function ofParties(maker: Maker, bureau: TestBureau, firm: string, person: string): Promise<void> {
  const [of] = await bureau.asOwner<{ subject_id: string }>('select subject_id from records where id = $1', [firm]);
  const subjectId = of!.subject_id;
  maker.made.set('subjects', subjectId);
  const shown = { recordId: firm, holder: '某甲', shown: '营业执照，原件已核对' };
  await maker.keep('parties', 'counter', 'parties', { ...shown, capacity: 'representative' });
  await maker.keep('reports', 'counter', 'reports', { ...shown, purpose: '本单位查询' });
  await maker.keep('statements', 'counter', 'statements', { recordId: firm, text: '本所已经整改。' });
  const judged = { subjectId, spelling: '虚构另写商贸行', verdict: 'same', until: '2026-12-31', reason: REASON };
  await maker.keep('judgements', 'clerk', 'judgements', judged);
  const about = { recordId: person };
  await maker.keep('privacy/erasures', 'clerk', 'privacy/erasures', { about, ground: 'unlawful', note: REASON });
}

/** The registers of personal information, what waits for a second person, what lies on somebody's own desk. */
async function ofTheHouse(maker: Maker, account: Colleagues): Promise<void> {
  const texts = { necessity: REASON, influence: REASON, protection: REASON };
  const assess = () =>
    maker.keep('privacy/assessments', 'clerk', 'privacy/assessments', {
      item: 'penalty',
      causes: ['entrusted'],
      ...texts,
    });
  const passed = await assess();
  await maker.keep('', 'reviewer', `privacy/assessments/${passed}/reviews`, { outcome: 'passed', reason: REASON });
  await assess();
  const entrusted = await maker.keep('privacy/entrustments', 'clerk', 'privacy/entrustments', {
    operator: '虚构数据服务有限公司',
    operatorCode: '91411100MA0000011B',
    items: ['penalty'],
    purpose: REASON,
    manner: REASON,
    dataKinds: '姓名',
    measures: REASON,
    duties: REASON,
    since: '2026-01-01',
    until: '2026-12-31',
    contractSha256: 'a'.repeat(64),
  });
  const checked = { what: 'checked', on: '2026-03-08', note: REASON };
  await maker.ask('clerk', `/api/v1/privacy/entrustments/${entrusted}/events`, checked);
  const breach = { kind: 'leaked', certain: false, happenedOn: null, foundOn: '2026-03-08', items: ['penalty'] };
  const what = { dataKinds: '姓名', persons: 12, cause: REASON, harm: REASON };
  const leaked = await maker.keep('privacy/breaches', 'clerk', 'privacy/breaches', { ...breach, ...what });
  const remedied = { step: 'remedy', on: '2026-03-08', note: REASON };
  await maker.ask('clerk', `/api/v1/privacy/breaches/${leaked}/steps`, remedied);
  await maker.keep('vault/master-key-changes', 'administrator', 'vault/master-key-changes', {
    toMark: 'ab'.repeat(8),
    reason: REASON,
  });
  const wish = { kind: 'code', accountId: account.id, username: 'somebody.new' };
  await maker.keep('access/changes', 'administrator', 'access/changes', { wish, reason: REASON });
  const days = { since: '2026-03-09', until: '2026-03-20' };
  await maker.keep('handovers', 'clerk', 'handovers', { toAccountId: account.colleague, ...days });
  await maker.keep('me/calendars', 'clerk', 'me/calendars', {});
  const hours = { beganAt: '2026-03-06T01:00:00Z', endedAt: '2026-03-06T03:00:00Z' };
  await maker.keep('outages', 'reviewer', 'outages', { ...hours, reason: REASON });
}

/** A case that is closed with a sealed reply and lies in the archive's hands, and one that is open, with a draft. */
async function ofCases(
  maker: Maker,
  bureau: TestBureau,
  vault: Vault,
  [closing, open, supervised]: readonly string[],
): Promise<void> {
  const { clerk, reviewer, decider, law } = bureau;
  const deps = { law, vault, printer: new Printer() };
  const [documents, steps] = [caseDocuments(deps, PROCEDURES, bureau), caseSteps(deps, PROCEDURES)];
  const objection = { receivedOn: '2026-03-06', points: ['公示的金额有误。'] };
  const closed = await maker.keep('', 'clerk', 'objections', { recordId: closing, ...objection });
  await steps.dispose(clerk, closed, 1, 'not_upheld');
  const { id, textSha256 } = await documents.draft(clerk, closed, 'reply', {
    facts: { outcome: '异议不成立', reviewOrgan: '虚构市人民政府', court: '虚构区人民法院' },
    words: { facts: '经核查，公示的内容与决定书一致。', decision: '异议不成立，公示内容不变。' },
  });
  const resting = { documents: [{ kind: 'reply', sha256: textSha256 }] };
  await steps.take(clerk, closed, 'draft', resting);
  await steps.take(reviewer, closed, 'pass', resting);
  await steps.take(decider, closed, 'decide_not_upheld', { ...resting, reason: REASON });
  await documents.issue(decider, clerk, id, await factorOf(bureau, decider));
  const service = { channel: 'direct', documents: [id], recipient: '某甲' };
  await maker.keep('services', 'clerk', `cases/${closed}/services`, service);
  // Another one, which the party withdrew, is closed: the first waits until its reply is served.
  const gone = await maker.keep('', 'clerk', 'objections', { recordId: closing, ...objection });
  await steps.take(clerk, gone, 'withdraw', { documents: ['withdrawal_request'] });
  const handover = { caseIds: [gone], receiver: '虚构市档案馆', reason: REASON };
  await maker.ask('clerk', '/api/v1/archive/handovers', handover);

  const opened = await maker.keep('cases', 'clerk', 'objections', { recordId: open, ...objection });
  await maker.keep('documents', 'clerk', `cases/${opened}/documents`, { kind: 'reply' });
  const consent = { givenOn: '2026-03-06', file: scan('送达地址确认书').toString('base64') };
  await maker.keep('service-consents', 'clerk', `cases/${opened}/service-consents`, consent);
  const proposed = { recordId: supervised, ...SUPERVISED, on: '2026-03-09', reason: REASON };
  await maker.keep('determinations', 'clerk', 'determinations', proposed);
}

/** Key supervision that stands, two who may be drawn, and a plan of its first inspection. */
async function ofInspections(
  maker: Maker,
  bureau: TestBureau,
  vault: Vault,
  supervised: string,
  account: Colleagues,
): Promise<void> {
  const { clerk, reviewer, decider, law } = bureau;
  const take = caseSteps({ law, vault }, PROCEDURES).take;
  const proposed = { recordId: supervised, ...SUPERVISED, on: '2026-03-09', reason: REASON };
  const id = await maker.keep('', 'clerk', 'determinations', proposed);
  for (const [ctx, step, documents] of [
    [clerk, 'serve_notice', ['prior_notice', 'delivery_receipt']],
    [clerk, 'file_statement', ['statement_record']],
    [clerk, 'answer_statement', ['statement_reply']],
    [clerk, 'draft', ['decision']],
    [reviewer, 'pass', ['decision', 'legal_opinion']],
    [decider, 'decide', ['decision', 'repair_notice']],
    [clerk, 'serve_decision', ['delivery_receipt']],
  ] as const) {
    await take(ctx, id, step, { documents, reason: REASON });
  }
  const enter = (accountId: string, serviceNumber: string) =>
    maker.keep('inspectors', 'reviewer', 'inspectors', { accountId, serviceNumber });
  await enter(account.id, '虚执1');
  await enter(account.colleague, '虚执2');
  await maker.keep('inspection-plans', 'reviewer', 'inspection-plans', { until: '2026-03-09' });
  const [planned] = await bureau.asOwner<{ id: string }>('select id from inspections');
  maker.made.set('inspections', planned!.id);
}

/** Two subjects that seem one: one pair judged, one merged. */
async function ofTwins(maker: Maker, bureau: TestBureau, vault: Vault): Promise<void> {
  const subjectOf = async (recordId: string) =>
    (await bureau.asOwner<{ id: string }>('select subject_id as id from records where id = $1', [recordId]))[0]!.id;
  const judge = async (name: string, serial: number, own: string) => {
    const [, twin] = await sendWithFaultyCode(bureau, vault, serial, {});
    const [one, other] = [await subjectOf(own), await subjectOf(twin)];
    await bureau.asOwner(
      "insert into subject_pairs (one_id, other_id, class, found_at) values (least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'same_organisation_code', now()) on conflict do nothing",
      [one, other],
    );
    const pair = { subjectIds: [one, other], verdict: 'same', successorId: one, until: '2026-06-09', reason: REASON };
    return maker.keep(name, 'clerk', 'subject-pairs', pair);
  };
  const rows = [penaltyRow(41), penaltyRow(42)];
  const own = await bureau.send(rows);
  await judge('subject-pairs', 41, own.get(rows[0]!.CF_WSH!)!);
  const agreed = await judge('', 42, own.get(rows[1]!.CF_WSH!)!);
  await maker.keep('subject-merges', 'reviewer', `subject-pairs/${agreed}/confirmations`, {
    outcome: 'confirmed',
    reason: REASON,
  });
}

/** A list to be screened, as a counter sends one. */
async function ofScreening(maker: Maker, ask: AskAs): Promise<void> {
  const part = 'content-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv';
  const bytes = Buffer.from(`--part\r\n${part}\r\n\r\n名称\r\n虚构名单商贸行\r\n\r\n--part--\r\n`);
  const query = new URLSearchParams(WHY);
  const type = { 'content-type': 'multipart/form-data; boundary=part' };
  const { id } = await ask('counter', `/api/v1/screening/lists?${query}`, bytes, type);
  maker.made.set('screening/lists', String(id));
}

/** Makes one object of each kind. */
export async function everyObject(
  ask: AskAs,
  bureau: TestBureau,
  { pools }: TestDatabase,
  account: Colleagues,
): Promise<EveryObject> {
  const maker = new Maker(ask);
  const vault = await Vault.open(pools, bureau.masterKey, bureau.clock.now);
  const records = await sentRecords(bureau, 21, 3);
  // With something sealed in it, so that there is something to look at.
  const head = { CF_FR_ZJLX: '身份证', CF_FR_ZJHM: residentIdFor('411102', FIRM) };
  const [asked = ''] = [...(await bureau.send([penaltyRow(FIRM, head)])).values()];
  const [person] = [...(await bureau.send([personRow(31, residentIdFor('411102', 31), { minor: 'false' })])).values()];
  maker.made.set('records', asked);
  maker.made.set('accounts', account.id);
  maker.made.set('publications', (await bureau.publish(asked)).id);
  // Another name under a known code waits for a person.
  await bureau.send([penaltyRow(26, { CF_XDR_SHXYM: penaltyRow(FIRM).CF_XDR_SHXYM! })]);
  maker.made.set('quarantine', (await bureau.asOwner<{ id: string }>('select id from quarantine'))[0]!.id);
  const { answers } = await ask('counter', '/api/v1/checks', [{ ...WHY, code: penaltyRow(FIRM).CF_XDR_SHXYM! }]);
  maker.made.set('checks', (answers as { id: string }[])[0]!.id);
  await ofParties(maker, bureau, asked, person!);
  await ofTheHouse(maker, account);
  await ofScreening(maker, ask);
  await ofCases(maker, bureau, vault, [records[0]!.recordId, asked, records[1]!.recordId]);
  await ofInspections(maker, bureau, vault, records[2]!.recordId, account);
  await ofTwins(maker, bureau, vault);
  // Whoever got a record hears of the objection to it, and that it was corrected.
  await bureau.send([penaltyRow(FIRM, { ...head, CF_NR: '罚款人民币三千元', CF_NR_FK: '0.3', action: 'correct' })]);
  maker.made.delete('');
  for (const [kind, table] of Object.entries(WRITTEN)) {
    const row = await vi.waitFor(async () => {
      const [first] = await bureau.asOwner<{ id: string }>(`select id from ${table} order by 1 limit 1`);
      if (first === undefined) throw new Error(`none of ${table} is there yet`);
      return first;
    }, WORKERS);
    maker.made.set(kind, row.id);
  }
  return maker.made;
}

/** Bodies that no schema says in full: what such an address takes of that very object. */
export function fittingBodies(objects: EveryObject, postId: string): Readonly<Record<string, object>> {
  const file = scan('送达地址确认书'.repeat(8)).toString('base64');
  const sha256 = 'a'.repeat(64);
  return {
    'POST /api/v1/accounts/{id}/post-endings': { postId, lastDay: '2026-12-31' },
    'POST /api/v1/records/{id}/looks': { version: 1, reason: REASON, matter: 'review' },
    'POST /api/v1/cases/{id}/documents': { kind: 'reply' },
    'POST /api/v1/cases/{id}/services': {
      channel: 'direct',
      documents: [objects.get('documents')!],
      recipient: '某甲',
    },
    'POST /api/v1/cases/{id}/service-consents': { givenOn: '2026-03-06', file },
    'POST /api/v1/documents/{id}/seal': { way: 'scan', paperSha256: sha256, seal: '虚构县司法局公章', file },
    'POST /api/v1/services/{id}/events': { what: 'signed', on: '2026-03-09' },
    'POST /api/v1/archive/handovers/{id}/receipts': { sha256, number: '虚档〔2026〕1号', receivedOn: '2026-03-09' },
    'POST /api/v1/judgements/{id}/objections': { receivedOn: '2026-03-09', points: '不是同一单位。' },
  };
}

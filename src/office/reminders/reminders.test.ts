import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeActor } from '../../../test/support/actors.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { usccFor } from '../../../test/support/identifiers.ts';
import { day } from '../../../test/support/law.ts';
import { penaltyRow } from '../../../test/support/penalties.ts';
import { type TestBureau, testBureau } from '../../../test/support/publications.ts';
import { accessRoutes, giveDemonstrationPassword } from '../../ground/access/index.ts';
import type { Context } from '../../ground/audit/index.ts';
import { type HttpApp, makeHttp } from '../../ground/platform/http.ts';
import { loadMessages } from '../../ground/platform/messages.ts';
import { Vault } from '../../ground/vault/index.ts';
import { OBJECTION_PROCEDURE } from '../../rights/objections/index.ts';
import { handOver, takeBack } from '../work/handover-commands.ts';
import { listWork } from '../work/work-queries.ts';
import { type ReminderDeps, reminderRoutes, reminding, smtpSender } from './index.ts';
import { eventsOf, mailOf } from './reminder.ts';
import { wishForMail } from './reminder-commands.ts';

const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const PASSWORD = 'a long sentence of the tests 42';
const ADDRESS = 'reviewer@example.invalid';
const database = testDatabase();
const caught: { to: string[]; text: string }[] = [];
let refuseMail = false;
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (refuseMail) return done(new Error('the server is full'));
      caught.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        text: Buffer.concat(chunks).toString(),
      });
      return done();
    });
  },
});
let bureau: TestBureau;
let vault: Vault;
let deps: ReminderDeps;
let http: HttpApp;
let cookie: string;
let send: ReturnType<typeof smtpSender>;
let remind: () => Promise<number>;
/** Somebody in the same post as the clerk, at the same organ. */
let colleague: Context;
const RUNNABLES = [OBJECTION_PROCEDURE];

beforeAll(async () => {
  bureau = await testBureau(database, '1.1.');
  const { law, masterKey, clock } = bureau;
  const { pools } = database;
  vault = await Vault.open(pools, masterKey, clock.now);
  const now = () => clock.now;
  const address = 'https://credit.example.gov.cn/office/';
  deps = { pools, now, law: () => law, runnables: RUNNABLES, vault, log: () => undefined, address };
  const { organId: id, organPath: path, organKind: kind } = bureau.clerk.actor;
  colleague = { ...bureau.clerk, actor: await makeActor(database.urls.owner, { id, path, kind }, 'clerk') };
  const all = { ...deps, masterKey, config: { demonstration: true } };
  ({ http } = await makeHttp(await loadMessages(), () => undefined, 'test'));
  await http.register((scope) => accessRoutes(scope as HttpApp, all as never));
  await http.register(async (scope) => reminderRoutes(scope as HttpApp, all as never, RUNNABLES));
  const account = { accountId: bureau.reviewer.actor.accountId, username: 'reviewer.test', password: PASSWORD };
  await giveDemonstrationPassword(all as never, account);
  const signedIn = await post('/api/v1/session', { username: 'reviewer.test', password: PASSWORD });
  cookie = [signedIn.headers['set-cookie']]
    .flat()
    .map((one) => one!.split(';')[0])
    .join('; ');
  // Due on 11 March and long ago; a row that waits in quarantine lies on its sender's desk.
  await bureau.send([
    penaltyRow(1),
    penaltyRow(2, { CF_JDRQ: '2026/02/24' }),
    penaltyRow(3, { CF_XDR_SHXYM: usccFor('411100', '91', 1) }),
  ]);
  await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
  const { port } = mailServer.server.address() as { port: number };
  send = smtpSender(`smtp://127.0.0.1:${port}`, 'zhengming@example.invalid');
  remind = reminding(deps, send);
}, 60_000);
afterAll(() => new Promise<void>((resolve) => mailServer.close(() => resolve())));

const post = (url: string, payload: object, as = cookie) =>
  http.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...HOST, cookie: as ?? '', 'idempotency-key': randomUUID() },
  });
const bodyOf = (text: string) => {
  const [, encoded = ''] = text.split(/\r\n\r\n(.*)/s);
  return /base64/i.test(text) ? Buffer.from(encoded, 'base64').toString() : encoded;
};

test('a mail tells numbers and a link, and is not written when nothing is late and nothing due today', () => {
  expect(mailOf({ late: 0, today: 0, week: 5 }, 'https://x')).toBeUndefined();
  expect(mailOf({ late: 1, today: 2, week: 0 }, 'https://x')!.subject).toBe('正名：逾期 1 项，今天到期 2 项');
});

test('who wants it has one mail a morning, not before eight, with numbers and nothing about anybody', async () => {
  await wishForMail(bureau.reviewer, vault, ADDRESS);
  const at = (instant: string) => {
    bureau.clock.now = new Date(instant);
  };
  at('2026-03-10T23:30:00Z');
  expect(await remind()).toBe(0);
  at('2026-03-11T00:30:00Z');
  expect([await remind(), await remind()]).toEqual([1, 0]);
  expect(caught.map(({ to }) => to)).toEqual([[ADDRESS]]);
  const said = bodyOf(caught[0]!.text);
  expect(said).toContain('逾期 1 项，今天到期 1 项');
  for (const told of ['虚构', '虚司', '罚款', '91411100']) expect(caught[0]!.text + said).not.toContain(told);
  const [kept] = await bureau.asOwner<{ open: string }>(
    `select string_agg(w::text, ' ') || (select string_agg(j::text, ' ') from journal j) as open from reminder_wishes w`,
  );
  expect(kept!.open).not.toContain(ADDRESS);
});

test('a mail that the server refuses is tried again, and one who wants none any more has none', async () => {
  bureau.clock.now = new Date('2026-03-12T01:00:00Z');
  refuseMail = true;
  await expect(remind()).rejects.toThrow('full');
  refuseMail = false;
  expect(await remind()).toBe(1);
  expect(caught).toHaveLength(2);
  await wishForMail(bureau.reviewer, vault, null);
  bureau.clock.now = new Date('2026-03-13T01:00:00Z');
  expect([await remind(), caught.length]).toEqual([0, 2]);
});

test('however many addresses are refused, everybody else has a turn, and they are tried again', async () => {
  const { organId: id, organPath: path, organKind: kind } = bureau.reviewer.actor;
  const other = { ...bureau.reviewer, actor: await makeActor(database.urls.owner, { id, path, kind }, 'reviewer') };
  const two = [bureau.reviewer, other].toSorted((a, b) => (a.actor.accountId < b.actor.accountId ? -1 : 1));
  for (const [at, ctx] of two.entries()) await wishForMail(ctx, vault, `${at}@example.invalid`);
  const tried: string[] = [];
  // As many at once as there are that fail: the first of the two, for ever.
  const oneByOne = reminding(
    deps,
    async (to) => {
      tried.push(to);
      if (to.startsWith('0')) throw new Error('no such mailbox');
    },
    1,
  );
  await expect(oneByOne()).rejects.toThrow('no such mailbox');
  expect(await oneByOne()).toBe(1);
  await expect(oneByOne()).rejects.toThrow('no such mailbox');
  expect(tried).toEqual(['0@example.invalid', '1@example.invalid', '0@example.invalid']);
  for (const ctx of two) await wishForMail(ctx, vault, null);
});

test('a calendar at a secret address tells what is due, by day and article; closed, it answers nothing', async () => {
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
  const opened = (await post('/api/v1/me/calendars', {})).json();
  const calendar = await http.inject({ url: opened.path });
  expect(calendar.headers['content-type']).toContain('text/calendar');
  expect(calendar.body).toContain('DTSTART;VALUE=DATE:20260311');
  expect(calendar.body).toContain('SUMMARY:公示审核：1 项到期');
  const lines = calendar.body.replace(/\r\n[ \t]/g, '');
  // Articles as people cite them, never as the packs call them.
  expect(lines).toMatch(/DESCRIPTION:依据：《[^》]+》/);
  expect(lines).not.toMatch(/[a-z]+\d+:\d/);
  // RFC 5545: stamps in UTC, ids that are alone in the world.
  expect(lines).toMatch(/DTSTAMP:20260309T020000Z/);
  expect(lines).toMatch(/UID:2026-03-11-to_review@[0-9a-f]{16}/);
  for (const told of ['虚构', '虚司', '91411100']) expect(calendar.body).not.toContain(told);
  expect((await http.inject({ url: opened.path.replace(/.{5}[.]ics$/, 'AAAAA.ics') })).statusCode).toBe(404);
  const [kept] = await bureau.asOwner<{ open: string }>(
    `select string_agg(f::text, ' ') as open from calendar_feeds f`,
  );
  expect(kept!.open).not.toContain(opened.path.slice(10, -4));
  expect((await post(`/api/v1/me/calendars/${opened.id}/ends`, {})).statusCode).toBe(201);
  expect((await http.inject({ url: opened.path })).statusCode).toBe(404);
});

test('a day across a year without its notice is marked as provisional in the calendar', () => {
  const due = {
    id: 'a',
    kind: 'case',
    when: 'later',
    dueOn: day('2027-01-04'),
    provisional: true,
    articles: ['hnxy:41'],
  } as const;
  expect(eventsOf([due], bureau.law, day('2026-12-28'))[0]!.note).toContain('暂定');
});

test('while somebody is away, who stands in finds that desk, and finds it no more when it is taken back', async () => {
  bureau.clock.now = new Date('2026-03-09T02:00:00Z');
  const desk = async () => {
    const { items } = await listWork(colleague, bureau.law, RUNNABLES, { whole: false });
    return items.map(({ kind, standsInFor }) => [kind, standsInFor]);
  };
  const before = await desk();
  const to = colleague.actor.accountId;
  const days = { since: day('2026-03-09'), until: day('2026-03-13') };
  await expect(handOver(bureau.clerk, { ...days, toAccountId: bureau.reviewer.actor.accountId })).rejects.toThrow(
    'handover.not_same_post',
  );
  await expect(
    handOver(bureau.clerk, { since: day('2026-03-08'), until: days.until, toAccountId: to }),
  ).rejects.toThrow('handover.days');
  const { result } = await handOver(bureau.clerk, { ...days, toAccountId: to });
  expect(await desk()).toContainEqual(['quarantine', '某员']);
  await expect(takeBack(colleague, result.id)).rejects.toThrow('handover.absent');
  await takeBack(bureau.clerk, result.id);
  expect(await desk()).toEqual(before);
});

// Every route of the OpenAPI document, asked by nobody and by somebody in each post, with what its schema allows and with what no
// honest client sends: the program never fails, lets nobody in, and keeps to what each post may do.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEEDS, type Deed, may, ROLES, type Role } from '../src/ground/access/index.ts';
import { testDatabase } from './support/database.ts';
import {
  type AskAs,
  askingAs,
  colleaguesAt,
  type EveryObject,
  everyObject,
  FIRM,
  kindOf,
} from './support/every-object.ts';
import { printedRoutes } from './support/printed-routes.ts';
import { HOSTILE, RequestMaker, type Route, routesOf } from './support/route-requests.ts';
import { signedInParty } from './support/signed-in-party.ts';
import { type WholeProgram, wholeProgram } from './support/whole-program.ts';

/** Open to everybody by their purpose; each other route must not answer a stranger. */
const OPEN = new Set([
  'GET /healthz',
  'GET /readyz',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'GET /api/v1/session/ways',
  'POST /api/v1/repair/simulations',
]);
const IS_OPEN = (route: Route) => OPEN.has(nameOf(route)) || route.path.startsWith('/api/v1/law/');
/** Ends the session that asks. */
const LEFT_OUT = new Set(['DELETE /api/v1/session']);
/** Not yet, try again: what the program says while it is catching up, and no failure. */
const NOT_YET = new Set(['log.not_yet', 'matching.index_not_ready']);
const HOST = { host: 'zhengming.test', origin: 'http://zhengming.test' };
const TURNS = Number(process.env.FUZZ_TURNS ?? 2);

const database = testDatabase();
let program: WholeProgram;
let routes: Route[];
let objects: EveryObject;
let ids: string[];
/** What was sent and taken while every object was made. */
const taken: { readonly role: Role; readonly url: string; readonly body: Readonly<Record<string, unknown>> }[] = [];

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

beforeAll(async () => {
  program = await wholeProgram(database, 'city_bureau');
  const sending = askingAs(program.ask);
  const ask: AskAs = async (role, url, payload, headers) => {
    const answer = await sending(role, url, payload, headers);
    const isBody = payload !== undefined && !Buffer.isBuffer(payload) && !Array.isArray(payload);
    if (isBody) taken.push({ role, url, body: payload as Record<string, unknown> });
    return answer;
  };
  objects = await everyObject(ask, program.bureau, database, await colleaguesAt(program.bureau, database, ask));
  ids = ['00000000-0000-4000-8000-000000000000', ...objects.values()];
  routes = routesOf(program.app.http.swagger()).filter((route) => !LEFT_OUT.has(nameOf(route)));
}, 120_000);
afterAll(() => program?.stop());

type Problem = {
  readonly code: string;
  readonly facts: {
    readonly requestId?: string;
    readonly fields?: readonly { readonly path: string; readonly code: string; readonly problem: string }[];
  };
};
type Answer = {
  readonly route: string;
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly url: string;
};

/** Why a place of a request does not fit: told in words to everybody, never as a code or in the language of a library. */
const wordless = new Set<string>();
function lookForWords({ code, facts }: Problem): void {
  if (code !== 'http.invalid_request') return;
  for (const { code: why, problem } of facts.fields ?? []) if (!/\p{Script=Han}/u.test(problem)) wordless.add(why);
}

async function askAll(role: Role | undefined, seed: number): Promise<Answer[]> {
  const maker = new RequestMaker(seed, ids, (path) => objects.get(kindOf(path)));
  const answers: Answer[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    // Where nothing can be said, saying it once is enough.
    for (const route of routes.filter(({ parameters, body }) => turn === 0 || body || parameters.length > 0)) {
      const { url, payload } = maker.make(route, turn % 2 === 1);
      const headers = payload === undefined ? {} : { 'content-type': 'application/json' };
      const request = { method: route.method as 'GET', url, headers, ...(payload === undefined ? {} : { payload }) };
      const answer = await program.ask(role, request);
      const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
      const problem = isProblem ? answer.json<Problem>() : undefined;
      if (problem) lookForWords(problem);
      const { code, facts } = problem ?? {};
      answers.push({ route: nameOf(route), status: answer.statusCode, code, requestId: facts?.requestId, url });
    }
  }
  return answers;
}

/** Answers that say that the program failed, each with the place that its log names. */
const failuresOf = (answers: readonly Answer[]) =>
  answers
    .filter(({ status, code }) => status >= 500 && !NOT_YET.has(code ?? ''))
    .map((answer) => ({ ...answer, log: program.logged.filter((line) => line.includes(answer.requestId ?? '-')) }));

test('a stranger gets an answer from no route but those that are open to all, whatever is sent', async () => {
  expect(routes.length).toBeGreaterThan(90);
  const answers = await askAll(undefined, 1);
  expect(failuresOf(answers)).toEqual([]);
  const closed = new Set(routes.filter((route) => !IS_OPEN(route)).map(nameOf));
  expect(answers.filter(({ route, status }) => closed.has(route) && status < 400)).toEqual([]);
  expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(100);
}, 120_000);

test('no described route passes over what it does not know behind its ?', async () => {
  const maker = new RequestMaker(1, ids, (path) => objects.get(kindOf(path)));
  const passedOver: string[] = [];
  let named = 0;
  for (const route of routes) {
    const { url, payload } = maker.make(route, false);
    const more = `${url}${url.includes('?') ? '&' : '?'}not_asked=1`;
    const headers = payload === undefined ? {} : { 'content-type': 'application/json' };
    const sent = { method: route.method as 'GET', url: more, headers, ...(payload === undefined ? {} : { payload }) };
    const answer = await program.ask('clerk', sent);
    // What does not fit elsewhere is told first; nothing else may be answered.
    if (answer.statusCode !== 400) passedOver.push(`${nameOf(route)} ${answer.statusCode}`);
    else if (
      answer.json<Problem>().facts.fields?.some(({ path, code }) => path === '/not_asked' && code === 'field.unknown')
    )
      named += 1;
  }
  expect(passedOver).toEqual([]);
  expect(named).toBeGreaterThan(routes.length / 2);
}, 120_000);

/** Pages, forms and files: what the document does not describe. */
function undescribed(): { readonly method: string; readonly path: string }[] {
  const described = new Set(routes.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1')));
  return printedRoutes(program.app.http.printRoutes({ commonPrefix: false })).filter(
    ({ path }) => !described.has(path) && !path.startsWith('/api/v1/session') && path !== '/my/sign-out',
  );
}

/** Asks each page with an id that there is and with what no honest reader sends, in the address and in each field of a form. */
async function askPages(pages: ReturnType<typeof undescribed>, cookie?: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  const fields = new Set(['q', 'code', 'password', 'username']);
  for (const { method, path } of pages.toSorted((a, b) => a.method.localeCompare(b.method))) {
    for (const value of [ids[1]!, ...HOSTILE]) {
      const text = (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
      const inAddress = text === ids[1] || method === 'GET' ? text : ids[1]!;
      const url = path.replaceAll(/:\w+|\*/g, () => encodeURIComponent(inAddress.slice(0, 190)) || '-');
      const form = new URLSearchParams([...fields].map((name): [string, string] => [name, text.slice(0, 500)]));
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const headers = { ...HOST, ...(method === 'POST' ? type : {}), ...(cookie === undefined ? {} : { cookie }) };
      const payload = method === 'POST' ? { payload: form.toString() } : {};
      const answer = await program.app.http.inject({ method: method as 'GET', url, headers, ...payload });
      for (const [, name] of answer.payload.matchAll(/ name="([\w-]{1,40})"/g)) fields.add(name!);
      answers.push({
        route: `${method} ${path}`,
        status: answer.statusCode,
        code: undefined,
        requestId: undefined,
        url,
      });
    }
  }
  return answers;
}

test('no page or form of the own file fails, whatever a party that signed in sends', async () => {
  const cookie = await signedInParty(program, database.urls.owner, FIRM);
  const answers = await askPages(
    undescribed().filter(({ path }) => /^[/]my(?![/](sign-in|join))/.test(path)),
    cookie,
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  // It was let in: the pages were the party's own and not the door.
  expect(answers.find(({ route }) => route === 'GET /my')?.status).toBe(200);
}, 120_000);

test('no page, form or file of the portal fails, whatever a stranger sends or puts in the address', async () => {
  const pages = undescribed();
  expect(pages.length).toBeGreaterThan(60);
  const answers = await askPages(pages);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
}, 120_000);

test.each(ROLES.map((role, at) => [role, at] as const))(
  'whatever somebody in the post of %s sends, the program does not fail',
  async (role, at) => {
    const answers = await askAll(role, 100 + at);
    expect(failuresOf(answers)).toEqual([]);
  },
  120_000,
);

/** The route behind an address. */
const routeOf = (url: string) =>
  routes.find(
    ({ method, path }) => method === 'POST' && new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(url),
  );

test('a request that fits but for one field of it is taken or refused, and never fails', async () => {
  const maker = new RequestMaker(7, ids, (path) => objects.get(kindOf(path)));
  const answers: Answer[] = [];
  for (const { role, url, body } of taken) {
    const route = routeOf(url);
    if (!route) continue;
    for (const payload of maker.almost(route, body)) {
      const answer = await program.ask(role, { method: 'POST', url, payload });
      const problem = answer.statusCode < 400 ? undefined : answer.json<Problem>();
      if (problem) lookForWords(problem);
      answers.push({
        route: `${nameOf(route)} ${JSON.stringify(payload).slice(0, 300)}`,
        status: answer.statusCode,
        code: problem?.code,
        requestId: problem?.facts.requestId,
        url,
      });
    }
  }
  expect(new Set(taken.map(({ url }) => routeOf(url)?.path)).size).toBeGreaterThan(15);
  expect(failuresOf(answers)).toEqual([]);
  expect(answers.some(({ status }) => status >= 400)).toBe(true);
}, 120_000);

test('whatever field of a request does not fit, why is told in words', () => {
  expect([...wordless]).toEqual([]);
});

test('of all that was sent nothing was done that the post of its sender does not allow', async () => {
  const { organPath, organId, organKind } = program.bureau.clerk.actor;
  const done = await program.bureau.asOwner<{ deed: string; role: Role; path: string }>(
    `select distinct j.deed, p.role, j.organ_path as path from journal j join posts p on p.id = j.post_id`,
  );
  expect(done.length).toBeGreaterThan(3);
  const wrong = done.filter(({ deed, role, path }) => {
    if (!(deed in DEEDS)) return false; // the own account and session
    const actor = { accountId: 'a', kind: 'person', postId: 'p', role, organId, organPath, organKind } as const;
    const others = { submittedBy: '', draftedBy: '', reviewedBy: '', decidedBy: '' };
    return !may(actor, deed as Deed, { kind: 'any', organPath: path, history: others }).allowed;
  });
  expect(wrong).toEqual([]);
});

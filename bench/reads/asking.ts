/** Who asks, and what: every GET operation of the program's own description with each of its filters, the pages that follow, the searches. */
import { chinaDate } from '../../src/ground/kernel/plain-date.ts';
import type { DemoAccount } from '../../src/serve.ts';
import { PORTAL_QUESTIONS, SEARCHES } from './questions.ts';

type Schema = {
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly format?: string;
  readonly maximum?: number;
};
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema };
export type Description = {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>;
};
export type Question = { readonly address: string; readonly body?: string; readonly form?: true };

/** Would end the asking, or says nothing of any party. */
const LEFT_OUT = /^[/](office|log|calendar|my|api[/]v1[/](me|session|law[/]packs-on-disk))/;
/** Who of the demonstration asks: the counties have the same posts as the city, and less to see. */
const ASKS = /[.](city|partner)$/;
const MOST_PAGES = 3;
/** Which kind of object an address names: what stands before its id. */
const kindOf = (template: string) => /^[/]api[/]v1[/](.*?)[/]\{/.exec(template)?.[1] ?? '';
const NOBODY = '00000000-0000-4000-8000-000000000000';

function valuesOf({ name, schema }: Parameter, id: string): readonly string[] {
  if (schema.enum) return schema.enum;
  if (schema.type === 'boolean') return ['true', 'false'];
  if (schema.format === 'uuid' || /Id$/.test(name)) return [id];
  if (name === 'limit') return [String(schema.maximum ?? 100)];
  if (name === 'number') return ['虚司罚决字〔2025〕第12', '查无此号'];
  if (name === 'item') return ['penalty', 'licence'];
  if (/^(from|to|on)$/.test(name)) return [chinaDate(new Date())];
  return [];
}

function addressesOf(template: string, parameters: readonly Parameter[], idOf: (kind: string) => string): string[] {
  const id = idOf(kindOf(template)) || NOBODY;
  const asked = parameters.filter((one) => one.in === 'query');
  const pair = (one: Parameter, value: string) => `${one.name}=${encodeURIComponent(value)}`;
  const filled = template.replace(/\{\w+\}/g, id);
  const needed = asked.filter(({ required }) => required).map((one) => pair(one, valuesOf(one, id)[0] ?? 'x'));
  const with_ = (more: readonly string[]) =>
    needed.length + more.length === 0 ? filled : `${filled}?${[...needed, ...more].join('&')}`;
  const filters = asked
    .filter(({ required }) => !required)
    .flatMap((one) => valuesOf(one, idOf('records')).map((value) => [pair(one, value)]));
  return [[], ...filters].map(with_);
}

/** Somebody with what is still to ask; what an answer points to is asked after it. */
export class Asker {
  readonly name: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #waiting: Question[];

  constructor(name: string, headers: Readonly<Record<string, string>>, questions: readonly Question[]) {
    this.name = name;
    this.#headers = headers;
    this.#waiting = [...questions];
  }

  next(): Question | undefined {
    return this.#waiting.shift();
  }

  request({ body, form }: Question): RequestInit {
    if (body === undefined) return { headers: this.#headers, redirect: 'manual' };
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const key = { 'idempotency-key': crypto.randomUUID() };
    return { method: 'POST', headers: { ...this.#headers, ...key, 'content-type': type }, body, redirect: 'manual' };
  }

  /** Pages that follow, and the first organisation and decision that a page of the portal links to. */
  heard({ address, body }: Question, answer: string): void {
    if (!answer.startsWith('{')) {
      for (const kind of ['o', 'd']) {
        const link = new RegExp(`href="(/${kind}/[^"]+)"`).exec(answer)?.[1];
        if (link !== undefined && body !== undefined) this.#waiting.unshift({ address: link });
      }
      return;
    }
    const page = Number(/#(\d)$/.exec(address)?.[1] ?? 1);
    const told = JSON.parse(answer) as Record<string, unknown>;
    for (const [name, value] of [
      ['after', told.after ?? told.next],
      ['before', told.before],
    ] as const) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const [plain] = address.split('#');
      const base = plain!.replace(new RegExp(`[?&]${name}=[^&]*`), '');
      const following = `${base}${base.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}#${page + 1}`;
      if (body === undefined && page < MOST_PAGES) this.#waiting.unshift({ address: following });
    }
  }
}

async function signIn(address: string, { name: username, password }: DemoAccount): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json', origin: address };
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  });
  if (answer.status !== 204) throw new Error(`sign-in of ${username}: ${answer.status} ${await answer.text()}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  return { cookie: cookies.join('; '), 'sec-fetch-site': 'same-origin' };
}

/** Everybody of the demonstration who can sign in, each program with its key, and the public. */
export async function everybody(
  address: string,
  accounts: readonly DemoAccount[],
  idOf: (kind: string) => string,
): Promise<Asker[]> {
  const { paths } = (await (await fetch(`${address}/openapi.json`)).json()) as Description;
  const reads = Object.entries(paths)
    .filter(([template, { get }]) => get !== undefined && !LEFT_OUT.test(template))
    .flatMap(([template, { get }]) => addressesOf(template, get!.parameters ?? [], idOf))
    .map((one) => ({ address: one }));
  const askers: Asker[] = [];
  for (const account of accounts.filter(({ name }) => ASKS.test(name))) {
    const program = account.name.startsWith('program.');
    const headers = program ? { authorization: `Bearer ${account.password}` } : await signIn(address, account);
    askers.push(new Asker(account.name, headers, [...reads, ...SEARCHES]));
  }
  return [...askers, new Asker('public', { origin: address }, PORTAL_QUESTIONS)];
}

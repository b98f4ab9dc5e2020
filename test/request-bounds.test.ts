import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, buildApp } from '../src/app.ts';
import { readConfig } from '../src/ground/config/config.ts';
import { TEST_NOW } from './support/actors.ts';
import { testDatabase } from './support/database.ts';
import { testLaw } from './support/law.ts';
import { routesOf } from './support/route-requests.ts';

const database = testDatabase();
let app: App;

beforeAll(async () => {
  app = await buildApp({
    config: readConfig({ ZHENGMING_DEMO: 'true' }),
    pools: database.pools,
    now: () => TEST_NOW,
    law: () => testLaw(),
    masterKey: Buffer.alloc(32, 3),
    home: mkdtempSync(path.join(tmpdir(), 'zhengming-bounds-')),
    log: () => undefined,
  });
}, 60_000);
afterAll(() => app?.close());

type Schema = {
  readonly type?: string | readonly string[];
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: string;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};

/** Forms whose length is the form's: an id, a day. */
const FORMS: ReadonlySet<string> = new Set(['uuid', 'date', 'date-time']);

/** Whether only texts of some length match: anchored at both ends, and no part comes as often as one likes. */
function ends(pattern = ''): boolean {
  const bare = pattern.replace(/\\./g, '.').replace(/\[[^\]]*\]/g, '.');
  return /^\^[^|]*\$$/.test(bare) && !/[*+]|\{\d+,\}/.test(bare);
}

/** Of an object: what it takes besides the fields that it names. */
function unknownFields({ additionalProperties: more, propertyNames, maxProperties }: Schema, place: string): string[] {
  if (more === false) return [];
  const named = propertyNames?.maxLength !== undefined && maxProperties !== undefined;
  if (typeof more !== 'object' || !named) return [`${place}: takes what it does not know`];
  return unbounded(more, `${place}.*`);
}

/** Places of a schema that take as much as somebody likes to send. */
function unbounded(schema: Schema, place: string): string[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (parts.length > 0) return parts.flatMap((part) => unbounded(part, place));
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  if (Array.isArray(schema.type)) return schema.type.flatMap((type) => unbounded({ ...schema, type }, place));
  switch (schema.type) {
    case 'string':
      if (schema.maxLength !== undefined || FORMS.has(schema.format ?? '') || ends(schema.pattern)) return [];
      return [`${place}: a text without end`];
    case 'integer':
    case 'number': {
      const above = schema.maximum ?? schema.exclusiveMaximum;
      const below = schema.minimum ?? schema.exclusiveMinimum;
      return above !== undefined && below !== undefined ? [] : [`${place}: a number without bounds`];
    }
    case 'array':
      if (schema.prefixItems && !schema.items) return schema.prefixItems.flatMap((one) => unbounded(one, `${place}[]`));
      return [
        ...(schema.maxItems === undefined ? [`${place}: a list without end`] : []),
        ...unbounded(schema.items ?? {}, `${place}[]`),
      ];
    case 'object':
      return [
        ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => unbounded(one, `${place}.${name}`)),
        ...unknownFields(schema, place),
      ];
    case 'boolean':
    case 'null':
      return [];
    default:
      return [`${place}: anything at all`];
  }
}

test('every route says how much it takes: no text, number or list without an end, no field that it does not know', async () => {
  const document = (await app.http.inject({ url: '/openapi.json' })).json() as object;
  const routes = routesOf(document);
  expect(routes.length).toBeGreaterThan(150);
  const found = routes.flatMap(({ method, path: route, parameters, body }) => [
    ...parameters.flatMap(({ name, schema }) => unbounded(schema as Schema, `${method} ${route} ?${name}`)),
    ...(body ? unbounded(body as Schema, `${method} ${route} `) : []),
  ]);
  expect(found).toEqual([]);
});

/** Fields by whose name or form somebody would send the program an address to call. */
function addresses(schema: Schema, name: string): string[] {
  const { anyOf = [], oneOf = [], allOf = [], items, properties = {} } = schema;
  const inner = [...anyOf, ...oneOf, ...allOf, ...(items ? [items] : [])].flatMap((part) => addresses(part, name));
  const named = Object.entries(properties).flatMap(([field, one]) => addresses(one, field));
  const isAddress = /^(ur[il]|href|host|callback|endpoint|webhook)$|Ur[il]$/.test(name) || schema.format === 'uri';
  return [...(isAddress ? [name] : []), ...inner, ...named];
}

test('no route takes an address that the program would call: what it calls stands in its configuration', async () => {
  const document = (await app.http.inject({ url: '/openapi.json' })).json() as object;
  const found = routesOf(document).flatMap(({ path: route, parameters, body }) =>
    [...parameters, { name: '', schema: body ?? {} }]
      .flatMap(({ name, schema }) => addresses(schema as Schema, name))
      .map((name) => `${route} ${name}`),
  );
  expect(found).toEqual([]);
  expect(addresses({ properties: { a: { items: { format: 'uri' } }, callback: { type: 'string' } } }, '')).toEqual([
    'a',
    'callback',
  ]);
});

test.each<[string, Schema]>([
  ['a text', { type: 'string' }],
  ['a text of a form that goes on', { type: 'string', pattern: '^[a-z]+$' }],
  ['a text of a form with an open end', { type: 'string', pattern: '^[a-z]{3}' }],
  ['a number', { type: 'number', minimum: 0 }],
  ['a list', { type: 'array', items: { type: 'boolean' } }],
  ['a text in a list', { type: 'array', maxItems: 3, items: { type: 'string' } }],
  ['an object that takes anything', { type: 'object', properties: {} }],
  ['an object of any names', { type: 'object', additionalProperties: { type: 'boolean' } }],
  ['one of two', { anyOf: [{ type: 'boolean' }, { type: 'string' }] }],
  ['a text or nothing', { type: ['string', 'null'] }],
  ['no type at all', {}],
])('%s without its bound is found', (_, schema) => {
  expect(unbounded(schema, 'here')).toHaveLength(1);
});

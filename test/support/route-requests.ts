import { createGeneratorSync } from 'json-schema-faker';

type Schema = { [key: string]: unknown };
export type Route = {
  readonly method: string;
  /** As the document writes it: `/api/v1/records/{id}`. */
  readonly path: string;
  readonly parameters: readonly { name: string; in: 'query' | 'path' | 'header'; schema: Schema }[];
  readonly body: Schema | undefined;
};
export type Asked = { readonly url: string; readonly payload?: string };

type Operation = {
  parameters?: Route['parameters'];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
};

/** Every operation of an OpenAPI document. */
export function routesOf(document: { paths?: object }): Route[] {
  return Object.entries((document.paths ?? {}) as Record<string, Record<string, Operation>>).flatMap(([path, ways]) =>
    Object.entries(ways).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      body: requestBody?.content?.['application/json']?.schema,
    })),
  );
}

const DAYS = ['2026-03-09', '2026-03-02', '2025-11-03', '2027-12-31', '2026-02-30'];
const IS_DAY = /(On|Day|^on|^from|^to|^until|^since)$/;

/** The schema with what only the program knows filled in: ids that exist, days. Else nothing would come past the edge. */
function grounded(schema: unknown, ids: readonly string[], name = ''): unknown {
  if (Array.isArray(schema)) return schema.map((one) => grounded(one, ids, name));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema: _dialect, ...node } = schema as Schema;
  if (node.format === 'uuid') return { enum: [...ids] };
  if (node.type === 'string' && IS_DAY.test(name) && node.enum === undefined) return { enum: DAYS };
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'properties'
        ? Object.fromEntries(Object.entries(value as Schema).map(([inner, one]) => [inner, grounded(one, ids, inner)]))
        : grounded(value, ids, name),
    ]),
  );
}

/** What no honest client sends, in the place of any value. */
export const HOSTILE: readonly unknown[] = [
  null,
  -1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  "'; drop table journal; --",
  '=cmd|" /C calc"!A0',
  '../../../../etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  '第'.repeat(5_000),
  [],
  { $ne: null },
  [[[[[[]]]]]],
];

/** Requests to one route: what its schema allows, and the same with something hostile in one place. */
export class RequestMaker {
  readonly #ids: readonly string[];
  readonly #objectOf: (path: string) => string | undefined;
  readonly #generator: ReturnType<typeof createGeneratorSync>;
  #turn = 0;

  /** `objectOf`: of the kind that an address names, one that there is. */
  constructor(seed: number, ids: readonly string[], objectOf: (path: string) => string | undefined = () => undefined) {
    this.#ids = ids;
    this.#objectOf = objectOf;
    this.#generator = createGeneratorSync({ seed, optionalsProbability: 0.6, maxDefaultItems: 3, maxLength: 60 });
  }

  #value(schema: Schema, name: string): unknown {
    return this.#generator.generate(grounded(schema, this.#ids, name) as never);
  }

  #hostile(): unknown {
    this.#turn += 1;
    return HOSTILE[this.#turn % HOSTILE.length];
  }

  make(route: Route, isHostile: boolean): Asked {
    const inText = (value: unknown) => encodeURIComponent(String(value).toWellFormed());
    const of = (one: Route['parameters'][number]) =>
      inText(isHostile && this.#turn % 2 === 0 ? this.#hostile() : this.#value(one.schema, one.name));
    const query = route.parameters.filter((one) => one.in === 'query').map((one) => `${one.name}=${of(one)}`);
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const known = route.parameters.find((one) => one.in === 'path' && one.name === name);
      const object = this.#objectOf(route.path);
      if (object !== undefined && !(isHostile && this.#turn % 2 === 0)) return object;
      return known ? of(known).slice(0, 190) || '-' : inText(this.#ids[0]);
    });
    const url = query.length > 0 ? `${path}?${query.join('&')}` : path;
    if (!route.body) return { url };
    const body = this.#value(route.body, '');
    return { url, payload: JSON.stringify(isHostile ? this.#spoiled(body) : body) };
  }

  /**
   * Bodies that are like one that fits, but for one field: it is missing, another of its choices, a day long past or far to come, or one that may be
   * left out and now is there. So a request comes to where fields must agree with each other.
   */
  almost(route: Route, body: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
    const properties = (route.body?.properties ?? {}) as Record<string, Schema>;
    const without = (name: string) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
    const other = Object.entries(body).flatMap(([name, value]) => {
      const choices = ((properties[name]?.enum ?? []) as unknown[]).filter((choice) => choice !== value);
      const days = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? ['2000-01-01', '2099-12-31'] : [];
      const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
      const inner = nested ? this.almost({ ...route, body: undefined }, value as Record<string, unknown>) : [];
      return [...choices, ...days, ...inner].map((one) => ({ ...body, [name]: one }));
    });
    const more = Object.entries(properties)
      .filter(([name]) => !(name in body))
      .map(([name, schema]) => ({ ...body, [name]: this.#value(schema, name) }));
    return [...Object.keys(body).map(without), ...other, ...more];
  }

  /** One value somewhere inside replaced. */
  #spoiled(body: unknown): unknown {
    if (typeof body !== 'object' || body === null) return this.#hostile();
    const keys = Object.keys(body);
    const key = keys[this.#turn % Math.max(1, keys.length)];
    if (key === undefined) return this.#hostile();
    const inner = (body as Record<string, unknown>)[key];
    const deeper = typeof inner === 'object' && inner !== null && this.#turn % 3 !== 0;
    const value = deeper ? this.#spoiled(inner) : this.#hostile();
    return Array.isArray(body) ? body.map((one, at) => (String(at) === key ? value : one)) : { ...body, [key]: value };
  }
}

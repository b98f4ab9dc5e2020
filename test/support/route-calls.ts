import { generateSync, type JsonSchema } from 'json-schema-faker';

type Operation = {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: JsonSchema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> };
};
export type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
export type Call = {
  readonly route: string;
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly payload?: object;
  readonly headers: Readonly<Record<string, string>>;
};

/** Something that a schema allows, the same each time; `id` stands wherever an id is asked for. */
function sample(schema: JsonSchema, id: string): unknown {
  const formats = { uuid: () => id, date: () => '2026-03-09', 'date-time': () => '2026-03-09T02:00:00Z' };
  return generateSync(schema, { seed: 7, formats, optionalsProbability: 0, minLength: 4, maxItems: 1 });
}

/** A call for each operation of an API, made from its own description. `idFor` says which object a route is asked about. */
export function callsOf(document: Document, idFor: (path: string) => string): Call[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, { parameters = [], requestBody }]): Call => {
      const id = idFor(path);
      const textOf = ({ schema }: { schema: JsonSchema }) => encodeURIComponent(String(sample(schema, id)));
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
        return parameter ? textOf(parameter) : id;
      });
      const query = parameters
        .filter((one) => one.in === 'query' && one.required)
        .map((one) => `${one.name}=${textOf(one)}`)
        .join('&');
      const body = requestBody?.content?.['application/json']?.schema;
      return {
        route: `${verb.toUpperCase()} ${path}`,
        method: verb.toUpperCase() as Call['method'],
        url: query === '' ? filled : `${filled}?${query}`,
        ...(body ? { payload: sample(body, id) as object } : {}),
        headers: { 'sec-fetch-site': 'same-origin', host: 'zhengming.test' },
      };
    }),
  );
}

// The table of routes in docs/api.md, made from the OpenAPI document. `npm run docs` writes it; test/api-docs.test.ts compares.
import { PURPOSE } from './api-purposes.ts';

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
};
type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
};
export type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** `a`, `b?`: what an object may hold; of several shapes, each. */
function fieldsOf(schema: Schema | undefined): string {
  if (!schema) return '';
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes) return shapes.map(fieldsOf).filter(Boolean).join(' or ');
  if (schema.items) return `list of ${fieldsOf(schema.items) || 'values'}`;
  const { properties = {}, required = [] } = schema;
  return Object.keys(properties)
    .map((name) => `\`${name}${required.includes(name) ? '' : '?'}\``)
    .join(' ');
}

const schemaOf = (content: Content | undefined) => Object.values(content?.content ?? {})[0]?.schema;

function rowOf(path: string, method: string, operation: Operation): string {
  const route = `${method.toUpperCase()} ${path}`;
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required }) => `\`${name}${required ? '' : '?'}\``);
  const asked = [query.length > 0 ? `query ${query.join(' ')}` : '', fieldsOf(schemaOf(operation.requestBody))];
  const answers = Object.entries(operation.responses ?? {})
    .filter(([, content]) => schemaOf(content) !== undefined)
    .map(([status, content]) => `${status} ${fieldsOf(schemaOf(content))}`.trim());
  const cells = [`\`${route}\``, PURPOSE[route] ?? '', asked.filter(Boolean).join('; '), answers.join('; ')];
  return `| ${cells.join(' | ')} |`;
}

/** docs/api.md with its table of routes, between the two marks, as the program has them. */
export function withRoutes(page: string, { paths }: OpenApi): string {
  const rows = Object.entries(paths)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => rowOf(path, method, operation)));
  const table = ['| route | what for | asked with | answers |', '|---|---|---|---|', ...rows].join('\n');
  return page.replace(/(<!-- routes -->\n)[\s\S]*?(<!-- end of routes -->)/, `$1${table}\n$2`);
}

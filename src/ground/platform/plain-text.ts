import { Readable } from 'node:stream';
import { Refusal } from '../kernel/refusal.ts';

/** Not half a sign nor the sign of number zero: those are no text of anybody's, and the database keeps neither. */
const isText = (value: string) => value.isWellFormed() && !value.includes('\0');

/** What a parser made. A stream or bytes are looked at by whoever reads them. */
const isParsed = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Readable);

/** The first place of a value at which something stands that is no text. By a list of its own: a body may be nested as deep as it is long. */
function faultIn(whole: unknown): string | undefined {
  const rest: { readonly value: unknown; readonly path: string }[] = [{ value: whole, path: '' }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && !isText(value)) return path || '/';
    if (!isParsed(value)) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!isText(name)) return `${path}/?`;
      if (typeof inner === 'string' ? !isText(inner) : isParsed(inner))
        rest.push({ value: inner, path: `${path}/${name}` });
    }
  }
  return undefined;
}

/**
 * Refuses what is no text, wherever it stands in the address, the query or the body, before anybody looks at it.
 * @throws {Refusal} invalid `http.invalid_request`
 */
export function refuseNoText({
  params,
  query,
  body,
}: {
  readonly params: unknown;
  readonly query: unknown;
  readonly body?: unknown;
}): void {
  const path = faultIn(params) ?? faultIn(query) ?? faultIn(body);
  if (path === undefined) return;
  throw new Refusal('invalid', 'http.invalid_request', { fields: [{ path, code: 'field.not_text', facts: {} }] });
}

import { Readable } from 'node:stream';
import { Refusal } from '../kernel/refusal.ts';
import { type StrangeSign, strangeSignIn } from '../kernel/shown-text.ts';

/** Not half a sign nor the sign of number zero: those are no text of anybody's, and the database keeps neither. */
const isText = (value: string) => value.isWellFormed() && !value.includes('\0');

/** What a parser made. A stream or bytes are looked at by whoever reads them. */
const isParsed = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof Readable);

type Fault = { readonly path: string; readonly code: string; readonly facts: Readonly<Record<string, string>> };

const STRANGE = {
  direction: 'field.sign_direction',
  invisible: 'field.sign_invisible',
  control: 'field.sign_control',
  markup: 'field.sign_markup',
} as const satisfies Record<StrangeSign['kind'], string>;

/** What is wrong with one text. What is proved and never shown may be any: a password. */
function faultOf(text: string, path: string): Fault | undefined {
  if (!isText(text)) return { path, code: 'field.not_text', facts: {} };
  const strange = /password/i.test(path) ? undefined : strangeSignIn(text);
  return strange && { path, code: STRANGE[strange.kind], facts: { sign: strange.sign } };
}

/** The first fault in a value and its place. By a list of its own: a body may be nested as deep as it is long. */
function faultIn(whole: unknown): Fault | undefined {
  const rest: { readonly value: unknown; readonly path: string }[] = [{ value: whole, path: '' }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      const fault = faultOf(value, path || '/');
      if (fault) return fault;
    }
    if (!isParsed(value)) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!isText(name)) return { path: `${path}/?`, code: 'field.not_text', facts: {} };
      if (typeof inner === 'string' || isParsed(inner)) rest.push({ value: inner, path: `${path}/${name}` });
    }
  }
  return undefined;
}

/**
 * Refuses what is no text, and signs that deceive whoever is shown it, wherever it stands in the address, the query or the body, before anybody looks at it.
 * @throws {Refusal} invalid `http.invalid_request`
 */
export function refuseNoText({
  params,
  query,
  body,
}: {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}): void {
  const fault = faultIn(params) ?? faultIn(query) ?? faultIn(body);
  if (fault !== undefined) throw new Refusal('invalid', 'http.invalid_request', { fields: [fault] });
}

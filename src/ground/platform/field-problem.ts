import type { core } from 'zod';
import { type Messages, tell } from './messages.ts';

/** One place of a request at which it does not fit: where, the stable code of why, and its facts. */
export type FieldProblem = {
  readonly path: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
};
type Issue = core.$ZodIssue | core.$ZodRawIssue;

/** More are not told at once: a body of ten thousand wrong rows is one mistake. */
const MOST_FIELDS = 20;
const MOST_LETTERS = 120;

const FORMATS: Readonly<Record<string, string>> = {
  date: 'field.day',
  datetime: 'field.instant',
  uuid: 'field.id',
  url: 'field.url',
  email: 'field.email',
  base64: 'field.base64',
  base64url: 'field.base64',
};
/** What has a length, and what has only a size. */
const SIZES: Readonly<Record<string, string>> = { string: 'letters', array: 'entries', set: 'entries', map: 'entries' };

/** The code of what zod found. Before an issue is finished it still knows its input, and what is missing is told as such. */
function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'input' in issue && issue.input === undefined ? 'field.missing' : 'field.type';
    case 'invalid_value':
      return 'field.value';
    case 'invalid_union':
      return 'options' in issue ? 'field.value' : 'field.invalid';
    case 'too_small':
    case 'too_big': {
      const size = SIZES[issue.origin] ?? 'size';
      return issue.exact ? `field.exact_${size}` : `field.${issue.code}_${size}`;
    }
    case 'invalid_format':
      return FORMATS[issue.format] ?? (issue.format === 'regex' ? 'field.pattern' : 'field.invalid');
    case 'unrecognized_keys':
      return 'field.unknown';
    default:
      return 'field.invalid';
  }
}

/** An error map of zod whose messages are codes: the sentence is found when the language of the request is known. */
export const fieldCodes: { readonly error: core.$ZodErrorMap } = { error: codeOf };

/** What an issue knows besides, in short. Never what was sent: it may be personal. */
function factsOf(issue: Issue): Readonly<Record<string, unknown>> {
  const { expected, values, options, minimum, maximum, pattern } = issue as Record<string, unknown>;
  const allowed = values ?? options;
  const short = (value: unknown) => String(value).slice(0, MOST_LETTERS);
  return {
    ...(expected !== undefined && { expected: short(expected) }),
    ...(Array.isArray(allowed) && { allowed: short(allowed.join(', ')) }),
    ...(minimum !== undefined && { least: short(minimum) }),
    ...(maximum !== undefined && { most: short(maximum) }),
    ...(pattern !== undefined && { pattern: short(pattern) }),
  };
}

/** How far a value is from a shape: another type altogether is farther than any number of wrong fields. */
const distanceTo = (branch: readonly Issue[]): number =>
  branch.some(({ code, path = [] }) => code === 'invalid_type' && path.length === 0)
    ? Number.POSITIVE_INFINITY
    : branch.length;

/** Of the shapes that a value may have, the one that it misses by least: whoever sent it meant that one. */
const nearestOf = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.reduce((nearest, branch) => (distanceTo(branch) < distanceTo(nearest) ? branch : nearest));

function problemsOf(issue: Issue, under: readonly PropertyKey[]): FieldProblem[] {
  const place = [...under, ...(issue.path ?? [])];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearestOf(issue.errors).flatMap((inner) => problemsOf(inner, place));
  }
  const at = (last: readonly PropertyKey[]) => `/${[...place, ...last].map(String).join('/')}`.slice(0, MOST_LETTERS);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: at([key]), code: 'field.unknown', facts: {} }));
  }
  // A rule of our own says its code; a schema that was parsed without `fieldCodes` says a sentence of zod's.
  const said = issue.message ?? '';
  const code = /^[a-z]+\.[a-z_.]+$/.test(said) ? said : codeOf(issue);
  return [{ path: at([]), code, facts: factsOf(issue) }];
}

/** What is wrong with a request, place by place. */
export const fieldProblemsOf = (issues: readonly Issue[]): FieldProblem[] =>
  issues
    .slice(0, MOST_FIELDS)
    .flatMap((issue) => problemsOf(issue, []))
    .slice(0, MOST_FIELDS);

/** Each place with its reason in the language asked for. */
export const toldFields = (fields: readonly FieldProblem[], messages: Messages, language: 'zh' | 'en') =>
  fields.map(({ path, code, facts }) => ({ path, code, problem: tell(messages, code, facts, language) }));

import { isResponseSerializationError } from 'fastify-type-provider-zod';
import { ZodError } from 'zod';
import { Refusal, type RefusalKind } from '../kernel/refusal.ts';
import { type FieldProblem, fieldProblemsOf, toldFields } from './field-problem.ts';
import { type Messages, tell } from './messages.ts';

/** The only place that knows status codes. */
export const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  stale: 412,
  rule: 422,
  busy: 503,
  throttled: 429,
} as const satisfies Record<RefusalKind, number>;

const TITLES = {
  invalid: { zh: '内容有误', en: 'Not valid' },
  unauthenticated: { zh: '请先登录', en: 'Sign in first' },
  forbidden: { zh: '无权办理', en: 'Not allowed' },
  absent: { zh: '不存在', en: 'Not found' },
  conflict: { zh: '状态不符', en: 'Conflict' },
  stale: { zh: '内容已变', en: 'Changed meanwhile' },
  rule: { zh: '依法不能办理', en: 'The law does not allow it' },
  busy: { zh: '暂时无法办理', en: 'Not possible at the moment' },
  throttled: { zh: '请求过多', en: 'Too many requests' },
} as const satisfies Record<RefusalKind, { zh: string; en: string }>;

export type Language = 'zh' | 'en';

/** RFC 9457. `code` is stable; title and detail are for people, in the language asked for. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Chinese, unless English is asked for before it (RFC 9110 12.5.4, without weights: the order is what browsers send). */
export function languageOf(acceptLanguage: string | undefined): Language {
  for (const part of acceptLanguage?.split(',', 8) ?? []) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'zh' || tag === 'en') return tag;
  }
  return 'zh';
}

/** What Fastify itself refuses before a handler runs, by its code; the status is Fastify's. */
const FASTIFY_CODES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'http.too_large',
  FST_REQ_FILE_TOO_LARGE: 'http.too_large',
  FST_FILES_LIMIT: 'http.one_file',
  FST_PARTS_LIMIT: 'http.too_many_parts',
  FST_FIELDS_LIMIT: 'http.too_many_parts',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'http.media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'http.media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'http.unreadable_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'http.unreadable_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'http.unreadable_body',
};

/** What the parser of forms says of one that is cut off or has no boundary; it gives no codes. */
const BROKEN_FORM = /^Multipart: Boundary not found|unexpected end of multipart data/i;

/** SQLSTATE and system codes that mean "the disk is full" or "the database is not there". */
const DISK_FULL = new Set(['53100', 'ENOSPC']);
const DATABASE_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '57P01', '57P02', '57P03', '53300', '08006']);

/** The refusal that an error amounts to; undefined for a bug, which is nobody's business but the log's. */
export function refusalOf(error: unknown): (Refusal & { status?: number }) | undefined {
  if (error instanceof Refusal) return error;
  if (isResponseSerializationError(error)) return undefined; // our answer is wrong, not the question
  if (error instanceof ZodError) {
    return new Refusal('invalid', 'http.invalid_request', { fields: fieldProblemsOf(error.issues) });
  }
  const { code = '', statusCode, syscall } = error as { code?: string; statusCode?: number; syscall?: string };
  if (DISK_FULL.has(code)) return new Refusal('busy', 'http.disk_full');
  if (error instanceof Error && BROKEN_FORM.test(error.message)) return new Refusal('invalid', 'http.unreadable_body');
  if (DATABASE_AWAY.has(code) && (syscall === 'connect' || syscall === 'read' || !code.startsWith('E'))) {
    return new Refusal('busy', 'http.database_away');
  }
  if (statusCode === undefined || statusCode >= 500) return undefined;
  const refusal = new Refusal('invalid', FASTIFY_CODES[code] ?? 'http.refused');
  return Object.assign(refusal, { status: statusCode });
}

/** The facts of a refusal; places of a request are told with their reasons, and stand in the sentence too. */
function told({ code, facts }: Refusal, messages: Messages, language: Language): Pick<Problem, 'detail' | 'facts'> {
  if (code !== 'http.invalid_request') return { detail: tell(messages, code, facts, language), facts };
  const fields = toldFields(facts.fields as FieldProblem[], messages, language);
  const places = fields.map(({ path, problem }) => `${path} ${problem}`);
  return { detail: tell(messages, code, { fields: places }, language), facts: { fields } };
}

export function problemOf(refusal: Refusal & { status?: number }, messages: Messages, language: Language): Problem {
  const { kind, code } = refusal;
  return {
    type: `urn:zhengming:problem:${code}`,
    title: TITLES[kind][language],
    status: refusal.status ?? STATUS[kind],
    code,
    ...told(refusal, messages, language),
  };
}

/** What a bug answers: a number to report, and nothing more. */
export function failureOf(requestId: string, messages: Messages, language: Language): Problem {
  const code = 'http.failed';
  const title = language === 'zh' ? '程序出错' : 'The program failed';
  const detail = messages.get(code)?.[language] ?? code;
  return { type: `urn:zhengming:problem:${code}`, title, status: 500, code, detail, facts: { requestId } };
}

import { currentLanguage } from '../words/index.ts';
import { type Problem, ProblemError, UNREACHABLE } from './problem.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Told when the session is over, whichever request found it out. */
let onSignedOut: () => void = () => undefined;
export function whenSignedOut(tell: () => void): void {
  onSignedOut = tell;
}

/** A key for one act: the same act tried again carries the same key, so that it is not done twice. */
export function newRequestKey(): string {
  return crypto.randomUUID();
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return send<T>(search ? `${path}?${search}` : path, { method: 'GET', ...(signal && { signal }) });
}

/** What was read, with the entity tag of the state in which it was read. */
export type Tagged<T> = { readonly data: T; readonly tag: string | undefined };

export async function getTagged<T>(path: string, signal?: AbortSignal): Promise<Tagged<T>> {
  const response = await answerOf(path, { method: 'GET', ...(signal && { signal }) });
  return { data: (await response.json()) as T, tag: response.headers.get('etag') ?? undefined };
}

/** `seen`: the tag of what the author has read; the server refuses when it has changed since. */
export function post<T>(
  path: string,
  body: unknown,
  requestKey: string = newRequestKey(),
  seen: string | undefined = undefined,
): Promise<T> {
  return send<T>(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': requestKey,
      ...(seen !== undefined && { 'if-match': seen }),
    },
    body: JSON.stringify(body),
  });
}

/** Sends and saves what comes back as a file, under the name that the server gives it; answers the file as well. */
export async function postForFile(path: string, body: unknown): Promise<Blob> {
  const response = await answerOf(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': newRequestKey() },
    body: JSON.stringify(body),
  });
  const [, encoded, plain] =
    /filename(?:\*=UTF-8''([^;]+)|="([^"]+)")/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const link = document.createElement('a');
  const file = await response.blob();
  link.href = URL.createObjectURL(file);
  link.download = encoded ? decodeURIComponent(encoded) : (plain ?? '');
  link.click();
  URL.revokeObjectURL(link.href);
  return file;
}

/** Takes a thing away. */
export function remove(path: string): Promise<undefined> {
  return send<undefined>(path, { method: 'DELETE' });
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await answerOf(path, init);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function answerOf(path: string, init: RequestInit): Promise<Response> {
  const headers = { accept: 'application/json', 'accept-language': languageTag(), ...init.headers };
  const response = await fetch(path, { credentials: 'same-origin', ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(UNREACHABLE);
  });
  if (!response.ok) throw new ProblemError(await problemIn(response));
  return response;
}

/** Any refusal as a problem, also one that a proxy wrote. */
export async function problemIn(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem> & { message?: string };
  const problem = {
    title: body.title ?? response.statusText,
    status: response.status,
    code: body.code ?? `http.${response.status}`,
    detail: body.detail ?? body.message ?? '',
    facts: body.facts ?? {},
  };
  if (response.status === 401) onSignedOut();
  return problem;
}

export function languageTag(): string {
  return currentLanguage() === 'en' ? 'en' : 'zh-CN';
}

import type { FastifyReply, FastifyRequest } from 'fastify';

/** Whether whoever asks came by TLS: by this connection, or by the word of a proxy that the configuration names, and of nobody else. */
const cameByTls = (request: FastifyRequest): boolean => request.protocol === 'https';

/** Under this prefix a browser keeps a cookie only if it came by TLS, for this very host; one for a part of it alone gets the weaker one. */
const guarded = (cookie: string): string =>
  `${/; Path=[/](;|$)/.test(cookie) ? '__Host-' : '__Secure-'}${cookie}; Secure`;

/** What came under a prefix, of which the name without it is ours: the weaker prefix stands before an errand to a provider and no session. */
const GUARDED = /^(?:__Host-(?=[\w-]+[.]session_token=)|__Secure-(?=[\w-]+[.]errand=))/;

/** Sets cookies, for encrypted connections alone where this one is. */
export function sendCookies(request: FastifyRequest, reply: FastifyReply, cookies: readonly string[]): void {
  reply.header('set-cookie', cameByTls(request) ? cookies.map(guarded) : [...cookies]);
}

/**
 * The cookies that came, by the names under which they were made. Over TLS those without a prefix do not count: a neighbouring host, or
 * whoever sits on an unencrypted line, can lay such a one into a browser and so make somebody work in another's session.
 */
export function cookiesThatCame(request: FastifyRequest): string {
  const { cookie = '' } = request.headers;
  if (!cameByTls(request)) return cookie;
  const ours = cookie.split('; ').filter((one) => GUARDED.test(one));
  return ours.map((one) => one.replace(GUARDED, '')).join('; ');
}

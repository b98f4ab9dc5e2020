import type { FastifyReply, FastifyRequest } from 'fastify';

/** Sets cookies, for encrypted connections alone where this one is. */
export function sendCookies(request: FastifyRequest, reply: FastifyReply, cookies: readonly string[]): void {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
  reply.header(
    'set-cookie',
    cookies.map((cookie) => (secure ? `${cookie}; Secure` : cookie)),
  );
}

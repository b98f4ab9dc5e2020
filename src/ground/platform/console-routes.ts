import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { type HttpApp, pageHeaders } from './http.ts';

/** Stands in the built page wherever a style's nonce belongs; `web/vite.config.ts` names the same. */
const NONCE_PLACEHOLDER = '__STYLE_NONCE__';

/**
 * The console's files: `/office/assets/…` by hash and for ever, every other address below `/office/` the one page, which
 * finds its way itself. Each page gets a nonce of its own for the styles that its libraries make; no script is inline.
 * Where nothing has been built, nothing is served.
 */
export async function consoleRoutes(http: HttpApp, folder: string): Promise<void> {
  const file = path.join(folder, 'index.html');
  if (!existsSync(file)) return;
  const page = readFileSync(file, 'utf8');
  await http.register(fastifyStatic, {
    root: path.join(folder, 'assets'),
    prefix: '/office/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  const schema = { hide: true };
  http.get('/office', { schema }, (_request, reply) => reply.redirect('/office/', 308));
  http.get('/office/*', { schema }, (_request, reply) => {
    const nonce = randomBytes(18).toString('base64');
    return reply
      .headers({ ...pageHeaders(nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
  });
}

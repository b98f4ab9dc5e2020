import type { HttpApp } from '../../platform/http.ts';
import { printKey } from '../tlog/note.ts';
import { addCheckpoint, type WitnessDeps } from './witness-commands.ts';

/** A checkpoint, 63 hashes and room for sixteen signatures. Bytes. */
const MOST_BYTES = 64 * 1024;

/** A witness's whole interface (c2sp.org/tlog-witness): `add-checkpoint`, and its own key. */
export function witnessRoutes(http: HttpApp, deps: WitnessDeps): void {
  const schema = { hide: true };
  // The protocol names no content type: whatever a client calls it, it is text.
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  http.post('/add-checkpoint', { schema, bodyLimit: MOST_BYTES }, async (request, reply) => {
    const { status, body, type } = await addCheckpoint(deps, typeof request.body === 'string' ? request.body : '');
    return reply.code(status).type(type).send(body);
  });
  http.get('/key', { schema }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(`${printKey(deps.signer)}\n`),
  );
}

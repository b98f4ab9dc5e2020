import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import type { HttpApp } from '../../platform/http.ts';
import { readCheckpoint } from '../tlog/checkpoint.ts';
import { tileAt } from '../tlog/tile.ts';
import { tileStoreOf } from './worker-jobs.ts';

/** A tile never changes: any cache may hold it for ever. A checkpoint does: nobody holds it for longer than it takes to grow. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const BRIEFLY = 'public, max-age=1';
/** Not part of the interface for programs: its forms are those of the specifications (docs/proof.md). */
const hidden = { hide: true };

function open(reply: FastifyReply, cache: string, type: string): FastifyReply {
  // The log is for everybody, other people's pages and programs included.
  return reply
    .headers({
      'cache-control': cache,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    .type(type);
}

/** How far a log has come, as papers and pages say it. */
export type LogHead = {
  readonly origin: string;
  /** Entries in the log. */
  readonly size: number;
  /** Base64, as in the checkpoint. */
  readonly root: string;
};

/** The checkpoint as it is published in that home; undefined: the log has not begun. */
export async function currentLogHead(home: string): Promise<LogHead | undefined> {
  const published = await tileStoreOf(home).findCheckpoint();
  if (published === undefined) return undefined;
  const { origin, size, root } = readCheckpoint(published);
  return { origin, size, root: root.toString('base64') };
}

/** The public log (c2sp.org/tlog-tiles) below `/log/`: checkpoint, key, tiles, bundles. Nobody has to sign in. */
export function logRoutes(http: HttpApp, { home }: { readonly home: string }): void {
  const tiles = tileStoreOf(home);
  http.get('/log/checkpoint', { schema: hidden }, async (_request, reply) => {
    const checkpoint = await tiles.findCheckpoint();
    if (!checkpoint) throw new Refusal('absent', 'log.no_checkpoint');
    return open(reply, BRIEFLY, 'text/plain; charset=utf-8').send(checkpoint);
  });
  http.get('/log/key', { schema: hidden }, async (_request, reply) => {
    const key = await tiles.findKey();
    if (!key) throw new Refusal('absent', 'log.no_checkpoint');
    return open(reply, BRIEFLY, 'text/plain; charset=utf-8').send(`${key}\n`);
  });
  http.get('/log/tile/*', { schema: { ...hidden, params: z.object({ '*': z.string() }) } }, async (request, reply) => {
    const tile = tileAt(`tile/${request.params['*']}`);
    if (!tile) throw new Refusal('absent', 'log.tile_absent', { tile: '?' });
    // Read first: a tile that is not there yet must not be remembered as absent for ever.
    const bytes = await tiles.getTile(tile);
    return open(reply, FOR_EVER, 'application/octet-stream').send(bytes);
  });
}

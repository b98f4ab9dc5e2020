import type { IncomingMessage } from 'node:http';

/** A body comes at least this fast, or its sender is cut off: 8 KiB a second, counted over half a minute. */
export const BODY_PACE = { everyMs: 30_000, leastBytes: 240 * 1024 } as const;

/** Whether a body is announced at all. */
const announced = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Cuts the connection of a sender that drips its body: never silent long enough to be cut for silence, and for ten minutes on a route that
 * takes a line of JSON. A sender that waits because the program has not read yet is not slow: what lies there unread is ours.
 */
export function cutTheDripping(request: IncomingMessage): void {
  if (request.complete || !announced(request)) return;
  const { socket } = request;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    const came = socket.bytesRead - before;
    before = socket.bytesRead;
    if (came < BODY_PACE.leastBytes && !request.complete && request.readableLength === 0) socket.destroy();
  }, BODY_PACE.everyMs);
  timer.unref();
  // The end of the body or of the connection, and not the answer: a refusal goes out before the body is in, and what still drips is bound.
  request.once('close', () => clearInterval(timer));
}

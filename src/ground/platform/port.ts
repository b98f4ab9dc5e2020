import { createServer } from 'node:net';
import { Refusal } from '../kernel/refusal.ts';

/** What an error of `listen` means; anything else is passed on. */
export function listenRefusal(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new Refusal('busy', 'start.port_busy', { host, port });
  if (code === 'EACCES') return new Refusal('busy', 'start.port_forbidden', { host, port });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Refusal('busy', 'start.host_unknown', { host, port });
  return error;
}

/**
 * Tries the port before the database is started, so that the person need not wait for the answer.
 * @throws {Refusal} busy `start.port_busy`, `start.port_forbidden`, `start.host_unknown`
 */
export async function refuseBusyPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenRefusal(error, host, port)));
    probe.listen({ host, port }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

import { createHmac } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';

export type DatabaseUrls = { readonly owner: string; readonly app: string; readonly intake: string };

/** A socket's address has no host, which URL does not read; one is lent while it is taken apart. */
function withoutSocket<T>(url: string, work: (parsed: URL) => T): T {
  return work(new URL(url.replace('@/', '@localhost/')));
}

/** The same server and database as another role. */
export function asRole(url: string, role: string, password: string): string {
  return withoutSocket(url, (parsed) => {
    parsed.username = role;
    parsed.password = password;
    return url.includes('@/') ? parsed.href.replace('@localhost/', '@/') : parsed.href;
  });
}

/**
 * Passwords of the two serving roles, derived from the owner's: several programs on one database agree on them without a
 * word, and nobody types or stores them.
 * @throws {Refusal} busy `start.database_urls_missing`: the owner's address holds no password
 */
export function rolePasswords(owner: string): { app: string; intake: string } {
  const secret = withoutSocket(owner, (parsed) => decodeURIComponent(parsed.password));
  if (secret === '') throw new Refusal('busy', 'start.database_urls_missing');
  const derive = (role: string) => createHmac('sha256', secret).update(`zhengming role ${role}`).digest('base64url');
  return { app: derive('app'), intake: derive('intake') };
}

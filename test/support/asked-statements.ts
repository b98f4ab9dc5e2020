import type { Pools } from '../../src/ground/platform/db.ts';

/** A statement as the program asked it, and as which of its roles. */
export type Asked = { readonly role: 'zhengming_app' | 'zhengming_intake'; readonly text: string };

/** Notes every different statement that goes through these pools from now on; connections that are open already go unheard. */
export function askedStatements({ appPool, intakePool }: Pools): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const [pool, role] of [
    [appPool, 'zhengming_app'],
    [intakePool, 'zhengming_intake'],
  ] as const)
    pool.on('connect', (client) => {
      const query = client.query.bind(client) as (...given: unknown[]) => unknown;
      client.query = ((first: unknown, ...rest: unknown[]) => {
        const text = typeof first === 'string' ? first : (first as { text?: unknown }).text;
        if (typeof text === 'string') asked.set(`${role} ${text}`, { role, text });
        return query(first, ...rest);
      }) as typeof client.query;
    });
  return asked;
}

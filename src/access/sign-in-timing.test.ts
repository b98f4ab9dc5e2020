import { expect, test, vi } from 'vitest';
import { testAccess } from '../../test/support/access.ts';

/** What each derivation cost: memory, passes, length. Counted instead of timed, so that a busy machine says the same. */
const derivations = vi.hoisted(() => [] as string[]);
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>();
  const argon2 = ((...given: Parameters<typeof real.argon2>) => {
    const [algorithm, { memory, passes, parallelism, tagLength }] = given;
    derivations.push([algorithm, memory, passes, parallelism, tagLength].join(' '));
    real.argon2(...given);
  }) as typeof real.argon2;
  return { ...real, default: { ...real, argon2 }, argon2 };
});

const access = testAccess();
const { asOwner, person, signIn } = access;

async function workOf(username: string, password: string): Promise<readonly string[]> {
  derivations.splice(0);
  expect((await signIn(username, password)).json().code).toBe('access.sign_in_failed');
  return [...derivations];
}

test('a sign-in that fails costs the same derivation, whether the name exists, does not, or is locked', async () => {
  const wrong = 'not the right sentence at all';
  const [known, locked] = [await person('clerk'), await person('reviewer')];
  await asOwner("update accounts set state = 'locked' where id = $1", [locked.accountId]);
  const work = {
    known: await workOf(known.username, wrong),
    unknown: await workOf('nobody.is.called.so', wrong),
    locked: await workOf(locked.username, wrong),
    empty: await workOf('x', wrong),
  };
  expect(work.known).toHaveLength(1);
  for (const [whose, done] of Object.entries(work)) expect([whose, done]).toEqual([whose, work.known]);
});

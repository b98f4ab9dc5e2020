import { createPost, createProgram } from '../../src/ground/access/account-commands.ts';
import type { KeyTerms } from '../../src/ground/access/programs/key-terms.ts';
import type { Role } from '../../src/ground/kernel/actor.ts';
import type { PlainDate } from '../../src/ground/kernel/plain-date.ts';
import { HOST, TODAY, type testAccess } from './access.ts';
import { contextFor } from './actors.ts';

export const OPEN_TERMS: KeyTerms = {
  items: null,
  matters: null,
  requestsAMinute: 1_000,
  subjectsADay: 1_000,
  signingKey: null,
  signed: false,
};

/** Programs at the organ of {@link testAccess}, with keys that its two administrators agree on. */
export function testPrograms(access: ReturnType<typeof testAccess>) {
  const ctx = () => contextFor(access.administrator, access.database.pools, access.clock);
  const program = async (role: Role = 'counter') => {
    const { organ } = access;
    const { result } = await createProgram(ctx(), { organId: organ.id, name: '虚构系统' });
    const post = await createPost(ctx(), { organId: organ.id, role, title: '窗口', titleEn: 'Counter' });
    await access.agree({ kind: 'post', accountId: result.id, postId: post.result.id, since: TODAY });
    return { accountId: result.id, postId: post.result.id };
  };
  const issue = async (
    seat: { accountId: string; postId: string },
    terms: Partial<KeyTerms> = {},
    expiresOn = '2026-12-31',
  ) => {
    const wish = { kind: 'key', ...seat, label: '窗口系统', expiresOn: expiresOn as PlainDate } as const;
    const { secret } = await access.agree({ ...wish, terms: { ...OPEN_TERMS, ...terms } });
    if (secret?.kind !== 'key') throw new Error('a confirmed key was not shown');
    return { ...seat, ...secret };
  };
  return {
    program,
    issue,
    /** A program with a key of these terms. */
    keyed: async (terms: Partial<KeyTerms> = {}, role: Role = 'counter') => issue(await program(role), terms),
    who: (key: string, headers: object = {}) =>
      access.http.inject({
        method: 'GET',
        url: '/who',
        headers: { ...HOST, authorization: `Bearer ${key}`, ...headers },
      }),
  };
}

import { confirmChange, proposeChange } from '../../src/ground/access/index.ts';
import type { KeyTerms } from '../../src/ground/access/programs/key-terms.ts';
import type { PlainDate } from '../../src/ground/kernel/plain-date.ts';
import { contextFor, makeActor, type TestOrgan } from './actors.ts';
import type { TestDatabase } from './database.ts';

type Wish = { accountId: string; postId: string; label: string; expiresOn: string };

/** A key for a program, proposed by one administrator of the organ and confirmed by another. */
export async function agreedKey(
  { urls, pools }: TestDatabase,
  organ: TestOrgan,
  wish: Wish,
  terms?: KeyTerms,
): Promise<string> {
  const [one, second] = [
    await makeActor(urls.owner, organ, 'administrator'),
    await makeActor(urls.owner, organ, 'security'),
  ];
  const whole = { kind: 'key', ...wish, expiresOn: wish.expiresOn as PlainDate, ...(terms ? { terms } : {}) } as const;
  const { result } = await proposeChange(contextFor(one, pools), whole, '测试密钥');
  const { secret } = await confirmChange(contextFor(second, pools), result.id);
  if (secret?.kind !== 'key') throw new Error('a confirmed key was not shown');
  return secret.key;
}

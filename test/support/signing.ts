import { base32 } from '@better-auth/utils/base32';
import { beginTotp, confirmTotp } from '../../src/ground/access/factor-commands.ts';
import { stepAt, totpCode } from '../../src/ground/access/totp.ts';
import type { Context } from '../../src/ground/audit/index.ts';
import type { TestBureau } from './publications.ts';

/** As the packs have it. */
export const LOCKOUT = { failures: 5, minutes: 30 } as const;

/** Codes of an application that `who` has enrolled. A code works once, so the clock goes on by a minute for each. */
export async function factorOf(bureau: TestBureau, who: Context) {
  const { typed } = await beginTotp({ ...who, masterKey: bureau.masterKey, lockout: LOCKOUT }, '某员');
  const secret = Buffer.from(base32.decode(typed));
  const code = () => {
    bureau.clock.now = new Date(bureau.clock.now.getTime() + 60_000);
    return totpCode(secret, stepAt(bureau.clock.now));
  };
  await confirmTotp({ ...who, masterKey: bureau.masterKey, lockout: LOCKOUT }, await code());
  return { proof: async () => ({ method: 'totp', code: await code() }) as const };
}

import { createTransport } from 'nodemailer';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import { startWorker, type Worker } from '../../ground/platform/worker.ts';
import { openSealedValue, type Vault } from '../../ground/vault/index.ts';
import { type DueDeps, duesOf } from './due-queries.ts';
import { countsOf, type Mail, mailOf } from './reminder.ts';
import { type Addressee, listUnmailed } from './reminder-queries.ts';
import { insertMail } from './reminder-store.ts';

/** Hands a mail to the bureau's own mail server. */
export type SendMail = (to: string, mail: Mail) => Promise<void>;
export type ReminderDeps = DueDeps & {
  readonly vault: Vault;
  readonly log: Log;
  /** Address of the console, for the link. */
  readonly address: string;
};

const AT_ONCE = 50;
const PAUSE_MS = 60_000;
/** Not before people come to work. Hour in China. */
const FIRST_HOUR = 8;
const SYSTEM = { purpose: 'system' } as const;
const hourInChina = (at: Date): number => (at.getUTCHours() + 8) % 24;

/** By SMTP; the connection is opened for a mail and closed after it, so that a server that restarts is not missed. */
export function smtpSender(url: string, from: string): SendMail {
  const transport = createTransport(url, { from, textEncoding: 'base64' });
  return async (to, { subject, text }) => {
    await transport.sendMail({ to, subject, text });
  };
}

async function mailOne(deps: ReminderDeps, send: SendMail, { accountId, addressId }: Addressee): Promise<void> {
  const { pools, vault, now } = deps;
  const counts = countsOf(await duesOf(deps, accountId));
  const mail = mailOf(counts, deps.address);
  if (mail) {
    const to = await inContext(pools.intake, SYSTEM, (tx) => openSealedValue(tx, vault, addressId));
    await send(to, mail);
  }
  // After the sending: a mail that was refused is tried again, and one that went out twice does no harm.
  await inContext(pools.intake, SYSTEM, (tx) => insertMail(tx, accountId, chinaDate(now()), counts, now()));
}

/**
 * The rounds of a morning: everybody who wants mail has one, or has none because nothing is due. Each round goes on behind whoever was
 * tried last, so that however many addresses are refused, everybody else has a turn. Answers how many were looked at.
 */
export function reminding(deps: ReminderDeps, send: SendMail, atOnce = AT_ONCE): () => Promise<number> {
  let last: string | undefined;
  return async () => {
    const at = deps.now();
    if (hourInChina(at) < FIRST_HOUR) return 0;
    const waiting = await inContext(deps.pools.intake, SYSTEM, (tx) => listUnmailed(tx, chinaDate(at), atOnce, last));
    let failed: unknown;
    for (const one of waiting) {
      last = one.accountId;
      try {
        await mailOne(deps, send, one);
      } catch (error) {
        // One address that its server refuses does not keep the others from theirs.
        failed ??= error;
      }
    }
    if (failed !== undefined) throw failed;
    return waiting.length;
  };
}

/** Sends the reminders of each morning while the program runs. */
export function startReminderWorker(deps: ReminderDeps, send: SendMail): Worker {
  return startWorker(PAUSE_MS, reminding(deps, send), (failure) =>
    deps.log('sending reminders failed', { error: failure instanceof Error ? failure.name : 'unknown' }),
  );
}

import { Refusal } from '../../ground/kernel/refusal.ts';
import { countOpenNotices } from './list-queries.ts';
import type { GuardAsk } from './runnable.ts';

/** Every organ that was told of the case has acknowledged. @throws {Refusal} rule `procedure.receivers_open` */
export async function allTold({ tx, inHand }: GuardAsk): Promise<readonly string[]> {
  const open = await countOpenNotices(tx, inHand.id);
  if (open > 0) throw new Refusal('rule', 'procedure.receivers_open', { open });
  return [];
}

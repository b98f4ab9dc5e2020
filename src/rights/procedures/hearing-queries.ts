import { Refusal } from '../../ground/kernel/refusal.ts';
import { daysOfOutages } from '../../rules/deadlines/index.ts';
import { provisionalDeadline } from '../../rules/law/index.ts';
import type { Guard } from './runnable.ts';

/**
 * The party let its time to speak go by. A provisional last day closes nobody's mouth (R59), and neither does one on which the system
 * stood still.
 */
export const hearingOver =
  (period: string, serving: readonly string[], code: string): Guard =>
  async ({ tx, law, today, inHand }) => {
    const served = inHand.taken.findLast(({ step }) => serving.includes(step))!.on;
    const { due, provisional, period: found } = provisionalDeadline(law, period, served, [], await daysOfOutages(tx));
    if (provisional || today <= due) throw new Refusal('rule', code, { due, provisional });
    return found.basis;
  };

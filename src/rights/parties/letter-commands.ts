import { act, type Context } from '../../ground/audit/index.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { insertLetterReceipt } from './letter-store.ts';

/** The party says that it has seen a letter: seen, not agreed to. Twice is once. @throws {Refusal} absent `party.letter_absent` */
export function acknowledgeLetter(ctx: Context, letterId: string): Promise<unknown> {
  return act(ctx, async (tx) => {
    const { accountId, subjectId } = ctx.actor;
    const letter = await insertLetterReceipt(tx, letterId, accountId, ctx.now());
    if (!letter) throw new Refusal('absent', 'party.letter_absent');
    return {
      result: null,
      deed: 'party.acknowledge',
      object: { kind: 'letter', id: letterId },
      ...(subjectId === undefined ? {} : { subjectId }),
    };
  });
}

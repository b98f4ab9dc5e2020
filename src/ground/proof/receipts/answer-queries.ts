import { Refusal } from '../../kernel/refusal.ts';
import { inContext } from '../../platform/db.ts';
import { findHead } from '../log/log-queries.ts';
import { keysOf, type LogWorkerDeps } from '../log/worker-jobs.ts';
import { printAnswer } from '../verify/answer-receipt.ts';

export type AnswerDeps = Pick<LogWorkerDeps, 'pools' | 'home' | 'config'>;

/**
 * The signed receipt of an answer, bound to the newest checkpoint and, by its own words, to its edition of the law.
 * @throws {Refusal} busy `log.not_yet`: nothing has been signed by this log
 */
export async function answerReceipt(deps: AnswerDeps, kind: string, answer: { edition: string }): Promise<string> {
  const head = await inContext(deps.pools.app, { purpose: 'system' }, findHead);
  if (!head) throw new Refusal('busy', 'log.not_yet');
  const { signer } = await keysOf(deps, false);
  const { size, root } = head;
  return printAnswer(kind, JSON.stringify(answer), { origin: signer.name, size, root }, signer);
}

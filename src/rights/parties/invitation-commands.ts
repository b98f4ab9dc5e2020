import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { printDocument, renderDocument } from '../documents/index.ts';
import { getLetterHead } from './account-queries.ts';
import type { MyDeps } from './my-desk-routes.ts';
import type { PartyLetter } from './party-commands.ts';

/**
 * The letter of invitation as a document of the packs, made while the code is known. The code stands on this paper and is kept nowhere;
 * a lost letter is replaced by a new one.
 * @throws {Refusal} rule `party.letter_incomplete`: a part of the template has nothing to say, which is a fault of the pack
 */
export async function letterPaper(
  ctx: Context,
  deps: Pick<MyDeps, 'law' | 'printer'>,
  letter: PartyLetter,
  portal: string,
): Promise<Buffer> {
  const at = ctx.now();
  const madeOn = chinaDate(at);
  const law = deps.law();
  const { party, organ } = await inContext(ctx.pools.app, workContext(ctx), (tx) =>
    getLetterHead(tx, letter.accountId),
  );
  const { content, missing } = renderDocument(law, 'invitation_letter', {
    organ,
    madeOn,
    words: {},
    facts: {
      party,
      portal: `${portal}/my/join`,
      accessCode: letter.code,
      username: letter.username,
      dueOn: chinaDate(new Date(letter.expiresAt)),
    },
  });
  if (missing.length > 0) {
    throw new Refusal('rule', 'party.letter_incomplete', { lacks: missing.map(({ lacks }) => lacks) });
  }
  return (await printDocument(law, deps.printer, content, madeOn, at)).pdf;
}

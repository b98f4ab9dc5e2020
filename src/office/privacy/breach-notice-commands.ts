import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import { type Printed, type Printer, printDocument, renderDocument } from '../../rights/documents/index.ts';
import type { Law } from '../../rules/law/index.ts';
import { organNameOf } from './breach-queries.ts';
import { getBreach } from './breach-store.ts';
import { refuseValues } from './no-values.ts';
import type { NoticeAsked } from './register-codes.ts';

/**
 * The paper by which a breach is told (个人信息保护法 art. 57), from the template of the packs: kinds, cause and harm as they stand in the
 * register, what was done and what one can do in the officer's own words. It says the law's three matters or is not made. The
 * step that tells somebody carries its digest; it is not kept here.
 * @throws {Refusal} absent `privacy.breach_absent`; forbidden; invalid `privacy.personal_value`; rule `privacy.notice_incomplete`
 */
export async function printBreachNotice(
  ctx: Context,
  { law, printer }: { readonly law: Law; readonly printer: Printer },
  id: string,
  { to, wayOut, contact }: NoticeAsked,
): Promise<Printed> {
  const { breach, organ } = await inContext(ctx.pools.app, workContext(ctx), async (tx) => {
    const breach = await getBreach(tx, id);
    return { breach, organ: await organNameOf(tx, breach.organPath) };
  });
  const { organPath, foundOn, dataKinds, cause, harm } = breach;
  mayOrRefuse(ctx.actor, 'privacy.keep', { kind: 'privacy_breach', organPath });
  // One paper goes to many: what it says of anybody, it says to all of them.
  refuseValues({ wayOut });
  const madeOn = chinaDate(ctx.now());
  const { content, missing } = renderDocument(law, `breach_notice.${to}`, {
    facts: { foundOn, infoKinds: dataKinds, cause, harm, contact },
    words: { way_out: wayOut },
    organ,
    madeOn,
  });
  if (missing.length > 0) {
    throw new Refusal('rule', 'privacy.notice_incomplete', { lacks: missing.map(({ lacks }) => lacks) });
  }
  return printDocument(law, printer, content, madeOn, ctx.now());
}

import { createHash } from 'node:crypto';
import { inPortal, listPublicFacts } from '../../facts/publication/index.ts';
import { mayOrRefuse } from '../../ground/access/index.ts';
import { type Context, workContext } from '../../ground/audit/index.ts';
import { chinaDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import { inContext } from '../../ground/platform/db.ts';
import type { Law } from '../../rules/law/index.ts';
import { type Cursor, type FeedItem, NO_MARK, printCursor, readCursor, type Told, tell } from './feed.ts';
import { findPlace, listMet } from './feed-queries.ts';
import { saveReading } from './feed-store.ts';

/** What a reader asks for. Without `after` it starts anew, and gets what is in force. */
export type Asked = { readonly item: FeedItem; readonly after?: string | undefined; readonly limit: number };
export type Page = {
  readonly item: FeedItem;
  readonly after: string | null;
  readonly edition: string;
  readonly entries: readonly Told[];
  /** To be asked for next, now if there is `more`, later if not. Asking for it says that everything up to it was acted on. */
  readonly next: string;
  readonly more: boolean;
};

/**
 * A page of the feed as it stands at this moment: content is read under the portal's row-level security after the entries, so that what
 * is over is in no page, whatever was written when. Reading keeps how far the reader has come.
 * @throws {Refusal} forbidden `access.denied`, `access.key_scope`; invalid `feed.cursor_unknown`: beyond the end of the feed
 */
export async function readFeed(ctx: Context, law: Law, { item, after, limit }: Asked): Promise<Page> {
  const { actor, pools } = ctx;
  const { accountId, organId, organPath } = actor;
  mayOrRefuse(actor, 'feed.read', { kind: 'feed', organPath, item });
  const at = ctx.now();
  const { met, head, cursor } = await inContext(pools.app, workContext(ctx), async (tx) => {
    const head = (await findPlace(tx, item)) ?? { position: 0, mark: NO_MARK };
    const anew: Cursor = { done: 0, mark: NO_MARK, began: head.position };
    const cursor = after === undefined ? anew : readCursor(after);
    const there = cursor.done === 0 ? anew : await findPlace(tx, item, cursor.done);
    // A feed that came back from an older backup: whoever knows entries that it has not, or others, starts anew and misses no end.
    if (there?.mark !== cursor.mark) throw new Refusal('invalid', 'feed.cursor_unknown', { after });
    await saveReading(tx, { accountId, organId, organPath }, { item, doneTo: cursor.done, at });
    return { met: await listMet(tx, item, cursor, head.position, limit), head, cursor };
  });
  const today = chinaDate(at);
  const publications = met.map(({ publicationId }) => publicationId);
  const placed = await inPortal(pools, today, (tx) => listPublicFacts(tx, { publications }, law, today));
  const facts = new Map(placed.map(({ publicationId, fact }) => [publicationId, fact]));
  const last = met.length === limit ? met.at(-1) : undefined;
  const { position: done, mark } = last ?? head;
  return {
    item,
    after: after ?? null,
    edition: law.edition,
    entries: met.flatMap((one) => tell(one, cursor.began, facts.get(one.publicationId))),
    next: printCursor({ done, mark, began: cursor.began }),
    more: last !== undefined,
  };
}

/** The validator of a page: the same page, the same tag, whenever it is asked for. */
export const tagOf = (page: Page): string =>
  `"${createHash('sha256').update(JSON.stringify(page)).digest('base64url')}"`;

/** How many facts about parties a page tells: what counts against the day of a key. */
export const subjectsIn = ({ entries }: Page): number => entries.filter(({ change }) => change !== 'ended').length;

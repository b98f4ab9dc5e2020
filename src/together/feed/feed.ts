import { createHash } from 'node:crypto';
import type { PublicFact } from '../../facts/publication/index.ts';

/** Items (信用信息目录) of which anything is public. */
export const FEED_ITEMS = ['penalty', 'licence'] as const;
export type FeedItem = (typeof FEED_ITEMS)[number];
export type Change = 'begun' | 'changed' | 'ended';

/**
 * Where a reader stands: it has dealt with everything up to `done`, which bears `mark`, and began when the feed reached `began`. A feed that
 * came back from an older backup may have other entries at the same positions: the mark tells.
 */
export type Cursor = { readonly done: number; readonly mark: string; readonly began: number };

/** The mark of the place before the first entry. */
export const NO_MARK = '00000000';
/** As it stands in the address: `120.9f3a01bc.300`. */
export const CURSOR = /^\d{1,15}\.[0-9a-f]{8}\.\d{1,15}$/;
export const printCursor = ({ done, mark, began }: Cursor): string => `${done}.${mark}.${began}`;
export function readCursor(text: string): Cursor {
  const [done = '0', mark = NO_MARK, began = '0'] = text.split('.');
  return { done: Number(done), mark, began: Number(began) };
}

/** Of what is told; another digest is another thing to tell. */
export const digestOf = (fact: PublicFact): Buffer => createHash('sha256').update(JSON.stringify(fact)).digest();

/** The newest entry of a publication, as a reader meets it. `told`: how the reader left it at its cursor. */
export type Met = {
  readonly position: number;
  readonly mark: string;
  readonly publicationId: string;
  readonly reference: string;
  readonly told: Change | null;
};
export type Told =
  | {
      readonly position: number;
      readonly reference: string;
      readonly change: 'begun' | 'changed';
      readonly fact: PublicFact;
    }
  | {
      readonly position: number;
      readonly reference: string;
      readonly change: 'ended';
      readonly instruction: 'take_down';
    };

/**
 * What a reader is told of a publication: the fact where it is public at this moment, whatever the entry said when it was written; else
 * that it is over, and only where the reader can have it. Content of what is over is in no answer.
 */
export function tell({ position, reference, told }: Met, began: number, fact: PublicFact | undefined): Told[] {
  const mayHaveIt = told === 'begun' || told === 'changed';
  if (fact) return [{ position, reference, change: mayHaveIt && position > began ? 'changed' : 'begun', fact }];
  return mayHaveIt ? [{ position, reference, change: 'ended', instruction: 'take_down' }] : [];
}

/** Work on a list that takes longer than a moment, done in a thread of its own: building from records that stream in, saving. */
import { Worker } from 'node:worker_threads';
import { Segment, type SegmentArrays } from './segment.ts';
import type { NameRecord } from './segment-builder.ts';
import { type SharedSegment, sharedSegments } from './shared-segments.ts';
import type { Snapshot } from './snapshot.ts';

/** What is said to the thread, one at a time; each is answered before the next is sent, so that no more than a page waits. */
export type BackgroundRequest =
  | { readonly kind: 'add'; readonly records: readonly NameRecord[] }
  | { readonly kind: 'build' }
  | {
      readonly kind: 'save';
      readonly file: string;
      readonly segments: readonly SharedSegment[];
      readonly revision: number;
      readonly position: string;
    };
export type BackgroundReply = { readonly arrays?: SegmentArrays };

class BackgroundThread {
  readonly #worker = new Worker(new URL('./background-worker.ts', import.meta.url));

  /** One request and its answer. What the thread throws is thrown here. */
  ask(request: BackgroundRequest): Promise<BackgroundReply> {
    return new Promise((resolve, reject) => {
      const onMessage = (reply: BackgroundReply) => {
        this.#worker.off('error', onError);
        resolve(reply);
      };
      const onError = (error: unknown) => {
        this.#worker.off('message', onMessage);
        reject(error);
      };
      this.#worker.once('message', onMessage);
      this.#worker.once('error', onError);
      this.#worker.postMessage(request);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/**
 * One segment of all records, page by page: at no time are more than a page and the segment itself in memory.
 * A name without a character that could be compared is left out.
 */
export async function buildInBackground(
  pages: AsyncIterable<readonly NameRecord[]> | Iterable<readonly NameRecord[]>,
): Promise<Segment> {
  const thread = new BackgroundThread();
  try {
    for await (const records of pages) await thread.ask({ kind: 'add', records });
    const { arrays } = await thread.ask({ kind: 'build' });
    return new Segment(arrays!);
  } finally {
    await thread.end();
  }
}

/** As {@link saveIndex}, without holding up the caller's thread. */
export async function saveInBackground(file: string, snapshot: Snapshot, position: string): Promise<void> {
  const thread = new BackgroundThread();
  try {
    const segments = sharedSegments(snapshot.segments);
    await thread.ask({ kind: 'save', file, segments, revision: snapshot.revision, position });
  } finally {
    await thread.end();
  }
}

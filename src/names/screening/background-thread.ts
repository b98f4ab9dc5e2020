/** Work on a list that takes longer than a moment, done in a thread of its own: building from records that stream in, saving. */
import { Worker } from 'node:worker_threads';
import { Segment, type SegmentArrays } from './segment.ts';
import { LARGEST_SEGMENT, type NameRecord } from './segment-builder.ts';
import { type SharedSegment, sharedSegments } from './shared-segments.ts';
import type { Snapshot } from './snapshot.ts';
import { threadFile } from './thread-file.ts';

/** What is said to the thread, one at a time; each is answered before the next is sent, so that no more than a page waits. */
export type BackgroundRequest =
  | { readonly kind: 'add'; readonly records: readonly NameRecord[]; readonly largest: number }
  | { readonly kind: 'build' }
  | {
      readonly kind: 'save';
      readonly file: string;
      readonly segments: readonly SharedSegment[];
      readonly revision: number;
      readonly position: string;
    };
export type BackgroundReply = {
  readonly arrays?: SegmentArrays;
  /** How many the segment under way has. */
  readonly records?: number;
  readonly isFull?: boolean;
};

class BackgroundThread {
  readonly #worker = new Worker(threadFile('background-worker'));

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
 * Segments of all records, page by page, each of about `largest` at most: at no time are more than two pages, what is built
 * already and the building of one segment in memory. A name without a character that could be compared is left out.
 */
export async function buildInBackground(
  pages: AsyncIterable<readonly NameRecord[]> | Iterable<readonly NameRecord[]>,
  largest: number = LARGEST_SEGMENT,
): Promise<Segment[]> {
  const thread = new BackgroundThread();
  const segments: Segment[] = [];
  const build = async () => {
    const { arrays } = await thread.ask({ kind: 'build' });
    segments.push(new Segment(arrays!));
  };
  try {
    // The thread reads one page while the next is fetched.
    let underWay: Promise<number> = Promise.resolve(0);
    const add = async (records: readonly NameRecord[]) => {
      const { records: count = 0, isFull } = await thread.ask({ kind: 'add', records, largest });
      if (!isFull) return count;
      await build();
      return 0;
    };
    for await (const records of pages) {
      await underWay;
      underWay = add(records);
      underWay.catch(() => undefined); // it is thrown where it is waited for, above or below
    }
    const left = await underWay;
    if (left > 0 || segments.length === 0) await build();
    return segments;
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

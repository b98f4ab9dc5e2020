import { Worker } from 'node:worker_threads';
import { buildInBackground } from './background-thread.ts';
import { shared8 } from './growing.ts';
import { bitCount } from './hash.ts';
import { IdIndex } from './id-index.ts';
import type { LiveSegment } from './search.ts';
import { Segment, type SegmentArrays } from './segment.ts';
import { LARGEST_SEGMENT, type NameRecord, SegmentBuilder } from './segment-builder.ts';
import { type SharedSegment, sharedSegments } from './shared-segments.ts';
import type { Snapshot } from './snapshot.ts';
import { threadFile } from './thread-file.ts';

/** The delta is built anew with each change; from this size on it is left alone and another begins. */
const DELTA_FULL = 2_000;
/** A segment of so many records is left alone when others are merged: what comes to it is little beside what making it anew costs. */
const LEFT_ALONE = 4_000_000;

export type Change = {
  /** Subjects whose names are no longer on the list, or are about to be given anew in `add`. */
  readonly end?: readonly string[];
  readonly add?: readonly NameRecord[];
};

export function buildSegment(records: Iterable<NameRecord>): Segment {
  const builder = new SegmentBuilder();
  for (const record of records) builder.add(record);
  return builder.build();
}

/** As many segments as it takes when none has more than `largest` records, or one. */
export function buildSegments(records: Iterable<NameRecord>, largest: number): Segment[] {
  const segments: Segment[] = [];
  let builder = new SegmentBuilder();
  for (const record of records) {
    if (builder.isFull(largest)) {
      segments.push(builder.build());
      builder = new SegmentBuilder();
    }
    builder.add(record);
  }
  segments.push(builder.build());
  return segments;
}

/**
 * A list that changes: a large base, small later segments, marks for what has ended. Each change makes a new snapshot at
 * once; {@link merge} makes one base of it all beside the running work and puts it in place of the rest.
 */
export class ScreeningList {
  #snapshot: Snapshot;
  #delta: NameRecord[] = [];
  readonly #idIndexes = new WeakMap<Segment, IdIndex>();
  /** Subjects ended while a merge is under way; undefined when none is. */
  #endedMeanwhile: string[] | undefined;

  readonly #largest: number;

  /** @param largest records of one segment */
  constructor(snapshot: Snapshot = { segments: [], revision: 0 }, largest: number = LARGEST_SEGMENT) {
    this.#snapshot = snapshot;
    this.#largest = largest;
  }

  static of(records: Iterable<NameRecord>): ScreeningList {
    return new ScreeningList({ segments: [alive(buildSegment(records))], revision: 1 });
  }

  /** A list of records that stream in, page by page, built beside the running work. */
  static async ofPages(
    pages: AsyncIterable<readonly NameRecord[]>,
    largest: number = LARGEST_SEGMENT,
  ): Promise<ScreeningList> {
    const segments = await buildInBackground(pages, largest);
    return new ScreeningList({ segments: segments.map(alive), revision: 1 }, largest);
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Ends subjects, then adds names; readers see both or neither. @throws {ScreeningRefusal} `screening.name_empty` */
  change({ end = [], add = [] }: Change): Snapshot {
    const ended = new Set(end);
    const delta = [...this.#delta.filter(({ id }) => !ended.has(id)), ...add];
    const deltaSegment: LiveSegment[] = delta.length === 0 ? [] : [alive(buildSegment(delta))];
    const older = this.#delta.length === 0 ? this.#snapshot.segments : this.#snapshot.segments.slice(0, -1);
    const segments = [...older.map((live) => this.#without(live, end)), ...deltaSegment];
    this.#delta = delta.length >= DELTA_FULL ? [] : delta;
    this.#endedMeanwhile?.push(...end);
    this.#snapshot = { segments, revision: this.#snapshot.revision + 1 };
    return this.#snapshot;
  }

  /** As {@link change}, for so many names that building them would hold up this thread. One change at a time: wait for it. */
  async changeMany({ end = [], add = [] }: Change): Promise<Snapshot> {
    const added = await buildInBackground([add], this.#largest);
    const older = this.#snapshot.segments.map((live) => this.#without(live, end));
    this.#delta = []; // the small segment so far is left alone
    this.#endedMeanwhile?.push(...end);
    this.#snapshot = { segments: [...older, ...added.map(alive)], revision: this.#snapshot.revision + 1 };
    return this.#snapshot;
  }

  #without(live: LiveSegment, ids: readonly string[]): LiveSegment {
    if (ids.length === 0) return live;
    let index = this.#idIndexes.get(live.segment);
    if (!index) {
      index = new IdIndex(live.segment);
      this.#idIndexes.set(live.segment, index);
    }
    const records = ids.flatMap((id) => index.recordsOf(id));
    if (records.length === 0) return live;
    const dead = shared8(Math.ceil(live.segment.recordCount / 8));
    if (live.dead) dead.set(live.dead);
    for (const record of records) dead[record >>> 3]! |= 1 << (record & 7);
    return { segment: live.segment, dead };
  }

  /**
   * Makes one segment of all, in a thread of its own; changes meanwhile stay and are laid over the new base. Of a very large list
   * the full segments at the front stay as they are.
   */
  async merge(): Promise<Snapshot> {
    if (this.#endedMeanwhile) return this.#snapshot;
    const before = this.#snapshot.segments;
    const left = before.length - this.unmerged;
    if (left === before.length) return this.#snapshot;
    this.#endedMeanwhile = [];
    this.#delta = []; // what comes now begins a new delta beside those that are merged
    try {
      const built = await buildInWorker({ segments: sharedSegments(before.slice(left)), largest: this.#largest });
      const merged = built.map((arrays) => this.#without(alive(new Segment(arrays)), this.#endedMeanwhile!));
      const now = this.#snapshot.segments;
      const segments = [...now.slice(0, left), ...merged, ...now.slice(before.length)];
      this.#snapshot = { segments, revision: this.#snapshot.revision + 1 };
      return this.#snapshot;
    } finally {
      this.#endedMeanwhile = undefined;
    }
  }

  /** Segments that {@link merge} would make into one. */
  get unmerged(): number {
    const { segments } = this.#snapshot;
    const left = segments.findIndex((live) => !this.#isSettled(live));
    return left < 0 ? 0 : segments.length - left;
  }

  /** Large, and mostly alive: making it anew would give back little. */
  #isSettled({ segment, dead }: LiveSegment): boolean {
    if (segment.recordCount < Math.min(this.#largest, LEFT_ALONE)) return false;
    const ended = dead?.reduce((sum, byte) => sum + bitCount(byte), 0) ?? 0;
    return ended < segment.recordCount / 4;
  }
}

const alive = (segment: Segment): LiveSegment => ({ segment, dead: undefined });

export type MergeRequest = { readonly segments: readonly SharedSegment[]; readonly largest: number };

function buildInWorker(request: MergeRequest): Promise<SegmentArrays[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile('merge-worker'), { workerData: request });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The thread behind {@link buildInBackground} and {@link saveInBackground}. */
import { parentPort } from 'node:worker_threads';
import type { BackgroundReply, BackgroundRequest } from './background-thread.ts';
import { saveIndex } from './index-file.ts';
import { ScreeningRefusal } from './refusal.ts';
import { type NameRecord, SegmentBuilder } from './segment-builder.ts';
import { liveSegments } from './shared-segments.ts';

let builder = new SegmentBuilder();

function add(record: NameRecord): void {
  try {
    builder.add(record);
  } catch (error) {
    // A name of nothing but punctuation finds nobody; the rest of the list does.
    if (!(error instanceof ScreeningRefusal)) throw error;
  }
}

function answer(request: BackgroundRequest): BackgroundReply {
  if (request.kind === 'add') {
    for (const record of request.records) add(record);
    return { records: builder.recordCount, isFull: builder.isFull(request.largest) };
  }
  if (request.kind === 'build') {
    const { arrays } = builder.build();
    builder = new SegmentBuilder();
    return { arrays };
  }
  const { file, segments, revision, position } = request;
  saveIndex(file, { segments: liveSegments(segments), revision }, position);
  return {};
}

parentPort!.on('message', (request: BackgroundRequest) => parentPort!.postMessage(answer(request)));

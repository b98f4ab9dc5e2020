/** Builds segments anew from several in a thread of its own and hands their arrays back. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildSegments, type MergeRequest } from './screening-list.ts';
import { liveSegments } from './shared-segments.ts';
import { recordsOf } from './snapshot.ts';

const { segments, largest } = workerData as MergeRequest;
parentPort!.postMessage(buildSegments(recordsOf(liveSegments(segments)), largest).map(({ arrays }) => arrays));

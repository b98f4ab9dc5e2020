/** Builds one segment from several in a thread of its own and hands its arrays back. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildSegment } from './screening-list.ts';
import { liveSegments, type SharedSegment } from './shared-segments.ts';
import { recordsOf } from './snapshot.ts';

const segments = liveSegments(workerData as SharedSegment[]);
parentPort!.postMessage(buildSegment(recordsOf(segments)).arrays);

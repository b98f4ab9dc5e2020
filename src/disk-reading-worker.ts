/** The thread in which the packs on disk are read and their cases run, so that no counter waits for it (editions/disk-reading-jobs.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { CASE_QUESTIONS } from './case-questions.ts';
import { readingOf } from './office/editions/disk-reading.ts';
import type { LoadOptions } from './rules/law/index.ts';

parentPort!.postMessage(readingOf(workerData as LoadOptions, CASE_QUESTIONS));

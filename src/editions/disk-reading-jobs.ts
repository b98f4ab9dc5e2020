import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { LoadOptions } from '../law/index.ts';
import { type DiskReading, readingOf } from './disk-reading.ts';

/** Reads the packs on disk in a thread of its own, so that no counter waits for it. */
export function readDisk(options: LoadOptions): Promise<DiskReading> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: options });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`reading the packs ended with ${code} and said nothing`)));
  });
}

if (!isMainThread && parentPort && workerData) parentPort.postMessage(readingOf(workerData as LoadOptions));

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { LAW_FOLDER, type LoadOptions } from '../../rules/law/index.ts';
import type { DiskReading } from './disk-reading.ts';

/** The names and bytes of all that lies in a folder, as one digest. */
async function digestOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
  const digest = createHash('sha256');
  for (const file of files.sort()) {
    const bytes = await readFile(file);
    digest.update(`${path.relative(folder, file)}\0${bytes.length}\0`).update(bytes);
  }
  return digest.digest('hex');
}

/** The last reading, by what was read: the cases take seconds, and whoever asks again mostly asks about the same files. */
let last: { readonly of: string; readonly reading: DiskReading } | undefined;

/** What lies on disk, read anew where it is not what was read last. */
export async function readDisk(options: LoadOptions): Promise<DiskReading> {
  const asked = async () => `${options.pack ?? ''} ${await digestOf(options.root ?? LAW_FOLDER)}`;
  const before = await asked();
  if (last?.of === before) return last.reading;
  const reading = await readAside(options);
  // What was changed meanwhile may have been read half: nobody can say of which files that is the reading.
  if ((await asked()) === before) last = { of: before, reading };
  return reading;
}

/** Reads in a thread of its own, so that no counter waits for it. */
function readAside(options: LoadOptions): Promise<DiskReading> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../../disk-reading-worker.ts', import.meta.url), { workerData: options });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`reading the packs ended with ${code} and said nothing`)));
  });
}

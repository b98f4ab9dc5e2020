/** What a server has that has run for a while: its tables in the memory of the operating system. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Reads every file of every table and index once. Whatever was written last would stand in memory otherwise, and what was written first on
 * the disk, so that one side would be measured against the other's disk. @returns bytes read
 */
export async function readAllTables(home: string): Promise<number> {
  const base = path.join(home, 'cluster', 'base');
  let bytes = 0;
  for (const entry of await readdir(base, { recursive: true, withFileTypes: true })) {
    // Tables and indexes bear numbers; what else lies there PostgreSQL makes and removes as it likes.
    if (!entry.isFile() || !/^\d/.test(entry.name)) continue;
    for await (const chunk of createReadStream(path.join(entry.parentPath, entry.name), { highWaterMark: 1 << 20 })) {
      bytes += (chunk as Buffer).length;
    }
  }
  return bytes;
}

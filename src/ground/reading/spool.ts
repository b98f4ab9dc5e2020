import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newOpaqueId } from '../kernel/id.ts';
import { Refusal } from '../kernel/refusal.ts';

/** Largest file that is taken in. Bytes. */
export const MOST_BYTES = 2 * 1024 ** 3;

/**
 * A plain copy of a file while it is being read: in a folder that only the program's user can enter, gone when the reading
 * ends, swept when the program starts. What stays is sealed in the vault.
 */
export class Spool {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Removes what an earlier run left behind. */
  async sweep(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#folder)) await rm(path.join(this.#folder, name), { force: true });
  }

  /** Writes the stream to a file of its own and answers its path. @throws {Refusal} invalid `file.too_large` */
  async keep(source: Readable | AsyncIterable<Buffer>): Promise<string> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = path.join(this.#folder, newOpaqueId());
    let bytes = 0;
    const bound = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        done(
          bytes > MOST_BYTES ? new Refusal('invalid', 'file.too_large', { found: bytes, limit: MOST_BYTES }) : null,
          chunk,
        );
      },
    });
    try {
      await pipeline(source, bound, createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      await this.drop(file);
      throw error;
    }
    return file;
  }

  read(file: string): AsyncIterable<Buffer> {
    return createReadStream(file, { highWaterMark: 256 * 1024 });
  }

  async drop(file: string): Promise<void> {
    await rm(file, { force: true });
  }
}

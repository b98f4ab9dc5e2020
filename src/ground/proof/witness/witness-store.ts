import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../kernel/refusal.ts';
import { readCheckpointText } from '../tlog/checkpoint.ts';
import { sha256 } from '../tlog/merkle.ts';
import { printSeen, type Seen } from './witness.ts';

/** What a witness has seen of each log: one small file a log, replaced as a whole. One request a log at a time. */
export class WitnessStore {
  readonly #folder: string;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs `work` when no other is at work on the same log: what it reads stays true until it has written. */
  async inTurn<T>(origin: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(origin) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(origin, turn);
    return turn;
  }

  #fileOf(origin: string): string {
    return path.join(this.#folder, `${sha256(Buffer.from(origin)).toString('hex')}.seen`);
  }

  /** @throws {Refusal} busy `witness.unreadable`: a witness that forgot what it saw must not begin anew */
  async findSeen(origin: string): Promise<Seen | undefined> {
    let text: string;
    try {
      text = await readFile(this.#fileOf(origin), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const found = readCheckpointText(text);
    if (found.origin !== origin) throw new Refusal('busy', 'witness.unreadable', { file: this.#fileOf(origin) });
    return found;
  }

  /** Lasting when it returns: an answer that was sent is remembered through any power cut. */
  async keep(origin: string, seen: Seen): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const file = this.#fileOf(origin);
    const handle = await open(`${file}.half`, 'w', 0o600);
    await handle.writeFile(printSeen(origin, seen));
    await handle.sync();
    await handle.close();
    await rename(`${file}.half`, file);
    const folder = await open(this.#folder, 'r');
    await folder.sync();
    await folder.close();
  }
}

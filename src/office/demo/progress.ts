import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What each step of the load answered, by its name. */
type Answers = Record<string, unknown>;

/**
 * Remembers in the data folder which steps of the load are done and what they answered (accounts and passwords among it:
 * readable by the program's user only). A load that was cut off goes on where it stopped.
 */
export class Progress {
  readonly #file: string;
  #answers: Answers;

  constructor(home: string) {
    this.#file = path.join(home, 'demonstration.json');
    this.#answers = this.#read();
  }

  #read(): Answers {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Answers;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  }

  /** The answer of an earlier run, or does the step now. The answer must survive JSON. */
  async once<T>(step: string, work: () => Promise<T>): Promise<T> {
    if (!(step in this.#answers)) {
      const answer = (await work()) ?? null;
      this.#answers[step] = answer;
      // Written beside and moved: a cut in the middle leaves the old file, not half a new one.
      writeFileSync(`${this.#file}.new`, JSON.stringify(this.#answers), { mode: 0o600 });
      renameSync(`${this.#file}.new`, this.#file);
    }
    return this.#answers[step] as T;
  }

  answerOf<T>(step: string): T | undefined {
    return this.#answers[step] as T | undefined;
  }

  /** The database is another one than the file speaks of. */
  forget(): void {
    this.#answers = {};
  }
}

/** The real program under fire: started, killed without a word, started again on the same folder. */
import { type Program, spawnProgram, untilReady } from '../lifecycle/program.ts';
import { databaseProcesses } from './drill-office.ts';

/** What dies: the program; the program and every process of the database; or the database's first process alone with it. */
export type Kill = 'program' | 'program and database' | 'program and first process of the database';

/** In every third round the database dies too, where it is ours to kill. */
export function killOf(round: number): Kill {
  if (process.env.DATABASE_URL !== undefined || round % 3 !== 0) return 'program';
  return round % 2 === 0 ? 'program and database' : 'program and first process of the database';
}

export class DrillServer {
  readonly #home: string;
  #program: Program | undefined;

  constructor(home: string) {
    this.#home = home;
  }

  get address(): string {
    if (!this.#program) throw new Error('the program is not running');
    return this.#program.address;
  }

  /** Milliseconds until it answered that it is ready. */
  async start(): Promise<number> {
    const given = process.env.DATABASE_URL;
    const since = performance.now();
    // The office's administrator of security has confirmed it.
    const settings = { ZHENGMING_SECOND_FACTOR: 'optional', ...(given === undefined ? {} : { DATABASE_URL: given }) };
    this.#program = await spawnProgram(this.#home, settings);
    return untilReady(this.#program, since);
  }

  /** Settles when the program is gone. */
  async kill(what: Kill): Promise<void> {
    const victims = what === 'program' ? [] : databaseProcesses(this.#home);
    for (const pid of what === 'program and first process of the database' ? victims.slice(0, 1) : victims) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // a child that ended meanwhile
      }
    }
    this.#program?.child.kill('SIGKILL');
    await this.#program?.ended;
  }

  async stop(): Promise<void> {
    this.#program?.child.kill('SIGINT');
    await this.#program?.ended;
    this.#program = undefined;
  }
}

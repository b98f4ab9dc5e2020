import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chinaDate, type PlainDate } from '../../ground/kernel/plain-date.ts';
import { Refusal } from '../../ground/kernel/refusal.ts';
import type { Pools } from '../../ground/platform/db.ts';
import type { Log } from '../../ground/platform/log.ts';
import type { CodeBuckets, Query, ScreeningList, Thresholds } from '../screening/index.ts';
import { type Engine, type Finding, IndexAnswers, type Wanted } from './index-answers.ts';
import { keptIndex, savedMark } from './kept-index-store.ts';
import { type JournalMark, journalHead, type ListedName, type NameSource } from './name-source-queries.ts';

export type IndexDeps = {
  readonly pools: Pools;
  readonly now: () => Date;
  readonly log: Log;
  /** The data folder: the index lies below it, one file for each process that has one. */
  readonly home: string;
  /** By which hits are judged; without them by those that the engine brings along. */
  readonly thresholds?: Thresholds | undefined;
};

/** Between two looks at the journal. The sequencer needs at most as long again, so a change is found well within a second. */
const PAUSE_MS = 200;
const ENTRIES_AT_ONCE = 20_000;
const SUBJECTS_A_PAGE = 5_000;
/** More names than this are built and saved beside the running work; fewer cost less than a thread. */
const MANY_NAMES = 1_000;
const MOST_SEGMENTS = 8;
/** How old the file may become: what came since is read again after a crash. */
const SAVE_MS = 600_000;
/** How long a question waits for an index that is being made. */
const PATIENCE_MS = 5_000;
/** Hashing every code takes a second for a million. */
const BUCKETS_MS = 60_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * An index over names that follows the journal on its own: every process has one, and its place in the journal lies with it and
 * in its file, not in the shared table of cursors. Loads its file at the start and catches up; a file that is lost, damaged, of
 * another edition or of another database is made anew from the database.
 */
export class SubjectIndex {
  readonly #source: NameSource;
  readonly #deps: IndexDeps;
  readonly #file: string;
  #engine: Engine | undefined;
  #list: ScreeningList | undefined;
  #answers: IndexAnswers | undefined;
  #buckets: { readonly of: CodeBuckets; readonly at: number } | undefined;
  #mark: JournalMark = { position: 0, entry: '' };
  #day: PlainDate | undefined;
  #saved = { position: -1, at: 0 };
  #running: Promise<void> | undefined;
  #ready: Promise<void> | undefined;
  #merging: Promise<void> | undefined;
  #stopped = false;
  readonly #listeners: ((ids?: readonly string[]) => void)[] = [];
  #wake: () => void = () => undefined;

  constructor(source: NameSource, deps: IndexDeps) {
    this.#source = source;
    this.#deps = deps;
    this.#file = path.join(deps.home, 'screening', `${source.name}.index`);
  }

  /** Begins to load and to follow; answers at once. Twice is once. */
  start(): void {
    if (this.#running || this.#stopped) return;
    this.#ready = new Promise((resolve) => {
      this.#running = this.#run(resolve);
    });
  }

  /** Tells whose names the journal touches as soon as it is read, and without ids that the list was made anew. */
  onTouched(listener: (ids?: readonly string[]) => void): void {
    this.#listeners.push(listener);
  }

  /** Up to which position of the journal the answers know. */
  get position(): number {
    return this.#mark.position;
  }

  /**
   * Until everything up to that position of the journal is on the list.
   * @throws {Refusal} busy `matching.index_building`: not there in time
   */
  async reached(position: number): Promise<void> {
    await this.#whenReady();
    for (let looks = 0; this.#mark.position < position; looks += 1) {
      if (this.#stopped || looks * PAUSE_MS > PATIENCE_MS) throw new Refusal('busy', 'matching.index_building');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  get names(): number {
    return this.#list?.snapshot.segments.reduce((sum, { segment }) => sum + segment.recordCount, 0) ?? 0;
  }

  /** Which calibration judges the hits; known once a question was answered. */
  get calibration(): string {
    return this.#answers!.calibration;
  }

  /**
   * The best hits for each question, in the order of the questions.
   * @param options of which hits are wanted
   * @throws {Refusal} busy `matching.index_building`: the list is being made and did not get ready in time
   */
  screen(queries: readonly Query[], top: number, options: Wanted = {}): Promise<Finding[]> {
    if (this.#answers) return this.#answers.screen(queries, top, options);
    return this.#whenReady().then(() => this.#answers!.screen(queries, top, options)); // in the first moments alone
  }

  /**
   * The codes of the list by the beginning of their hash; up to {@link BUCKETS_MS} behind it.
   * @throws {Refusal} busy `matching.index_building`
   */
  async codeBuckets(): Promise<CodeBuckets> {
    await this.#whenReady();
    const now = this.#deps.now().getTime();
    const { snapshot } = this.#list!;
    const isOld = this.#buckets === undefined || now - this.#buckets.at > BUCKETS_MS;
    if (isOld && this.#buckets?.of.revision !== snapshot.revision) {
      this.#buckets = { of: new this.#engine!.CodeBuckets(snapshot), at: now };
    }
    return this.#buckets!.of;
  }

  /** Ends following and keeps the list as it is. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
    await this.#merging;
    await this.#answers?.stop();
  }

  async #whenReady(): Promise<void> {
    this.start();
    if (this.#answers) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Refusal('busy', 'matching.index_building')), PATIENCE_MS);
    });
    try {
      await Promise.race([this.#ready, late]);
    } finally {
      clearTimeout(timer);
    }
    if (!this.#answers) throw new Refusal('busy', 'matching.index_building');
  }

  async #run(ready: () => void): Promise<void> {
    while (!this.#stopped) {
      try {
        if (!this.#list) await this.#open();
        ready();
        while (!this.#stopped && (await this.#follow()));
        await this.#saveWhenOld();
      } catch (failure) {
        this.#deps.log('following names failed', { index: this.#source.name, error: String(failure) });
      }
      if (!this.#stopped) await this.#pause();
    }
    ready(); // whoever waits hears that there is none
    await this.#merging;
    if (this.#list) await this.#save();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #open(): Promise<void> {
    this.#engine ??= await import('../screening/index.ts');
    const today = chinaDate(this.#deps.now());
    const kept = await keptIndex(this.#engine, this.#file, this.#deps.pools);
    if ('reason' in kept) {
      this.#deps.log('making the index of names anew', { index: this.#source.name, reason: kept.reason });
      return this.#rebuild(today);
    }
    if (this.#source.byDay && kept.day !== today) return this.#rebuild(today);
    this.#take(new this.#engine.ScreeningList(kept.snapshot), kept.mark, today);
    this.#saved = { position: kept.mark.position, at: this.#deps.now().getTime() };
  }

  /** From the database, page by page. What is committed meanwhile has a later position and is read again from there. */
  async #rebuild(today: PlainDate): Promise<void> {
    const mark = await journalHead(this.#deps.pools);
    const { ScreeningList: List } = this.#engine!;
    const first = await this.#page(FIRST_ID, today);
    const list = first.length <= MANY_NAMES ? new List() : await List.ofPages(this.#pages(first, today));
    if (first.length <= MANY_NAMES) list.change({ add: first });
    this.#take(list, mark, today);
    await this.#save();
  }

  #page(after: string, today: PlainDate): Promise<ListedName[]> {
    return this.#source.page(this.#deps.pools, after, SUBJECTS_A_PAGE, today);
  }

  async *#pages(first: ListedName[], today: PlainDate): AsyncGenerator<ListedName[]> {
    for (let names = first; names.length > 0 && !this.#stopped; ) {
      yield names;
      names = await this.#page(names.at(-1)!.id, today);
    }
  }

  #take(list: ScreeningList, mark: JournalMark, today: PlainDate): void {
    this.#list = list;
    this.#mark = mark;
    this.#day = today;
    for (const listener of this.#listeners) listener();
    this.#show();
  }

  #show(): void {
    const { snapshot } = this.#list!;
    if (this.#answers) this.#answers.use(snapshot);
    else this.#answers = new IndexAnswers(this.#engine!, snapshot, this.#deps.thresholds);
  }

  /** One page of the journal; false where there was none. */
  async #follow(): Promise<boolean> {
    const { pools, now } = this.#deps;
    const today = chinaDate(now());
    if (this.#source.byDay && today !== this.#day) {
      await this.#rebuild(today);
      return true;
    }
    const touched = await this.#source.touched(pools, this.#mark.position, ENTRIES_AT_ONCE);
    if (!touched) return false;
    if (touched.ids.length > 0) {
      for (const listener of this.#listeners) listener(touched.ids);
      await this.#apply(touched.ids, today);
    }
    this.#mark = touched.mark;
    return true;
  }

  /** Takes these subjects as they are now: new, renamed or gone. Twice does nothing more. */
  async #apply(ids: readonly string[], today: PlainDate): Promise<void> {
    const list = this.#list!;
    const add = await this.#source.of(this.#deps.pools, ids, today);
    if (add.length > MANY_NAMES) await list.changeMany({ end: ids, add });
    else list.change({ end: ids, add });
    this.#show();
    if (list.unmerged > MOST_SEGMENTS) this.#merging ??= this.#merge(list);
  }

  async #merge(list: ScreeningList): Promise<void> {
    try {
      await list.merge();
      if (list === this.#list) this.#show();
    } catch (failure) {
      this.#deps.log('merging names failed', { index: this.#source.name, error: String(failure) });
    } finally {
      this.#merging = undefined;
    }
  }

  async #saveWhenOld(): Promise<void> {
    if (this.#saved.position === this.#mark.position) return;
    if (this.#deps.now().getTime() - this.#saved.at > SAVE_MS) await this.#save();
  }

  async #save(): Promise<void> {
    if (this.#saved.position === this.#mark.position) return;
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    const mark = savedMark(this.#mark, this.#day!);
    const { snapshot } = this.#list!;
    if (this.names <= MANY_NAMES) this.#engine!.saveIndex(this.#file, snapshot, mark);
    else await this.#engine!.saveInBackground(this.#file, snapshot, mark);
    this.#saved = { position: this.#mark.position, at: this.#deps.now().getTime() };
  }
}

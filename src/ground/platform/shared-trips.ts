/** So many may fail alone after a shared trip failed; then it is nobody's question, and the others are told as well. */
const MOST_FAILING = 2;

export type OnATrip<Asked, Answer> = {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

type Go<Asked, Answer> = (asked: readonly Asked[]) => Promise<readonly Answer[]>;

/**
 * Tells everybody on a trip its answer; `go` answers in the order in which it was asked, `back` hears that the trip is over before
 * anybody is told. Where the trip fails, each is asked again once and alone, so that only the one which makes it fail is told. A
 * database that answers nobody costs a group three trips.
 */
export async function shareTrip<Asked, Answer>(
  group: readonly OnATrip<Asked, Answer>[],
  go: Go<Asked, Answer>,
  back: () => void,
): Promise<void> {
  try {
    const answers = await go(group.map(({ asked }) => asked)).finally(back);
    group.forEach(({ resolve }, at) => {
      resolve(answers[at]!);
    });
  } catch (error) {
    if (group.length === 1) group[0]!.reject(error);
    else await eachAlone(group, go);
  }
}

async function eachAlone<Asked, Answer>(
  group: readonly OnATrip<Asked, Answer>[],
  go: Go<Asked, Answer>,
): Promise<void> {
  let failed = 0;
  let last: unknown;
  for (const { asked, resolve, reject } of group) {
    if (failed >= MOST_FAILING) {
      reject(last);
      continue;
    }
    try {
      const [answer] = await go([asked]);
      resolve(answer!);
    } catch (error) {
      failed += 1;
      last = error;
      reject(error);
    }
  }
}

/**
 * Who goes along on one trip: made anew for each, and told those who wait in the order in which they came until one has no room. The first
 * always goes.
 */
export type Room<Asked> = () => (asked: Asked) => boolean;

/**
 * Questions that wait at the same time go to the database together, one trip at a time: what comes in while one is under way waits for
 * the next, for a trip costs as much as several questions. Nothing is remembered: each is asked after it came in.
 */
export class SharedTrips<Asked, Answer> {
  readonly #go: Go<Asked, Answer>;
  readonly #room: Room<Asked>;
  #waiting: OnATrip<Asked, Answer>[] = [];
  #underWay = false;

  constructor(go: Go<Asked, Answer>, room: Room<Asked>) {
    this.#go = go;
    this.#room = room;
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      // Whoever asks in the same turn goes along.
      if (this.#waiting.length === 1) setImmediate(() => this.#leave());
    });
  }

  #leave(): void {
    if (this.#underWay || this.#waiting.length === 0) return;
    this.#underWay = true;
    void shareTrip(this.#next(), this.#go, () => this.#back());
  }

  #next(): OnATrip<Asked, Answer>[] {
    const hasRoom = this.#room();
    const full = this.#waiting.findIndex(({ asked }, at) => !hasRoom(asked) && at > 0);
    return this.#waiting.splice(0, full < 0 ? this.#waiting.length : full);
  }

  /** The next trip leaves before these are told, so that the database works on while they are answered. */
  #back(): void {
    this.#underWay = false;
    this.#leave();
  }
}

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

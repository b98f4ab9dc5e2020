import { expect, test } from 'vitest';
import { type OnATrip, shareTrip } from './shared-trips.ts';

/** Who asked, and how each was told: with the answer, or with what went wrong. */
async function told(asked: readonly number[], fails: (trip: readonly number[], number: number) => boolean) {
  const answers: string[] = [];
  const trips: (readonly number[])[] = [];
  let back = 0;
  const group = asked.map(
    (number, at): OnATrip<number, string> => ({
      asked: number,
      resolve: (answer) => {
        answers[at] = answer;
      },
      reject: (error) => {
        answers[at] = (error as Error).message;
      },
    }),
  );
  await shareTrip(
    group,
    async (trip) => {
      trips.push(trip);
      if (fails(trip, trips.length)) throw new Error(`trip ${trips.length} failed`);
      return trip.map((one) => `answer ${one}`);
    },
    () => {
      back += 1;
    },
  );
  return { answers, trips, back };
}

test('who shares a trip is told its own answer, and the trip is over once', async () => {
  expect(await told([1, 2, 3], () => false)).toEqual({
    answers: ['answer 1', 'answer 2', 'answer 3'],
    trips: [[1, 2, 3]],
    back: 1,
  });
});

test('one question that fails spares its neighbours: each is asked once more, alone', async () => {
  expect(await told([1, 2, 3], (trip) => trip.includes(2))).toEqual({
    answers: ['answer 1', 'trip 3 failed', 'answer 3'],
    trips: [[1, 2, 3], [1], [2], [3]],
    back: 1,
  });
});

test('a connection that broke once is nobody’s failure', async () => {
  const { answers } = await told([1, 2], (_, number) => number === 1);
  expect(answers).toEqual(['answer 1', 'answer 2']);
});

test('a question alone that fails is not asked again', async () => {
  expect(await told([7], () => true)).toEqual({ answers: ['trip 1 failed'], trips: [[7]], back: 1 });
});

test('a database that answers nobody costs a group three trips, however many are on it', async () => {
  const many = Array.from({ length: 64 }, (_, n) => n);
  const { answers, trips } = await told(many, () => true);
  expect(trips).toHaveLength(3);
  expect(answers).toEqual(many.map((n) => `trip ${Math.min(n + 2, 3)} failed`));
});

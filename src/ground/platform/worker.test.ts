import { expect, test } from 'vitest';
import { startWorker } from './worker.ts';

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
};

test('a worker that finds work goes on at once, and rests when there is none', async () => {
  let rounds = 0;
  const worker = startWorker(
    60_000,
    async () => (++rounds < 5 ? 1 : 0),
    () => expect.unreachable(),
  );
  await until(() => rounds === 5);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rounds).toBe(5);
  await worker.stop(); // wakes it: sixty seconds are not waited for
});

test('a round that fails is told and tried again', async () => {
  const failures: unknown[] = [];
  let rounds = 0;
  const round = async () => {
    rounds += 1;
    if (rounds < 3) throw new Error(`round ${rounds}`);
    return 0;
  };
  const worker = startWorker(1, round, (failure) => failures.push(String(failure)));
  await until(() => rounds > 3);
  await worker.stop();
  expect(failures).toEqual(['Error: round 1', 'Error: round 2']);
});

test('stopping waits for the round in hand, which can hear of it', async () => {
  let ended = false;
  const round = async (stopping: () => boolean) => {
    await until(stopping);
    ended = true;
    return 1;
  };
  const worker = startWorker(1, round, () => expect.unreachable());
  await worker.stop();
  expect(ended).toBe(true);
});

import { expect, test } from 'vitest';
import { createPacer, nextTurn } from './turns';

test('a turn lets a waiting message in', async () => {
  const { port1, port2 } = new MessageChannel();
  let hasArrived = false;
  const arrived = new Promise<void>((resolve) => {
    port2.onmessage = () => {
      hasArrived = true;
      resolve();
    };
  });
  port1.postMessage('cancel');
  for (let turns = 0; turns < 50 && !hasArrived; turns++) await nextTurn();
  expect(hasArrived).toBe(true);
  await arrived;
  port1.close();
});

test('a pacer only pauses once its time is up, and starts anew after the pause', async () => {
  const pace = createPacer(30);
  expect(pace()).toBeNull();
  const busyUntil = performance.now() + 31;
  while (performance.now() < busyUntil);
  const pause = pace();
  expect(pause).toBeInstanceOf(Promise);
  await pause;
  expect(pace()).toBeNull();
});

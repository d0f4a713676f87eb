import { expect, it, vi } from 'vitest';
import { createWatch } from './watch';

it('answers as the call does, and ends a worker that falls silent', async () => {
  vi.useFakeTimers();
  try {
    const terminate = vi.fn();
    const watch = createWatch({ terminate }, 'a.csv', 1000);
    expect(await watch.over(async () => 7)).toBe(7);
    await expect(watch.over(() => Promise.reject(new Error('own')))).rejects.toThrow('own');
    let alive = (): void => {};
    const hanging = watch.over((onProgress) => {
      alive = onProgress;
      return new Promise(() => {});
    });
    const outcome = expect(hanging).rejects.toMatchObject({ code: 'cleaning/too-slow', params: { file: 'a.csv', seconds: 1 } });
    for (let beat = 0; beat < 5; beat++) {
      alive();
      await vi.advanceTimersByTimeAsync(900);
    }
    expect(terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(terminate).toHaveBeenCalledOnce();
    await outcome;
  } finally {
    vi.useRealTimers();
  }
});

import { expect, it, vi } from 'vitest';
import { AppError } from '../core/model/errors';
import { createWatch } from './watch';

it('answers as the call does, and ends a worker that falls silent', async () => {
  vi.useFakeTimers();
  try {
    const terminate = vi.fn();
    const watch = createWatch({ terminate }, (seconds) => new AppError('worker/unresponsive', { seconds }), {
      silenceMs: 1000,
      startMs: 5000,
    });
    expect(await watch.over(async () => 7)).toBe(7);
    await expect(watch.over(() => Promise.reject(new Error('own')))).rejects.toThrow('own');
    let alive = (): void => {};
    const hanging = watch.over((onProgress) => {
      alive = onProgress;
      return new Promise(() => {});
    });
    const outcome = expect(hanging).rejects.toMatchObject({ code: 'worker/unresponsive', params: { seconds: 1 } });
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

it('does not take the sleep of a computer for silence', async () => {
  vi.useFakeTimers();
  try {
    const terminate = vi.fn();
    const watch = createWatch({ terminate }, () => new AppError('worker/unresponsive'), { silenceMs: 1000, startMs: 1000 });
    let alive = (): void => {};
    let finish = (): void => {};
    const call = watch.over((onProgress) => {
      alive = onProgress;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    });
    // All that stood still goes on at once when the computer wakes: first the timers that have run out, then what the worker says.
    for (let night = 0; night < 3; night++) {
      vi.setSystemTime(Date.now() + 8 * 3_600_000);
      await vi.advanceTimersToNextTimerAsync();
      await vi.advanceTimersByTimeAsync(50);
      alive();
    }
    expect(terminate).not.toHaveBeenCalled();
    finish();
    await call;
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

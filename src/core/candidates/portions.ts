import type { Job } from '../model/types';

/** Steps in which a job made of portions reports. */
const STEPS = 1000;

/** A part of a job: its progress from none to all is the job's from `from` to `to`, shares of the whole, 0…1. */
export function portionOf(job: Job, from: number, to: number): Job {
  return {
    signal: job.signal,
    progress: (done, total, unit) => job.progress(Math.round(STEPS * (from + (to - from) * (done / (total || 1)))), STEPS, unit),
  };
}

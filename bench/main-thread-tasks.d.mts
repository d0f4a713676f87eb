import type { Browser, Page } from '@playwright/test';

export interface LongestTasks {
  readonly tasks: number;
  /** Milliseconds of processor time of the longest task. */
  readonly processor: number;
  /** Milliseconds on the clock of the longest task. */
  readonly clock: number;
}
export function traceTasks(browser: Browser, page: Page, run: () => Promise<void>): Promise<LongestTasks>;

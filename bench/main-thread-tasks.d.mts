import type { Browser, Page } from '@playwright/test';

export interface LongestTasks {
  readonly tasks: number;
  /** Milliseconds of processor time of the longest task. */
  readonly processor: number;
  /** Milliseconds on the clock of the longest task. */
  readonly clock: number;
}
export function traceTasks(browser: Browser, page: Page, run: () => Promise<void>): Promise<LongestTasks>;

export interface Span {
  /** Milliseconds of processor time. */
  readonly processor: number;
  /** Milliseconds from mark to mark. */
  readonly clock: number;
}
export function traceSpans(
  browser: Browser,
  page: Page,
  marks: { readonly from: string; readonly to: string },
  run: () => Promise<void>,
): Promise<readonly Span[]>;

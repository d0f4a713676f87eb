import { measureClassify } from './measure-classify.mjs';
import { measureDedup } from './measure-dedup.mjs';
import { measureLinkage } from './measure-linkage.mjs';
import { measurePairs } from './measure-pairs.mjs';

const MEASURES = {
  link: measureLinkage,
  aggregate: measureLinkage,
  dedup: measureDedup,
  pairs: measurePairs,
  classify: measureClassify,
};

/** The figures that every kind has, null where one does not apply. */
const NO_FIGURES = {
  recall1: null,
  recall5: null,
  recall10: null,
  mrr: null,
  bestF1: null,
  bestThreshold: null,
  f1AtDefault: null,
  seconds: null,
  rows: null,
  rowsPerSecond: null,
  settings: null,
};

/**
 * Runs one task through the page API of an open page and measures the answer.
 *
 * @param {import('@playwright/test').Page} page  with the built app
 * @param {import('./task.mjs').Task} task
 * @param {object} options  further options of the page API
 */
export async function measureTask(page, task, options = {}) {
  const { name, kind, rows } = task;
  await page.evaluate(() => window.rowlink.ready);
  const measured = await MEASURES[kind](page, task, options);
  const rowsPerSecond = measured.seconds > 0 ? rows / measured.seconds : null;
  return { task: name, kind, ...NO_FIGURES, rows, rowsPerSecond, ...measured };
}

/** The place of a task that could not be measured: every figure null, and the reason. */
export const failedTask = (name, kind, error) => ({ task: name, kind, ...NO_FIGURES, error });

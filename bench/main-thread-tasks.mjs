/**
 * The longest tasks of a page's main thread while `run` lasts, in milliseconds of processor time and on the clock. Processor time is
 * what the page's own work costs: unlike the clock, it does not count the time in which a busy machine ran something else.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} run
 */
export async function traceTasks(browser, page, run) {
  const { tasks } = await trace(browser, page, run);
  const longest = (key) => Math.max(...tasks.map((task) => task[key] ?? 0)) / 1000;
  return { tasks: tasks.length, processor: longest('tdur'), clock: longest('dur') };
}

/**
 * What the main thread worked between marks that the page set (`performance.mark`) while `run` lasts: for every mark called `from`, up to
 * the next one called `to`, in milliseconds of processor time and on the clock. A task counts where it ends.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').Page} page
 * @param {{ readonly from: string, readonly to: string }} marks
 * @param {() => Promise<void>} run
 */
export async function traceSpans(browser, page, { from, to }, run) {
  const { tasks, marks } = await trace(browser, page, run);
  const spans = [];
  for (const start of marks.filter(({ name }) => name === from)) {
    const end = marks.find(({ name, ts }) => name === to && ts > start.ts);
    if (!end) continue;
    const within = tasks.filter(({ ts, dur = 0 }) => ts + dur > start.ts && ts + dur <= end.ts);
    const processor = within.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;
    spans.push({ processor, clock: (end.ts - start.ts) / 1000 });
  }
  if (spans.length === 0) throw new Error(`the trace has no span from ${from} to ${to}`);
  return spans;
}

async function trace(browser, page, run) {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && mains.has(`${pid}/${tid}`),
  );
  if (tasks.length === 0) throw new Error('the trace has no task of the main thread');
  const marks = traceEvents
    .filter(({ cat, ph }) => cat?.includes('blink.user_timing') && (ph === 'R' || ph === 'I'))
    .sort((a, b) => a.ts - b.ts);
  return { tasks, marks };
}

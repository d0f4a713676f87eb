import type { Page } from '@playwright/test';
import { companyLists } from './fixtures/generated';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const MATCHES = 5;
/** By then everything was loaded, compiled and shown once. */
const WARM = 2;
const ROWS = 60;

declare global {
  interface Window {
    openAddresses: Set<string>;
  }
}

/** Counts addresses of Blobs that are not given back, and makes waits of a minute ones of seconds: idle workers and addresses go sooner. */
function prepare(): void {
  const { createObjectURL, revokeObjectURL } = URL;
  window.openAddresses = new Set();
  URL.createObjectURL = (object) => {
    const address = Reflect.apply(createObjectURL, URL, [object]);
    window.openAddresses.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    window.openAddresses.delete(address);
    Reflect.apply(revokeObjectURL, URL, [address]);
  };
  const { setTimeout } = window;
  const sooner = (run: TimerHandler, ms = 0, ...args: unknown[]): number =>
    Reflect.apply(setTimeout, window, [run, ms >= 30_000 ? ms / 30 : ms, ...args]);
  window.setTimeout = sooner as typeof window.setTimeout;
}

async function look(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const metric = (name: string): number => metrics.find((one) => one.name === name)!.value;
  return { nodes: metric('Nodes'), listeners: metric('JSEventListeners'), heap: metric('JSHeapUsedSize') };
}

test('after many matches in one tab no worker, address, node or listener is left over', async ({ page }) => {
  await page.addInitScript(prepare);
  const app = new Rowlink(page);
  await app.open();
  const work = async (number: number): Promise<void> => {
    const [left, right] = await companyLists(ROWS, 300 + number);
    await app.goTo('Files');
    if (number > 1) await page.getByRole('button', { name: 'New project' }).click();
    await app.drop([left, right]);
    await app.toSetUp();
    await app.startMatch();
    if (number % 2 === 1) {
      // Too late where the machine is quick: then the second press brings back what was found.
      const running = page.getByRole('region', { name: 'Matching', exact: true });
      const cancel = running.getByRole('button', { name: 'Cancel' });
      await cancel.click({ timeout: 2_000 }).catch(() => {});
      await expect(running).toHaveCount(0);
      await app.goTo('Set up');
      await app.startMatch();
    }
    await page.waitForURL(/#\/review/);
    await app.matchEnded();
    for (const key of ['a', 'x', 'Control+z', 'e']) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { name: 'In the texts' })).toBeVisible();
    await page.keyboard.press('e');
    if (number % 2 === 0) {
      await page.getByRole('link', { name: 'Map', exact: true }).click();
      await expect(page.getByRole('table')).toBeVisible();
    }
    await app.goTo('Export');
    await app.save('Joined table');
    await app.goTo('Files');
    await app.expectSaved();
  };
  const rest = async () => {
    await expect.poll(() => page.workers().length).toBe(0);
    await expect.poll(() => page.evaluate(() => window.openAddresses.size)).toBe(0);
    return look(page);
  };
  for (let number = 1; number <= WARM; number++) await work(number);
  const before = await rest();
  for (let number = WARM + 1; number <= MATCHES; number++) await work(number);
  const after = await rest();
  console.log(`after ${WARM} and ${MATCHES} matches: ${JSON.stringify([before, after])}`);
  expect(after.nodes).toBeLessThan(before.nodes * 1.03 + 20);
  expect(after.listeners).toBeLessThan(before.listeners * 1.03 + 10);
  expect(after.heap).toBeLessThan(before.heap * 1.35);
});

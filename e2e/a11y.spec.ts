import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

async function expectToFit(page: Page, screen: string): Promise<void> {
  const { content, view } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    view: document.documentElement.clientWidth,
  }));
  expect(content, `${screen}: width of the content`).toBeLessThanOrEqual(view);
}

for (const { width, height } of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every screen at ${width} px, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const app = new Rowlink(page);
      const check = async (screen: string): Promise<void> => {
        await expectAccessible(page, screen);
        await expectToFit(page, screen);
      };
      await app.open();
      await expect(page.getByRole('button', { name: 'Choose files…' })).toBeInViewport();
      await check('welcome');
      await app.drop([textFile('bad.csv', '')]);
      await expect(page.getByRole('alert')).toBeVisible();
      await check('a file that cannot be read');
      await page.getByRole('button', { name: 'Remove' }).click();
      await app.loadSamples();
      await expect(page.getByRole('button', { name: 'Continue to set up' })).toBeInViewport();
      await check('files');
      await app.toSetUp();
      await expect(page.getByRole('button', { name: 'Match', exact: true })).toBeInViewport();
      await page.getByText('Advanced', { exact: true }).click();
      await check('set up');
      await page.getByText('Compare only rows that agree in…').click();
      await page.getByRole('button', { name: 'Add a rule' }).click();
      await page.getByText('Show these rows').click();
      await page.getByText('What counts, and how much').click();
      await page.getByRole('button', { name: 'Another column' }).click();
      await page.getByRole('radio', { name: 'Many to many' }).check();
      await check('set up with rules');
      await page.getByRole('button', { name: 'Remove evidence 1' }).click();
      await page.getByRole('button', { name: 'Remove rule 1' }).click();
      await page.getByRole('radio', { name: 'One to one' }).check();
      await app.startMatch();
      await page.waitForURL(/#\/review/);
      await app.matchEnded();
      await expect(page.getByRole('button', { name: 'Accept', exact: true })).toBeInViewport();
      await page.keyboard.press('a');
      await app.expectProgress('1 of 68 decided');
      await check('review');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
      await check('help');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Decide all shown…' }).click();
      await check('accept all');
      await page.keyboard.press('Escape');
      await app.goTo('Export');
      await app.save('Joined table');
      await check('export');
    });
  }
}

test('from the samples to a decision without a mouse', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const tabTo = async (name: string): Promise<void> => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
      if (focused === name) return;
    }
    throw new Error(`${name} cannot be reached with the tab key`);
  };
  await tabTo('Try with sample files');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await tabTo('Continue to set up');
  await page.keyboard.press('Enter');
  await tabTo('Match');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/review/);
  await app.expectCurrent(1);
  await page.keyboard.press('a');
  await app.expectStatus(1, 'Accepted');
  await app.expectCurrent(2);
});

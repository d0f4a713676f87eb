import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import {
  expectEdges,
  expectForcedColors,
  expectReflow,
  expectStill,
  expectStructure,
  expectTabbing,
  expectTargetSizes,
  expectTextSpacing,
} from './fixtures/wcag';
import { Rowlink } from './pages/rowlink';

/** Everything that WCAG 2.2 AA asks of a screen and axe does not look at. */
async function inspect(page: Page, screen: string): Promise<void> {
  const isDialog = (await page.locator('dialog[open]').count()) > 0;
  if (!isDialog) await expectStructure(page, screen);
  await expectStill(page, screen);
  await expectTargetSizes(page, screen);
  await expectEdges(page, screen);
  await expectReflow(page, screen);
  await expectTextSpacing(page, screen);
  await expectForcedColors(page, screen);
  await expectTabbing(page, screen);
}

test('two tables: zoom, reflow, spacing, targets, focus, motion on every screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new Rowlink(page);
  await app.open();
  await inspect(page, 'welcome');
  await app.loadSamples();
  await inspect(page, 'files');
  await app.toSetUp();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByText('Clean before comparing').click();
  await page.getByRole('button', { name: 'Add a step' }).first().click();
  await page.getByText('Compare only rows that agree in…').click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByText('What counts, and how much').click();
  await inspect(page, 'set up');
  await page.getByRole('button', { name: 'Remove rule 1' }).click();
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  await page.keyboard.press('a');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Facets and views' }).click();
  await expect(page.locator('svg [data-mark]').first()).toBeAttached();
  await inspect(page, 'review');
  for (const [key, name] of [
    ['?', 'Help'],
    ['/', 'Search'],
    ['m', 'Note'],
  ] as const) {
    await app.queue.focus();
    await page.keyboard.press(key);
    await expect(page.locator('dialog[open]')).toBeVisible();
    await inspect(page, `dialog ${name}`);
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
  for (const name of ['History…', 'Decide all shown…']) {
    await page.getByRole('button', { name }).click();
    await inspect(page, `dialog ${name}`);
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
  await page.getByRole('link', { name: 'Check accuracy' }).click();
  await expect(page.getByRole('slider', { name: 'Threshold' })).toBeVisible();
  await expect(page.locator('svg [data-mark]').first()).toBeAttached();
  await inspect(page, 'evaluate');
  await page.goto('/#/map');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await inspect(page, 'map');
  await app.goTo('Export');
  await inspect(page, 'export');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save recipe' }).click();
  const recipe = { name: 'a.recipe.json', mimeType: '', buffer: await readFile(await (await saving).path()) };
  await page.getByRole('banner').getByRole('button', { name: 'Saved' }).click();
  await inspect(page, 'dialog of the storage');
  await page.keyboard.press('Escape');
  await page.goto('/#/chain');
  await page.setInputFiles('input[type=file]', textFile('a-b.csv', 'left_id,right_id,match_score\n007,b1,0.9\n008,b3,0.5\n'));
  await expect(page.getByText('Add the crosswalk that goes on from here.')).toBeVisible();
  await inspect(page, 'chain');
  await app.goTo('Files');
  await page.getByRole('button', { name: 'New project' }).click();
  await app.drop([recipe]);
  await expect(page.getByRole('region', { name: 'Recipe' })).toBeVisible();
  await inspect(page, 'recipe and recent projects');
});

test('duplicates', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new Rowlink(page);
  await app.open();
  await app.findDuplicates();
  await inspect(page, 'clusters');
  await app.clusters.focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('dialog', { name: 'Merge with another cluster' })).toBeVisible();
  await inspect(page, 'dialog merge clusters');
  await page.keyboard.press('Escape');
  await app.goTo('Export');
  await inspect(page, 'export of clusters');
  await page.goto('/#/evaluate');
  await expect(page.getByRole('heading', { name: 'How good is the result?' })).toBeVisible();
  await inspect(page, 'evaluate clusters');
});

test('what is taught: tuning, words that mean the same, categories, groups of rows', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.toSetUp();
  await app.chooseModel('Instant');
  await app.startMatch();
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  for (const route of ['tune', 'aliases', 'classify', 'proof']) {
    await page.goto(`/#/${route}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inspect(page, route);
  }
  await page.goto('/#/evaluate');
  await page.getByLabel('Compare rows by').selectOption('country (left table)');
  await expect(page.getByRole('columnheader', { name: 'Linked, of all rows' })).toBeVisible();
  await inspect(page, 'groups of rows');
});

import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const NAMES = ['Anna Berg', 'Bo Dahl', 'Carla Engel', 'Dario Fuchs', 'Ella Gruber'];

async function openReview(app: Rowlink): Promise<void> {
  await app.open();
  await app.page.evaluate(async (names) => {
    const { rowlink } = window;
    const table = (list: string[]) => list.map((name, at) => ({ id: String(at), name }));
    const options = { on: ['name'], cardinality: 'm:1', score: 'lexical', k: 5 } as const;
    rowlink.open(await rowlink.merge(table(names), table([...names, 'Ana Berg']), options));
  }, NAMES);
  await expect(app.queue).toBeVisible();
}

/** A key of another layout: through the input of the browser, with the code of its place. */
async function pressOf(page: Page, key: string, code: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const windowsVirtualKeyCode = code.slice(-1).charCodeAt(0);
  await client.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key, windowsVirtualKeyCode });
  await client.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode });
  await client.detach();
}

test('keys are changed on the sheet, clash, work, are printed, last over a reload and come back', async ({ page }) => {
  const app = new Rowlink(page);
  await openReview(app);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog');
  const change = sheet.getByRole('button', { name: 'Change the key: None of these' });
  await change.click();
  await page.keyboard.press('a');
  await expect(sheet.getByText('A is the key for: Accept the picked candidate.', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await change.click();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeVisible();
  await change.click();
  await page.keyboard.press('w');
  await expect(sheet.getByText('W is now the key for: None of these.')).toBeVisible();
  await sheet.getByLabel('Pick the candidate only').check();
  await page.keyboard.press('Escape');
  const none = page.getByRole('button', { name: 'None of these' });
  await expect(none).toHaveAttribute('aria-keyshortcuts', 'W');
  await expect(none.locator('kbd')).toHaveText('W');
  await page.reload();
  await app.expectCurrent(1);
  await page.keyboard.press('x');
  await page.keyboard.press('2');
  await app.expectProgress('0 of 5 decided');
  await page.keyboard.press('w');
  await app.expectStatus(1, 'None');
  await page.keyboard.press('?');
  await sheet.getByRole('button', { name: 'Reset the key: None of these' }).click();
  await sheet.getByRole('button', { name: 'Change the key: Undo' }).click();
  await page.keyboard.press('u');
  await sheet.getByLabel('Pick the candidate and accept it').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await app.expectProgress('0 of 5 decided');
  await page.keyboard.press('x');
  await app.expectStatus(1, 'None');
  await page.keyboard.press('?');
  await sheet.getByRole('button', { name: 'Reset all keys' }).click();
  await expect(sheet.getByRole('button', { name: 'Reset all keys' })).toBeDisabled();
});

test('keys of Cyrillic, Greek and Arabic layouts decide; in a field they write', async ({ page }) => {
  const app = new Rowlink(page);
  await openReview(app);
  await pressOf(page, 'ф', 'KeyA');
  await app.expectStatus(1, 'Accepted');
  await pressOf(page, 'χ', 'KeyX');
  await app.expectStatus(2, 'None');
  await pressOf(page, 'ى', 'KeyN');
  await app.expectStatus(3, 'Not there');
  const marks = page.getByRole('list', { name: 'Candidates' }).locator('mark');
  await expect(marks.first()).toBeVisible();
  await pressOf(page, 'ي', 'KeyD');
  await expect(marks).toHaveCount(0);
  await page.getByLabel('Search text').focus();
  await pressOf(page, 'ф', 'KeyA');
  await expect(page.getByLabel('Search text')).toHaveValue('ф');
  await app.expectProgress('3 of 5 decided');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await download).suggestedFilename()).toMatch(/\.rowlink$/u);
});

test('blind mode hides scores, suggestions and their order, is told, and lasts over a reload', async ({ page }) => {
  const app = new Rowlink(page);
  await openReview(app);
  const candidates = page.getByRole('list', { name: 'Candidates' });
  const order = () => candidates.getByRole('button', { name: /^Pick candidate/u }).allTextContents();
  const ranked = await order();
  await expect(candidates.getByText('Suggested')).toHaveCount(1);
  await page.keyboard.press('b');
  await expect(page.getByText('Blind mode is on', { exact: false })).toBeVisible();
  await expect(candidates.getByText('Suggested')).toHaveCount(0);
  await expect(page.getByText(/likely|gap \d/u)).toHaveCount(0);
  await expect(page.getByLabel('Score from')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Decide all shown…' })).toBeDisabled();
  await expectAccessible(page);
  const blind = await order();
  expect(blind).toHaveLength(ranked.length);
  await page.keyboard.press('a');
  await expect(page.getByText('Pick a candidate first.')).toBeVisible();
  await app.expectProgress('0 of 5 decided');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('a');
  await expect(page.getByText('a range cannot be accepted together', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await app.line(1).click();
  await page.reload();
  await expect(page.getByText('Blind mode is on', { exact: false })).toBeVisible();
  await app.line(1).click();
  expect(await order()).toEqual(blind);
  await page.keyboard.press('1');
  await app.expectStatus(1, 'Accepted');
  const partner = /Right row \d+/u.exec(blind[0]!)![0];
  await page.getByRole('button', { name: 'Leave blind mode' }).click();
  await app.line(1).click();
  await expect(candidates.getByRole('listitem').filter({ hasText: partner })).toContainText('Accepted');
});

import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const card = (page: Page) => page.getByRole('region', { name: 'Tour', exact: true });
const step = (page: Page, title: string) => card(page).getByRole('heading', { name: title, exact: true });

/** From wherever focus is to what the step asks for. */
async function toTarget(page: Page): Promise<void> {
  const isInCard = await card(page).evaluate((element) => element.contains(document.activeElement));
  if (!isInCard) await page.keyboard.press('F6');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('F6');
}

/** The card covers neither what is outlined nor the button that is asked for. */
async function expectNothingCovered(page: Page): Promise<void> {
  const overlaps = () =>
    card(page).evaluate((element) => {
      const own = element.getBoundingClientRect();
      return [...document.querySelectorAll('[data-outline]')].filter((outline) => {
        const { left, right, top, bottom } = outline.getBoundingClientRect();
        return left < own.right && right > own.left && top < own.bottom && bottom > own.top;
      }).length;
    });
  await expect.poll(overlaps).toBe(0);
  await expect(page.locator('[data-outline]').first()).toBeVisible();
}

test('the tour from the samples to the crosswalk, by keyboard alone, at 1280 x 720', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const app = new Rowlink(page);
  await app.open();
  let actions = 0;
  const press = async (key: string) => {
    actions++;
    await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Show me in two minutes' }).focus();
  await press('Enter');
  await expect(card(page)).toBeFocused();
  await expectNothingCovered(page);
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: 'Try with sample files' })).toBeFocused();
  await press('Enter');

  await expect(step(page, 'What was recognised')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '2 of 10. What was recognised. Headers' })).toBeAttached();
  await expectNothingCovered(page);
  await expectAccessible(page, 'what was recognised');
  await toTarget(page);
  await press('Enter');

  await expect(step(page, 'What is compared')).toBeVisible();
  await expectNothingCovered(page);
  await page.keyboard.press('F6');
  for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
  await expect(card(page).getByRole('button', { name: 'Next' })).toBeFocused();
  await press('Enter');
  await expect(step(page, 'How many partners')).toBeVisible();
  await expectNothingCovered(page);
  await press('Enter');
  await expect(step(page, 'Match')).toBeVisible();
  await expectNothingCovered(page);
  await press('Enter');

  await expect(step(page, 'Accept')).toBeVisible({ timeout: 60_000 });
  await app.matchEnded();
  await expectNothingCovered(page);
  await expectAccessible(page, 'accept');
  await press('Enter');
  await expect(step(page, 'Refuse')).toBeVisible();
  await app.expectCurrent(11);
  await expectNothingCovered(page);
  await press('r');
  await expect(step(page, 'Take it back')).toBeVisible();
  await expectNothingCovered(page);
  await press('Control+z');

  await expect(step(page, 'Many at once')).toBeVisible();
  await expectNothingCovered(page);
  await toTarget(page);
  await press('Enter');
  actions++;
  await page.getByRole('button', { name: /^Accept \d+ rows$/ }).press('Enter');
  await expect(step(page, 'Take the crosswalk with you')).toBeVisible();
  await toTarget(page);
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Take the result with you' })).toBeVisible();
  await toTarget(page);
  await press('Space');
  await expect(page.getByRole('radio', { name: /^Crosswalk/ })).toBeChecked();
  await expectNothingCovered(page);
  await toTarget(page);
  await expect(page.getByRole('button', { name: 'Save file' })).toBeFocused();
  const download = page.waitForEvent('download');
  await press('Enter');
  expect((await download).suggestedFilename()).toBe('rowlink-crosswalk.csv');
  await expect(step(page, 'That was all')).toBeVisible();
  expect(actions).toBe(14);
  await expectAccessible(page, 'the end');

  await card(page).getByRole('button', { name: 'Remove the sample project' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Try with sample files' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show me in two minutes' })).toHaveCount(0);
  await expect(page.getByText('companies-2023')).toHaveCount(0);
});

test('the tour says where it goes on, is left with Esc, and taken up from Help', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  await page.getByRole('button', { name: 'Show me in two minutes' }).click();
  await card(page).getByRole('button', { name: 'Do it for me' }).click();
  await expect(step(page, 'What was recognised')).toBeVisible();
  await page.getByRole('link', { name: 'Export' }).click();
  await expect(card(page)).toContainText('This step goes on at another page.');
  await card(page).getByRole('button', { name: 'Go to Files' }).click();
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await expect(card(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Go on with the tour (2 of 10)' }).click();
  await expect(step(page, 'What was recognised')).toBeVisible();
  await card(page).getByRole('button', { name: 'Do it for me' }).click();
  await expect(step(page, 'What is compared')).toBeVisible();

  await app.goTo('Files');
  await page.getByRole('button', { name: 'New project' }).click();
  await expect(card(page)).toContainText('Another project is open.');
  await card(page).getByRole('button', { name: 'Open the samples' }).click();
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
});

test('help has chapters with pictures, an address each, and a mark beside what it explains', async ({ page }) => {
  const app = new Rowlink(page);
  await page.goto('/#/help/threshold');
  const help = page.getByRole('dialog', { name: 'Help' });
  const picture = help.getByRole('img', { name: /Where to draw the line/ });
  await expect(picture).toBeVisible();
  const wrong = help.getByText(/^linked wrongly: \d+$/);
  const before = await wrong.textContent();
  await help.getByRole('slider', { name: 'Move the line' }).press('ArrowLeft');
  await expect(wrong).not.toHaveText(before!);
  await expectAccessible(page, 'help on the threshold');

  await help.getByRole('searchbox', { name: 'Search the help' }).fill('district moved');
  await expect(help.getByText('1 chapter', { exact: true })).toBeVisible();
  await help.getByText('Comparing only rows that agree (blocking)').click();
  await expect(help.getByRole('img', { name: /36 pairs of rows/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(page).toHaveURL(/#\/$/);

  await app.loadSamples();
  await app.toSetUp();
  const mark = page.getByRole('button', { name: 'What is this? Partners a row may have (cardinality)' });
  await mark.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Partners a row may have (cardinality)' });
  await expect(panel).toBeFocused();
  await expect(panel).toContainText('its second link is lost');
  await expectAccessible(page, 'the mark beside the cardinality');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(mark).toBeFocused();
});

import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleColours } from './fixtures/accessible';
import { textFile } from './fixtures/tables';
import { expect, test } from './fixtures/test';
import { expectFocusHeld } from './fixtures/wcag';
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
  test(`every screen at ${width} px, light and dark`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.setViewportSize({ width, height });
    const app = new Rowlink(page);
    // Without colours that are still on their way to those of the other scheme.
    const inScheme = (colorScheme: 'light' | 'dark') => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    let scheme: 'light' | 'dark' = 'light';
    const check = async (screen: string): Promise<void> => {
      await expectAccessible(page, `${screen}, ${scheme}`);
      scheme = scheme === 'light' ? 'dark' : 'light';
      await inScheme(scheme);
      await expectAccessibleColours(page, `${screen}, ${scheme}`);
      await expectToFit(page, screen);
    };
    await inScheme(scheme);
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

test('from files to a saved and opened project by keyboard alone, and focus is never lost', async ({ page }) => {
  const app = new Rowlink(page);
  await app.open();
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await expectFocusHeld(page, key);
    }
  };
  const tabTo = async (name: string | RegExp, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    for (let presses = 0; presses < 90; presses++) {
      await page.keyboard.press(by);
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.labels?.[0]?.innerText.trim().split('\n')[0] || element?.ariaLabel || element?.innerText?.trim() || '';
      });
      if (typeof name === 'string' ? focused.replace(/\s+/gu, ' ') === name : name.test(focused)) return;
    }
    throw new Error(`${name} cannot be reached with the tab key`);
  };
  const go = async (name: string | RegExp, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    await tabTo(name, by);
    await press('Enter');
  };
  const choose = async (files: string | readonly string[]): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await go('Choose files…');
    await (await chooser).setFiles(files);
  };

  await choose(['public/samples/companies-2023.csv', 'public/samples/companies-2024.csv']);
  await expect(page.getByRole('heading', { name: 'Both tables are here.' })).toBeVisible();
  await go('Continue to set up');
  await go('Match');
  await page.waitForURL(/#\/review/);
  await app.matchEnded();
  // On the page as a whole, where keys speak of the record.
  await expect(page.locator('main')).toBeFocused();

  // Decisions, a range, and one undo.
  await press('a');
  await app.expectStatus(1, 'Accepted');
  await press('Shift+ArrowDown', 'Shift+ArrowDown', 'x');
  await app.expectProgress('4 of 68 decided');
  await press('Control+z');
  await app.expectProgress('1 of 68 decided');

  // A facet that leaves some, words that leave none, and all again.
  await press('v');
  await tabTo('Score band');
  await press('ArrowDown');
  await expect(page.getByText('68 of 68 shown')).toHaveCount(0);
  await press('Escape', 'q');
  await page.keyboard.type('no such words');
  await expect(page.getByText('0 of 68 shown')).toBeVisible();
  await expectFocusHeld(page, 'filters that leave nothing');
  await go('Show all', 'Shift+Tab');
  await expect(page.getByText('68 of 68 shown')).toBeVisible();

  // Far down, where the record on screen has no line in the list.
  await tabTo('Records');
  await press('End', 'x', 'ArrowDown', 'ArrowDown', 'n');
  await app.expectProgress('3 of 68 decided');

  // A partner found by hand, a note, an old decision taken back.
  await press('/');
  const search = page.getByRole('dialog');
  await expect(search).toBeVisible();
  await page.keyboard.type('windkraft');
  await expect(search.getByRole('button', { name: /^Accept right row/ }).first()).toBeVisible();
  await press('ArrowDown', 'Enter');
  await expect(search).toBeHidden();
  await expectFocusHeld(page, 'a row found by hand');
  await press('m');
  await page.keyboard.type('seen twice');
  await go(/^Save/);
  await app.expectProgress('4 of 68 decided');
  await go('History…', 'Shift+Tab');
  await go('Take back decision 1');
  await press('Escape');
  await app.expectProgress('3 of 68 decided');

  // The address keeps the place, over a reload and the way back.
  await page.reload();
  await expect(app.queue).toBeVisible();
  await expectFocusHeld(page, 'a reload');
  await go('Check accuracy', 'Shift+Tab');
  await tabTo('Threshold');
  await press('ArrowRight', 'ArrowRight');
  await go(/^Use .* as threshold$/);
  await page.goBack();
  await expect(app.queue).toBeVisible();
  await expectFocusHeld(page, 'the back button');
  await page.goForward();
  await go(/^(Answer the first one|Go on answering)/);
  await expect(page.getByText('50 of 68 shown')).toBeVisible();
  await press('x');

  await go(/Export$/, 'Shift+Tab');
  await tabTo(/^Joined table/);
  await press('ArrowDown');
  const table = page.waitForEvent('download');
  await go('Save file');
  await table;
  const project = page.waitForEvent('download');
  await go('Save project file');
  const saved = `test-results/keyboard-${(await project).suggestedFilename()}`;
  await (await project).saveAs(saved);
  await expectFocusHeld(page, 'saving');

  await go(/Files$/, 'Shift+Tab');
  await go('New project');
  await choose(saved);
  await page.waitForURL(/#\/review/);
  await expectFocusHeld(page, 'opening a project');
  await app.expectProgress('4 of 68 decided');
});

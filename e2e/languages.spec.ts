import en from '../src/app/i18n/en.json' with { type: 'json' };
import { LANGUAGE_TAGS, LANGUAGES } from '../src/app/i18n/languages';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';
import { Rowlink } from './pages/rowlink';

const KEYS = new RegExp(`\\b(?:${Object.keys(en).join('|')})\\.[a-z]\\w*`, 'u');
const PAGES = ['', 'set-up', 'review', 'evaluate', 'export'] as const;

test('every page speaks every language, and keeps it', async ({ page }) => {
  test.setTimeout(240_000);
  const app = new Rowlink(page);
  await app.open();
  await app.loadSamples();
  await app.match();
  const headings = new Map<string, Set<string>>();
  for (const [at, tag] of LANGUAGE_TAGS.entries()) {
    // The choice is the one whose options are the languages' own names.
    await page.locator('header [popovertarget]').click();
    await page.locator('header select').filter({ hasText: LANGUAGES[tag].name }).selectOption(tag);
    await page.keyboard.press('Escape');
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
    await expect(page.locator('html')).toHaveAttribute('dir', LANGUAGES[tag].direction);
    for (const path of PAGES) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${path}`);
      const heading = page.locator('main h1').first();
      await expect(heading).toBeAttached();
      headings.set(path, (headings.get(path) ?? new Set()).add((await heading.textContent())!));
      // A key without a text would be shown as the key.
      expect((await page.locator('main').innerText()).match(KEYS)).toBeNull();
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), {
            message: `${tag} /${path} at ${width}`,
          })
          .toBeLessThanOrEqual(0);
      }
      if (at === 1 || tag === 'ar') await expectAccessible(page);
    }
  }
  for (const [path, found] of headings) expect(found.size, path).toBe(LANGUAGE_TAGS.length);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
});

test('the browser says which language is wanted first', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL!, locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await context.close();
});

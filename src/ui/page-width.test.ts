import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** `@media (width < 48rem)` goes by the text size of the browser, not by the one that is chosen on the page. */
it('style sheets ask for the width of the page by `@container page`, in em, so that large text counts', () => {
  const names = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  expect(names.length).toBeGreaterThan(50);
  const found = names.flatMap((name) =>
    [...readFileSync(`src/${name}`, 'utf8').matchAll(/@media[^{]*\bwidth\b[^{]*/gu)].map(([query]) => `${name}: ${query.trim()}`),
  );
  expect(found).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connectedHtml, connectedManifest } from './connected-edition.mjs';

const at = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it('names the connected edition in the start page, and claims there no more than is true', () => {
  const html = connectedHtml(at('index.html'));
  expect(html).toContain('<title>Rowlink connected</title>');
  expect(html).not.toMatch(/Nothing leaves/);
  expect(() => connectedHtml('<title>Other</title>')).toThrow(/index\.html/);
});

it('makes it an app of its own, with all else as in the sealed one', () => {
  const sealed = JSON.parse(at('public/manifest.webmanifest'));
  const connected = JSON.parse(connectedManifest(at('public/manifest.webmanifest')));
  expect(connected.id).not.toBe(sealed.id);
  expect(connected.name).not.toBe(sealed.name);
  expect(connected.description).not.toMatch(/Nothing leaves/);
  expect(connected.icons).toEqual(sealed.icons);
  expect(connected.scope).toBe(sealed.scope);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { adapterFor, embeddedModel } from '../src/core/sharing/embedded-fixture';
import { readAdapter, writeAdapter } from '../src/core/tuning/adapter-file';
import { expectAccessible } from './fixtures/accessible';
import { expect, test } from './fixtures/test';

/** The file of an adapter of the English model, which knows a column by its name. */
async function adapterFile(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const adapter = { ...adapterFor(await embeddedModel('minilm-l6-en')), columnWeights: { 'canary-column': 2 } };
  return {
    name: 'companies.adapter.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(writeAdapter(adapter)),
  };
}

async function save(page: Page, button: string, to: string): Promise<{ name: string; path: string; bytes: Uint8Array }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await download;
  const path = join(to, file.suggestedFilename());
  await file.saveAs(path);
  return { name: file.suggestedFilename(), path, bytes: new Uint8Array(readFileSync(path)) };
}

test('an adapter is passed on: its card is edited, the folder is saved, and it is a model of Rowlink again', async ({ page }, {
  outputDir,
}) => {
  await page.goto('/#/tune');
  const region = page.getByRole('region', { name: 'Pass it on' });
  await expect(region).toContainText('There is no adapter yet.');
  await page.locator('input[type=file][accept*=safetensors]').setInputFiles(await adapterFile());
  await region.getByLabel('Name', { exact: true }).fill('Company names');
  await region.getByLabel('Licence', { exact: false }).first().selectOption('cc-by-4.0');
  const preview = region.getByRole('region', { name: 'Preview of the model card' });
  await expect(preview.getByRole('heading', { name: 'Company names' })).toBeVisible();
  await expect(preview).toContainText('license: cc-by-4.0');
  await expectAccessible(page);

  await region.getByRole('button', { name: 'Edit the text' }).click();
  const text = region.getByRole('textbox', { name: 'Model card' });
  await text.fill(`${await text.inputValue()}\nA line by hand.\n`);
  await region.getByRole('button', { name: 'Edit the text' }).click();
  await expect(preview).toContainText('A line by hand.');

  const alone = await save(page, 'Save adapter only', outputDir);
  expect(alone.name).toBe('company-names.adapter.safetensors');
  expect(readAdapter(alone.bytes).name).toBe('company-names');
  expect((await save(page, 'Save ONNX', outputDir)).name).toBe('company-names.adapter.onnx');
  const folder = await save(page, 'Save as folder (zip)', outputDir);
  const files = unzipSync(folder.bytes, { filter: ({ name }) => /README|manifest|modules|adapter/.test(name) });
  expect(new TextDecoder().decode(files['company-names/README.md'])).toContain('A line by hand.');
  for (const bytes of [alone.bytes, ...Object.values(files)]) expect(Buffer.from(bytes).includes('canary-column')).toBe(false);

  await page.goto('/#/models');
  await page.locator('input[type=file][accept*=zip]').setInputFiles(folder.path);
  await expect(page.getByRole('heading', { name: 'company-names', exact: true })).toBeVisible({ timeout: 60_000 });
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { composeManifest, describeFiles } from './model-manifest.mjs';

const models = fileURLToPath(new URL('../public/models/', import.meta.url));

test.each(await readdir(models))('the manifest of %s agrees with its files', async (id) => {
  const manifest = JSON.parse(await readFile(join(models, id, 'manifest.json'), 'utf8'));
  expect(manifest.id).toBe(id);
  expect(manifest.files).toEqual(await describeFiles(join(models, id)));
  expect(Object.keys(manifest.files)).toEqual(expect.arrayContaining(['LICENSE', 'tokenizer.json']));
  expect(Object.keys(manifest.files).some((path) => path.endsWith('.onnx'))).toBe(true);
});

test.each(await readdir(models))('the manifest of %s says the same as its linkage card', async (id) => {
  const read = async (name) => JSON.parse(await readFile(join(models, id, name), 'utf8'));
  const [manifest, card] = await Promise.all([read('manifest.json'), read('linkage.json')]);
  expect(manifest).toMatchObject({
    dimensions: card.dim,
    maxTokens: card.max_length,
    prefix: card.prefix,
    output: card.output,
  });
});

test('own fields are kept and the file list is made anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rowlink-model-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'onnx'));
  await writeFile(join(folder, 'onnx', 'm.onnx'), 'abc');
  await writeFile(join(folder, 'manifest.json'), '{"title":"Mine","files":{"gone":{}}}');
  const manifest = JSON.parse(await composeManifest(folder));
  expect(manifest.title).toBe('Mine');
  expect(manifest.files).toEqual({
    'onnx/m.onnx': { bytes: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
  });
});

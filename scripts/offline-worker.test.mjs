import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAnew, partOf, WORKER_FILE, writeWorker } from './offline-worker.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline-'));
  await mkdir(join(folder, 'models', 'small', 'onnx'), { recursive: true });
  await writeFile(
    join(folder, 'index.html'),
    '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;"><title>x</title>',
  );
  await writeFile(join(folder, 'models', 'small', 'onnx', 'model.onnx'), 'weights');
  for (const name of ['.htaccess', 'web.config', '_headers']) await writeFile(join(folder, name), 'for the server');
});
afterEach(() => rm(folder, { recursive: true }));

const read = async () => {
  const text = await readFile(join(folder, WORKER_FILE), 'utf8');
  const self = {};
  new Function('self', text)(self);
  return { text, ...self.rowlinkFiles };
};

describe('the service worker of a build', () => {
  it('lists every file with size and SHA-256, and the policy of the page', async () => {
    await writeWorker(folder, 'self.code = 1;');
    const { files, policy } = await read();
    expect(policy).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(files.map(({ path, part }) => [path, part])).toEqual([
      ['index.html', 'shell'],
      ['models/small/onnx/model.onnx', 'small'],
    ]);
    expect(files[1]).toMatchObject({ bytes: 7, sha256: createHash('sha256').update('weights').digest('hex') });
  });

  it('is another version when a file changes, and the same when none does', async () => {
    const version = await writeWorker(folder, 'self.code = 1;');
    expect(await listAnew(folder)).toBe(version);
    await writeFile(join(folder, 'models', 'small', 'onnx', 'model.onnx'), 'Weights');
    expect(await listAnew(folder)).not.toBe(version);
    expect((await read()).text).toContain('self.code = 1;');
  });
});

it.each([
  ['assets/index-1.js', 2e6, 'shell'],
  ['samples/places.csv', 1e5, 'shell'],
  ['models/rowlink-small/manifest.json', 1500, 'shell'],
  ['models/rowlink-small/tokenizer.json', 2e6, 'rowlink-small'],
  ['models/rowlink-small/onnx/model_quantized.onnx', 2e7, 'rowlink-small'],
  ['assets/ort-wasm-simd-threaded-4byD.wasm', 1e7, 'runtime'],
  ['assets/ort-wasm-simd-threaded.asyncify-CxOG.wasm', 2e7, 'graphics'],
])('%s belongs to %s', (path, bytes, part) => {
  expect(partOf(path, bytes)).toBe(part);
});

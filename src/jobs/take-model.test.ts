import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createCrc32 } from '../core/files/containers/crc32';
import type { Job, SourceFile } from '../core/model/types';
import type { ModelManifest } from '../core/models/model-manifest';
import { checkModel, type DescribeModel, unpackModel } from './take-model';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const code = (expected: string) => expect.objectContaining({ code: expected });
const blob = (text: string) => new Blob([text]);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const zipOf = (bytes: Uint8Array, name = 'model.zip'): SourceFile => ({
  name,
  blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});

/** A graph of random bytes, so that a zip of it is about as large. */
const graph = new Uint8Array(60_000);
for (let at = 0, state = 1; at < graph.length; at++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  graph[at] = state >>> 24;
}
const folder = { 'm/config.json': strToU8('{}'), 'm/tokenizer.json': strToU8('{"a":1}'), 'm/onnx/model.onnx': graph };

describe('unpackModel', () => {
  it('gives the files of the model, by path in its folder', async () => {
    const files = await unpackModel(zipOf(zipSync({ ...folder, '__MACOSX/m/._config.json': strToU8('x') })), job);
    expect(Object.keys(files).sort()).toEqual(['config.json', 'onnx/model.onnx', 'tokenizer.json']);
    expect(new Uint8Array(await files['onnx/model.onnx']!.arrayBuffer())).toEqual(graph);
  });

  it('says that a zip is cut short, wherever', async () => {
    const whole = zipSync(folder);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        await expect(unpackModel(zipOf(whole.slice(0, length)), job)).rejects.toEqual(code('model/zip-broken'));
      }),
      { seed: 11, numRuns: 25 },
    );
  });

  it.each([0, 6] as const)('sees a bit that fell over in the data (level %i)', async (level) => {
    const whole = zipSync(folder, { level });
    const at = whole.length - 30_000;
    whole[at]! ^= 4;
    await expect(unpackModel(zipOf(whole), job)).rejects.toEqual(code('model/zip-broken'));
  });

  it('refuses a bomb before it is unpacked', async () => {
    const bomb = zipSync({ 'config.json': strToU8('{}'), 'onnx/model.onnx': new Uint8Array(48 * 2 ** 20) });
    await expect(unpackModel(zipOf(bomb), job)).rejects.toEqual(code('model/too-large'));
  });

  it('refuses a path that leads out, and a zip without a model', async () => {
    const evil = zipSync({ 'config.json': strToU8('{}'), '../evil.json': strToU8('{}') });
    await expect(unpackModel(zipOf(evil), job)).rejects.toEqual(code('model/unsafe-path'));
    await expect(unpackModel(zipOf(zipSync({ 'a.csv': strToU8('a') })), job)).rejects.toEqual(code('model/not-found'));
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const cancelled: Job = { signal: controller.signal, progress: () => controller.abort() };
    await expect(unpackModel(zipOf(zipSync(folder)), cancelled)).rejects.toEqual(code('job/cancelled'));
  });
});

describe('checkModel', () => {
  const describeAll: DescribeModel = async (files) => {
    const weights = 'onnx/model.onnx';
    const all = Object.fromEntries(Object.keys(files).map((path) => [path, { bytes: 0, sha256: '' }]));
    return { title: '', weights, weightsData: [], dense: [], files: all } as unknown as ModelManifest;
  };
  const given = { 'config.json': blob('{}'), 'tokenizer.json': blob('{"a":1}'), 'onnx/model.onnx': blob('graph') };

  it('hashes every file of the model and names it by them', async () => {
    const { manifest, files } = await checkModel(given, 'mine', describeAll, job);
    expect(manifest.files['onnx/model.onnx']).toEqual({ bytes: 5, sha256: sha256('graph') });
    expect(manifest.id).toMatch(/^mine@[0-9a-f]{12}$/u);
    expect(manifest.title).toBe('mine');
    expect(Object.keys(files)).toEqual(Object.keys(given));
  });

  it('goes by the list of hashes of the folder', async () => {
    const list = (text: string) => ({ ...given, SHA256SUMS: blob(`${sha256(text)}  ./onnx/model.onnx\n`) });
    await expect(checkModel(list('graph'), 'mine', describeAll, job)).resolves.toBeDefined();
    await expect(checkModel(list('other'), 'mine', describeAll, job)).rejects.toEqual(code('model/altered'));
  });

  it.each([
    ['model/lfs-pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n'],
    ['model/page-instead', '<!doctype html><title>Sign in</title>'],
    ['model/empty-file', ''],
  ])('says %s', async (expected, text) => {
    const files = { ...given, 'onnx/model.onnx': blob(text) };
    await expect(checkModel(files, 'mine', describeAll, job)).rejects.toMatchObject({
      code: expected,
      params: { file: 'onnx/model.onnx' },
    });
  });
});

it('makes the CRC-32 of zip archives', () => {
  const crc = createCrc32();
  crc.update(strToU8('12345'));
  crc.update(strToU8('6789'));
  expect(crc.digest()).toBe(0xcbf43926);
});

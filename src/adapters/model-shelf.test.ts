import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelManifest } from '../core/models/model-manifest';
import { emptyIndexedDb, fillDisk } from './indexeddb-fixture';
import { createMemoryShelf, openModelShelf, type ShelvedModel } from './model-shelf';

const model = (id: string, addedAt: string): ShelvedModel => ({
  id,
  manifest: { id } as ModelManifest,
  from: { kind: 'folder', name: id },
  addedAt,
  bytes: 3,
  files: { 'onnx/model.onnx': new Blob(['abc']) },
});

beforeEach(emptyIndexedDb);

describe.each([
  ['in IndexedDB', openModelShelf],
  ['in memory', async () => createMemoryShelf()],
])('a shelf %s', (_, open) => {
  it('keeps models with their files, lists the last added first, removes them', async () => {
    const shelf = await open();
    await shelf.put(model('one', '2026-01-01T00:00:00Z'));
    await shelf.put(model('two', '2026-01-02T00:00:00Z'));
    expect((await shelf.list()).map(({ id }) => id)).toEqual(['two', 'one']);
    expect(await (await shelf.read('one'))!.files['onnx/model.onnx']!.text()).toBe('abc');
    await shelf.remove('one');
    await shelf.remove('two');
    expect(await shelf.list()).toEqual([]);
    expect(await shelf.read('one')).toBeNull();
  });
});

it.each(['request', 'transaction'] as const)(
  'says that the disk is full (%s), and lists nothing of what did not fit',
  async (how) => {
    const shelf = await openModelShelf();
    const freeDisk = fillDisk(how);
    await expect(shelf.put(model('one', ''))).rejects.toMatchObject({ code: 'storage/quota' });
    freeDisk();
    expect(await shelf.list()).toEqual([]);
  },
);

it('is unavailable where nothing can be kept', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(openModelShelf()).rejects.toMatchObject({ code: 'storage/unavailable' });
  vi.unstubAllGlobals();
});

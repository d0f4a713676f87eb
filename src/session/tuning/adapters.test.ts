import { beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyIndexedDb, fillDisk } from '../../adapters/indexeddb-fixture';
import { MOST_ADAPTER_BYTES } from '../../core/tuning/adapter';
import { sealAdapter, writeAdapter } from '../../core/tuning/adapter-file';
import { adapterParts } from '../../core/tuning/adapter-fixture';

const one = sealAdapter(adapterParts(8, 1));
const other = sealAdapter({ ...adapterParts(8, 2), name: 'Streets' });
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'x.adapter.safetensors'): File => new File([bytes], name);

/** The module as a page that was just loaded has it. */
async function loadPage() {
  vi.resetModules();
  return import('./adapters');
}

beforeEach(emptyIndexedDb);

describe('adapters of this browser', () => {
  it('are there after a reload, the last added first, and gone once they are removed', async () => {
    const page = await loadPage();
    expect(await page.list()).toEqual([]);
    expect(await page.add(one)).toMatchObject({ isNew: true, notKept: null });
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await page.importFile(fileOf(writeAdapter(other)))).toMatchObject({ isNew: true, adapter: { name: 'Streets' } });
    const later = await loadPage();
    expect((await later.list()).map(({ adapter, isKept }) => [adapter.id, isKept])).toEqual([
      [other.id, true],
      [one.id, true],
    ]);
    expect(await later.get(one.id)).toEqual(one);
    await later.remove(one.id);
    expect(await later.get(one.id)).toBeNull();
    expect(later.knownAdapters()!.map(({ adapter }) => adapter.id)).toEqual([other.id]);
  });

  it('are kept once, whatever their file was called', async () => {
    const page = await loadPage();
    await page.add(one);
    expect(await page.importFile(fileOf(writeAdapter(one), 'copy.adapter.safetensors'))).toMatchObject({ isNew: false });
    expect(await page.list()).toHaveLength(1);
  });

  it('make no database by being looked for', async () => {
    const page = await loadPage();
    await page.list();
    await page.get('0123456789abcdef');
    expect(await indexedDB.databases()).toEqual([]);
    await page.add(one);
    // What “Remove everything” goes by.
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['rowlink-adapters']);
  });

  it('go with the page where the disk is full, and are kept once it is not', async () => {
    const page = await loadPage();
    const freeDisk = fillDisk('request');
    expect(await page.add(one)).toMatchObject({ isNew: true, notKept: { code: 'storage/quota' } });
    expect(await page.list()).toMatchObject([{ isKept: false }]);
    expect(await page.get(one.id)).toEqual(one);
    freeDisk();
    await page.keepAllForGood();
    expect(await page.list()).toMatchObject([{ isKept: true }]);
    expect(await (await loadPage()).list()).toHaveLength(1);
  });

  it('go with the page where nothing can be kept', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const page = await loadPage();
    expect(await page.add(one)).toMatchObject({ isNew: true, notKept: { code: 'storage/unavailable' } });
    expect(await page.get(one.id)).toEqual(one);
    await page.remove(one.id);
    expect(await page.list()).toEqual([]);
    vi.unstubAllGlobals();
  });

  it('are left out where their record was altered', async () => {
    const { openAdapterShelf } = await import('../../adapters/adapter-shelf');
    const shelf = await openAdapterShelf();
    const file = writeAdapter(one);
    file[file.length - 3]! ^= 1;
    await shelf.put({ id: one.id, file, addedAt: '2026-01-01T00:00:00Z' });
    const page = await loadPage();
    expect(await page.list()).toEqual([]);
    expect(await page.get(one.id)).toBeNull();
  });
});

describe('a hostile file', () => {
  const file = writeAdapter(one);
  const header = (text: string): Uint8Array<ArrayBuffer> => {
    const bytes = new TextEncoder().encode(text);
    const whole = new Uint8Array(8 + bytes.length);
    new DataView(whole.buffer).setBigUint64(0, BigInt(bytes.length), true);
    whole.set(bytes, 8);
    return whole;
  };
  const changed = (change: (bytes: Uint8Array<ArrayBuffer>) => unknown): Uint8Array<ArrayBuffer> => {
    const bytes = file.slice();
    change(bytes);
    return bytes;
  };
  const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset);

  it.each([
    ['is empty', new Uint8Array()],
    ['is text', new TextEncoder().encode('id,name\n1,a\n')],
    ['has a header longer than any memory', changed((bytes) => view(bytes).setBigUint64(0, 2n ** 62n, true))],
    ['has a header longer than itself', changed((bytes) => view(bytes).setBigUint64(0, BigInt(bytes.length), true))],
    ['is nothing but an empty header', header('{}')],
    ['has notes that are no object', header('{"__metadata__":{"rowlink":"[1]"}}')],
    ['has notes nested without end', header(`{"__metadata__":{"rowlink":"${'['.repeat(50_000)}"}}`)],
    ['lost its last number', file.slice(0, -4)],
    ['has a weight that is no number', changed((bytes) => view(bytes).setFloat32(bytes.length - 4, Number.NaN, true))],
    ['has a weight without end', changed((bytes) => view(bytes).setFloat32(bytes.length - 8, Number.POSITIVE_INFINITY, true))],
    ['is larger than any adapter', new Uint8Array(MOST_ADAPTER_BYTES + 1)],
  ])('that %s is refused in words and leaves nothing behind', async (_, bytes) => {
    const page = await loadPage();
    await expect(page.importFile(fileOf(bytes))).rejects.toMatchObject({
      code: 'adapter/broken',
      params: { file: 'x.adapter.safetensors' },
    });
    expect(await page.list()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('the adapter of a run', () => {
  const settings = { adapter: one.id, model: 'rowlink-small', score: 'hybrid' } as const;

  it('is there where it is in force', async () => {
    const page = await loadPage();
    await page.add(one);
    expect(await page.adapterFor(settings)).toEqual(one);
    expect(await page.adapterFor({ ...settings, adapter: null })).toBeNull();
    expect(await page.adapterFor({ ...settings, score: 'lexical' })).toBeNull();
  });

  it('is refused where it is not here, and where it belongs to another model', async () => {
    const page = await loadPage();
    await expect(page.adapterFor(settings)).rejects.toMatchObject({ code: 'adapter/absent', params: { adapter: one.id } });
    await page.add(one);
    await expect(page.adapterFor({ ...settings, model: 'me5-small-96k' })).rejects.toMatchObject({
      code: 'adapter/other-model',
      params: { adapter: 'Companies', base: 'rowlink-small', model: 'me5-small-96k' },
    });
  });

  it('is missed once another tab has removed it, and screens hear of that', async () => {
    const page = await loadPage();
    await page.add(one);
    const other = await loadPage();
    expect(await other.list()).toHaveLength(1);
    await page.remove(one.id);
    const heard = new Promise<void>((resolve) => {
      other.subscribe(resolve);
    });
    await expect(other.adapterFor(settings)).rejects.toMatchObject({ code: 'adapter/absent' });
    await heard;
    expect(other.knownAdapters()).toEqual([]);
  });

  it('is found by a name that it alone has', async () => {
    const page = await loadPage();
    await page.add(one);
    expect(await page.resolveAdapterName('Companies')).toBe(one.id);
    await page.add(sealAdapter(adapterParts(8, 3)));
    expect(await page.resolveAdapterName('Companies')).toBe('Companies');
    expect(await page.resolveAdapterName(one.id)).toBe(one.id);
  });
});

it('has a file name of its own name, or of its id', async () => {
  const { adapterFileName } = await loadPage();
  expect(adapterFileName({ name: 'Firms: a/b\n2026', id: 'f' })).toBe('Firms a b 2026.adapter.safetensors');
  expect(adapterFileName({ name: '...', id: 'f00' })).toBe('f00.adapter.safetensors');
});

import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAdapter } from '../core/tuning/adapter-file';
import { openAdapterShelf } from './adapter-shelf';
import { dumpDatabase, restoreDatabase, type StorageDump } from './dexie/storage-dump';
import { emptyIndexedDb } from './indexeddb-fixture';

const FOLDER = new URL('dexie/fixtures/', import.meta.url);
const dumps = readdirSync(FOLDER)
  .filter((file) => file.startsWith('adapters-'))
  .map((file) => ({ file, dump: JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as StorageDump }));

beforeEach(emptyIndexedDb);

describe('adapters that an earlier version kept', () => {
  it('have a fixture for every version', async () => {
    await openAdapterShelf();
    const { version } = await dumpDatabase('rowlink-adapters');
    expect(dumps.map(({ file }) => file)).toEqual(Array.from({ length: version / 10 }, (_, at) => `adapters-${at + 1}.json`));
  });

  it.each(dumps)('are read: $file', async ({ dump }) => {
    await restoreDatabase(dump);
    const [kept] = await (await openAdapterShelf()).list();
    const adapter = readAdapter(kept!.file);
    expect(adapter).toMatchObject({ id: kept!.id, name: 'Companies', base: { model: 'rowlink-small', dimensions: 8 } });
  });
});

it('leaves a database alone that a newer version made', async () => {
  await restoreDatabase({ name: 'rowlink-adapters', version: 20, stores: [] });
  await expect(openAdapterShelf()).rejects.toMatchObject({ code: 'storage/newer-version' });
  expect((await dumpDatabase('rowlink-adapters')).version).toBe(20);
});

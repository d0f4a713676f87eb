import { readdirSync, readFileSync } from 'node:fs';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openClusterBook } from '../../core/clusters/edits';
import { openDecisionBook } from '../../core/decisions/log';
import { PROJECT_SCHEMA_VERSION, upgradeProject } from '../../core/model/settings';
import { cellAt } from '../../core/table/cells';
import { emptyIndexedDb } from '../indexeddb-fixture';
import { entryOf, projectOf } from '../project-fixture';
import { openProjectStore } from './project-store';
import { dumpDatabase, restoreDatabase, type StorageDump } from './storage-dump';

const FOLDER = new URL('fixtures/', import.meta.url);
const dumps = readdirSync(FOLDER)
  .filter((file) => file.startsWith('database-'))
  .map((file) => {
    const [, database, schema] = /^database-(\d+)-schema-(\d+)\.json$/u.exec(file)!;
    const dump = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as StorageDump;
    return { file, database: Number(database), schema: Number(schema), dump };
  });

beforeEach(emptyIndexedDb);

describe('what an earlier version stored', () => {
  it('has a fixture for every version of the database and of projects', async () => {
    await openProjectStore();
    const { version } = await dumpDatabase('rowlink');
    expect([...new Set(dumps.map(({ database }) => database))]).toEqual(Array.from({ length: version / 10 }, (_, at) => at + 1));
    const schemas = new Set(dumps.map(({ schema }) => schema));
    expect([...schemas]).toEqual(Array.from({ length: PROJECT_SCHEMA_VERSION }, (_, at) => at + 1));
  });

  it.each(dumps)('opens with the same decisions, tables and candidates: $file', async ({ database, schema, dump }) => {
    expect(dump.version).toBe(10 * database);
    await restoreDatabase(dump);
    const store = await openProjectStore();
    const projects = await store.listProjects();
    const listed = projects.find(({ datasets }) => datasets.left !== null)!;
    expect(listed.schemaVersion).toBe(schema);
    const project = upgradeProject(listed);
    expect(project).toMatchObject({ schemaVersion: PROJECT_SCHEMA_VERSION, rowCounts: { left: 5, right: 5 } });
    expect(project.settings).toMatchObject({ task: 'link', qualifiers: [], cardinality: 'one-to-one', limits: { left: null } });

    const book = openDecisionBook(await store.readEntries(project.id));
    const last = schema < 4 ? 'pending' : 'absent';
    expect([0, 1, 2, 3, 4].map((left) => book.statusOf(left))).toEqual(['accepted', 'none', 'accepted', 'accepted', last]);
    const kinds = ['decide', 'decide', 'decide', 'decide', 'undo', 'decide', 'decide', 'decide', 'decide'];
    expect(book.entries.map(({ kind }) => kind)).toEqual(kinds.slice(0, schema < 4 ? 6 : 9));
    expect(book.remarkOf(4)).toEqual({ note: schema < 4 ? '' : 'ask the museum', isFlagged: schema >= 4 });
    expect([0, 2, 3].map((left) => book.acceptedOf(left))).toEqual([[1], [2], [3]]);

    const left = await store.readDataset(project.datasets.left!);
    expect(left!.columns.map(({ name }) => name)).toEqual(['id', 'name', 'note']);
    expect([cellAt(left!, 0, 0), cellAt(left!, 1, 2), cellAt(left!, 2, 2)]).toEqual([
      '00123',
      'Müller & Söhne GmbH',
      '=HYPERLINK("http://a.example","x")',
    ]);
    const right = await store.readDataset(project.datasets.right!);
    expect(cellAt(right!, 1, 3)).toBe('Cafe Zurich');
    const stored = await store.readCandidates(project.candidates!);
    expect(stored!.candidates).toMatchObject({ leftCount: 5, rightCount: 5 });
    expect(stored!.candidates.right).toBeInstanceOf(Uint32Array);
    expect(stored!.links.length).toBeGreaterThan(2);
    expect(await store.readClusterEntries(project.id)).toEqual([]);
  });
});

describe('what an earlier version stored of duplicates', () => {
  const files = readdirSync(FOLDER).filter((file) => file.startsWith('clusters-'));
  it.each(files)('has the same clusters and surviving cells: %s', async (file) => {
    await restoreDatabase(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as StorageDump);
    const store = await openProjectStore();
    const project = upgradeProject((await store.listProjects()).find(({ settings }) => settings.task === 'deduplicate')!);
    const entries = await store.readClusterEntries(project.id);
    const book = openClusterBook(entries, project.clusters?.golden);
    expect([0, 1, 2].map((row) => book.placementOf(row))).toEqual([
      { group: 0, isConfirmed: true },
      { group: 0, isConfirmed: true },
      { group: 2, isConfirmed: false },
    ]);
    expect(book.golden.settings).toMatchObject({
      columnRules: [['city', 'longest']],
      picks: [{ column: 'name', row: 1 }],
    });
    const stored = await store.readCandidates(project.candidates!);
    expect(stored!.candidates).toMatchObject({ leftCount: 5, rightCount: 5 });
  });
});

describe('what a newer version stored', () => {
  it('is refused and not touched', async () => {
    const newer = new Dexie('rowlink');
    newer.version(77).stores({ projects: 'id', novel: '++id' });
    await newer.open();
    await newer.table('projects').put({ id: 'p', schemaVersion: 99 });
    await newer.table('novel').add({ text: 'x' });
    newer.close();
    const before = await dumpDatabase('rowlink');
    await expect(openProjectStore()).rejects.toMatchObject({ code: 'storage/newer-version' });
    expect(await dumpDatabase('rowlink')).toEqual(before);
  });

  it('ends the writing of a page that is open meanwhile', async () => {
    const store = await openProjectStore();
    await store.saveProject(projectOf('p', 1));
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const newer = new Dexie('rowlink');
    newer.version(77).stores({ projects: 'id', decisions: '[projectId+seq], projectId' });
    await newer.open();
    newer.close();
    const before = await dumpDatabase('rowlink');
    await expect(store.appendEntry('p', entryOf(1))).rejects.toMatchObject({ code: 'storage/newer-version' });
    await expect(store.saveProject(projectOf('q', 1))).rejects.toMatchObject({ code: 'storage/newer-version' });
    expect(await dumpDatabase('rowlink')).toEqual(before);
  });
});

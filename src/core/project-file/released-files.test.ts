import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openClusterBook } from '../clusters/edits';
import { openDecisionBook } from '../decisions/log';
import { PROJECT_SCHEMA_VERSION } from '../model/settings';
import type { Job } from '../model/types';
import { cellAt } from '../table/cells';
import { readAdapter } from '../tuning/adapter-file';
import { PROJECT_FILE_VERSION } from './contents';
import { packProject } from './pack';
import { unpackProject } from './unpack';

const FOLDER = new URL('fixtures/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.startsWith('file-'));
const withAdapters = readdirSync(FOLDER).filter((file) => file.startsWith('adapters-'));
const ofClusters = readdirSync(FOLDER).filter((file) => file.startsWith('clusters-'));
const job: Job = { signal: new AbortController().signal, progress: () => {} };
const unpack = (bytes: Uint8Array) => unpackProject({ name: 'p.rowlink', blob: new Blob([new Uint8Array(bytes)]) }, job);

describe('a project file that an earlier version saved', () => {
  it('is there for every version that could save one', () => {
    const schemas = Array.from({ length: PROJECT_SCHEMA_VERSION - 1 }, (_, at) => at + 2);
    expect(files).toEqual(schemas.map((schema) => `file-${PROJECT_FILE_VERSION}-schema-${schema}.rowlink`));
  });

  it.each(files)('opens with the same decisions, tables and candidates: %s', async (file) => {
    const contents = await unpack(readFileSync(new URL(file, FOLDER)));
    expect(contents.project.schemaVersion).toBe(PROJECT_SCHEMA_VERSION);
    const book = openDecisionBook(contents.decisions);
    const isLatest = file.endsWith('schema-4.rowlink');
    const last = isLatest ? 'absent' : 'pending';
    expect([0, 1, 2, 3, 4].map((left) => book.statusOf(left))).toEqual(['accepted', 'none', 'accepted', 'accepted', last]);
    expect(book.remarkOf(4)).toEqual({ note: isLatest ? 'ask the museum' : '', isFlagged: isLatest });
    expect([0, 2, 3].map((left) => book.acceptedOf(left))).toEqual([[1], [2], [3]]);
    const { left, right } = contents.tables;
    expect([cellAt(left!, 0, 0), cellAt(left!, 1, 2), cellAt(right!, 1, 3)]).toEqual([
      '00123',
      'Müller & Söhne GmbH',
      'Cafe Zurich',
    ]);
    expect(contents.candidates!.candidates).toMatchObject({ leftCount: 5, rightCount: 5 });
    expect(await unpack(packProject(contents, '2026-01-01T00:00:00.000Z'))).toEqual(contents);
  });

  it.each(withAdapters)('opens with the adapter that was in force: %s', async (file) => {
    const contents = await unpack(readFileSync(new URL(file, FOLDER)));
    const [adapter] = contents.adapters!.map((bytes) => readAdapter(bytes));
    const { id, name } = adapter!;
    expect(name).toBe('Firms');
    expect(contents.project).toMatchObject({ settings: { adapter: id }, adapter: { id, name } });
    expect(contents.candidates!.settings.adapter).toBe(id);
    const again = await unpack(packProject(contents, '2026-01-01T00:00:00.000Z'));
    expect({ ...again, adapters: null }).toEqual({ ...contents, adapters: null });
    // As bytes: a matcher would take seconds.
    expect(Buffer.from(again.adapters![0]!).equals(Buffer.from(contents.adapters![0]!))).toBe(true);
  });

  it.each(ofClusters)('opens with the same clusters and surviving cells: %s', async (file) => {
    const contents = await unpack(readFileSync(new URL(file, FOLDER)));
    const book = openClusterBook(contents.clusterEdits, contents.project.clusters?.golden);
    expect([0, 1, 2].map((row) => book.placementOf(row)?.group)).toEqual([0, 0, 2]);
    expect(book.golden.settings.picks).toEqual([{ column: 'name', row: 1 }]);
    expect(await unpack(packProject(contents, '2026-01-01T00:00:00.000Z'))).toEqual(contents);
  });
});

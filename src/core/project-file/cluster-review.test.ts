import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashSmallTable } from '../files/table-hash';
import { DEFAULT_MATCH_SETTINGS } from '../model/settings';
import type { Job } from '../model/types';
import { cellReader } from '../table/cells';
import { packProject } from './pack';
import { unpackProject } from './unpack';

const job: Job = { signal: new AbortController().signal, progress: () => {} };
const open = (bytes: Uint8Array) => unpackProject({ name: 'review.rowlink', blob: new Blob([new Uint8Array(bytes)]) }, job);
/** Written by `cluster/tests/review_example.py`, which a test there holds to it. */
const FILE = new URL('../../../cluster/tests/fixtures/review.rowlink', import.meta.url);

describe('a review that the cluster wrote', () => {
  it('opens with its tables, candidates and links', async () => {
    const { project, tables, candidates, decisions, model } = await open(readFileSync(FILE));
    const { left, right } = tables;
    expect(project).toMatchObject({ name: 'Firms', rowCounts: { left: 3, right: 2 }, settings: { cardinality: 'one-to-one' } });
    expect(left!.columns.map(({ name }) => name)).toEqual(['id', 'name', 'cluster_row']);
    expect([0, 1, 2].map(cellReader(left!, 1))).toEqual(['Süd\nWind “AG”', 'Ⅳ 株式会社', 'Zoë 😀']);
    expect([0, 1].map(cellReader(right!, 1))).toEqual(['5', '6']);
    expect(candidates!.candidates).toEqual({
      leftCount: 3,
      rightCount: 2,
      offsets: Uint32Array.of(0, 2, 2, 3),
      right: Uint32Array.of(0, 1, 1),
      similarity: Float32Array.of(0.75, 0.25, Number.NaN),
      lexical: Float32Array.of(0.5, 0.125, 0.25),
      matchScore: Float32Array.of(0.875, 0.0625, 0.5),
    });
    expect(candidates!.links).toEqual([
      { left: 0, right: 0, matchScore: 0.875, decidedBy: 'rule' },
      { left: 2, right: 1, matchScore: 0.5, decidedBy: 'rule' },
    ]);
    expect(candidates!.threshold).toBe(0.2);
    expect({ decisions, model }).toEqual({ decisions: [], model: { id: 'rowlink-small', sha256: 'ab'.repeat(32) } });
  });

  it('has the fingerprints that the page would give, and all settings', async () => {
    const { project, tables, candidates } = await open(readFileSync(FILE));
    for (const table of [tables.left!, tables.right!]) {
      expect(table.fingerprint).toBe(hashSmallTable(table.columns, table.cells, table.rowCount));
    }
    expect(project.datasets).toEqual({ left: tables.left!.fingerprint, right: tables.right!.fingerprint });
    expect(Object.keys(project.settings)).toEqual(expect.arrayContaining(Object.keys(DEFAULT_MATCH_SETTINGS)));
    expect(project.candidates).toBe(candidates!.fingerprint);
  });

  it('stays whole when the page saves it again', async () => {
    const contents = await open(readFileSync(FILE));
    expect(await open(packProject(contents, '2026-11-27T00:00:00.000Z'))).toEqual(contents);
  });
});

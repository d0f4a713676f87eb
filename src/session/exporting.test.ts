import { describe, expect, it } from 'vitest';
import { openDecisionBook } from '../core/decisions/log';
import { composeFile } from '../core/export/compose';
import { planRows } from '../core/export/planned-table';
import { DEFAULT_FORM, FILE_FORMATS, type FileForm, writeFile } from '../core/export/write-file';
import { readDataset } from '../core/files/read-dataset';
import { NO_CONFLICTS } from '../core/links/conflicts';
import { sha256Hex } from '../core/model/fingerprint';
import { DEFAULT_MATCH_SETTINGS } from '../core/model/settings';
import type { Cardinality, Decision, Job } from '../core/model/types';
import { allCells, columnCells, columnIndex } from '../core/table/cells';
import { datasetOf } from '../core/text/text-fixture';
import type { ExportOptions, ReviewState } from './contract';
import { exportLinks, prepareExport } from './exporting';

const AT = '2024-01-02T03:04:05.000Z';
const pair = (left: number, right: number | null, verdict: Decision['verdict']): Decision => ({ left, right, verdict });

/** Four left rows, each with candidates 0…3; the engine suggests the pairs of equal rows. */
function reviewOf(changes: readonly Decision[], cardinality: Cardinality = 'one-to-one'): ReviewState {
  const rows = [0, 1, 2, 3];
  return {
    candidates: {
      leftCount: 4,
      rightCount: 4,
      offsets: Uint32Array.of(0, 4, 8, 12, 16),
      right: Uint32Array.from(rows.flatMap(() => rows)),
      similarity: new Float32Array(16),
      lexical: new Float32Array(16),
      matchScore: Float32Array.from({ length: 16 }, (_, at) => at / 16),
    },
    settings: { ...DEFAULT_MATCH_SETTINGS, cardinality },
    threshold: 0.5,
    suggested: rows.map((row) => ({ left: row, right: row, matchScore: 0.5, decidedBy: 'rule' })),
    suggestedOf: Int32Array.from(rows),
    conflicts: NO_CONFLICTS,
    conflictOf: new Int32Array(4).fill(-1),
    book: openDecisionBook([{ kind: 'decide', seq: 1, at: AT, action: 'accept', changes }]),
    version: 1,
    isProvisional: false,
    isStale: false,
  };
}

const listed = (review: ReviewState, include: ExportOptions['include']): string[] =>
  [...exportLinks(review, include)]
    .sort((a, b) => a.left - b.left || a.right - b.right)
    .map(({ left, right, signature }) => `${left}-${right} ${signature ? 'accepted' : 'suggested'}`);

describe('exportLinks', () => {
  const decided = [
    pair(3, 0, 'match'),
    pair(1, null, 'non-match'),
    pair(2, 2, 'non-match'),
    pair(2, 1, 'possible'),
    pair(0, null, 'possible'),
  ];

  it('accepted: only what a person accepted, with its score and time', () => {
    expect([...exportLinks(reviewOf(decided), 'accepted')]).toEqual([
      { left: 3, right: 0, matchScore: 12 / 16, signature: { at: AT, by: null } },
    ]);
  });

  it('suggested: adds nothing that a decision speaks against', () => {
    expect(listed(reviewOf(decided), 'suggested')).toEqual(['3-0 accepted']);
    expect(listed(reviewOf([pair(2, 1, 'possible')]), 'suggested')).toEqual([0, 1, 2, 3].map((row) => `${row}-${row} suggested`));
  });

  it.each([
    ['one-to-one', ['0-2 accepted', '1-1 suggested', '3-3 suggested']],
    ['many-to-one', ['0-2 accepted', '1-1 suggested', '2-2 suggested', '3-3 suggested']],
    ['one-to-many', ['0-0 suggested', '0-2 accepted', '1-1 suggested', '3-3 suggested']],
    ['many-to-many', ['0-0 suggested', '0-2 accepted', '1-1 suggested', '2-2 suggested', '3-3 suggested']],
  ] as const)('%s: suggestions keep to what was accepted', (cardinality, expected) => {
    expect(listed(reviewOf([pair(0, 2, 'match')], cardinality), 'suggested')).toEqual(expected);
  });

  it('lists an accepted suggestion once', () => {
    expect(listed(reviewOf([pair(1, 1, 'match')], 'many-to-many'), 'suggested')).toEqual([
      '0-0 suggested',
      '1-1 accepted',
      '2-2 suggested',
      '3-3 suggested',
    ]);
  });
});

describe('prepareExport', () => {
  const job: Job = { signal: new AbortController().signal, progress: () => {} };
  const options: ExportOptions = {
    kind: 'crosswalk',
    form: { ...DEFAULT_FORM, delimiter: ';' },
    join: 'inner',
    include: 'accepted',
  };
  const compose = async (change: Partial<ExportOptions>, form: Partial<FileForm> = {}) => {
    const input = {
      datasets: {
        left: datasetOf(['id', ['l0', 'l1', 'l2', 'l3']], ['__proto__', ['=1+1', 'b', 'c', 'd']]),
        right: datasetOf(['code', ['r0', 'r1', 'r2', 'r3']]),
      },
      recordIds: { left: 'id', right: 'code' },
      review: reviewOf([pair(0, 2, 'match'), pair(1, null, 'possible')]),
      about: { threshold: 0.5, settings: { on: { left: ['id'], right: ['code'] } } },
    };
    return composeFile(await prepareExport(input, { ...options, form: { ...options.form, ...form }, ...change }), job);
  };

  it('writes the crosswalk with record ids, and the hash of the file', async () => {
    const { blob, sha256, ...outcome } = await compose({});
    expect(outcome).toEqual({ firstRows: 1, rows: 1, neutralised: 0, shortened: 0, replaced: 0 });
    const lines = (await blob.text()).replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toEqual([
      'left_row;right_row;left_id;right_id;match_score;match_status;decided_by;reviewer;decided_at;note',
      `1;3;l0;r2;0.1250;accepted;person;;${AT};`,
    ]);
    expect(sha256).toBe(sha256Hex(new Uint8Array(await blob.arrayBuffer())));
  });

  it.each([
    ['joined', 'inner', 1],
    ['joined', 'left', 4],
    ['joined', 'full', 7],
    ['unmatched-left', 'inner', 3],
    ['unmatched-right', 'inner', 3],
    ['to-review', 'inner', 9],
  ] as const)('%s, %s: all formats hold the same table', async (kind, join, rows) => {
    const tables = [];
    for (const format of FILE_FORMATS) {
      const { blob, firstRows } = await compose({ kind, join }, { format, neutraliseFormulas: false });
      expect(firstRows).toBe(rows);
      const isNamed = format === 'jsonl' || format === 'parquet';
      tables.push(await readDataset({ name: `x.${format}`, blob }, isNamed ? {} : { headerRow: 0 }, job));
    }
    expect(columnCells(tables[0]!, 0)).toHaveLength(rows);
    for (const table of tables.slice(1)) {
      expect(table.columns.map(({ name }) => name)).toEqual(tables[0]!.columns.map(({ name }) => name));
      expect(allCells(table)).toEqual(allCells(tables[0]!));
    }
  });

  it('counts cells that a spreadsheet would have taken for formulas', async () => {
    expect(await compose({ kind: 'joined' })).toMatchObject({ neutralised: 1 });
    expect(await compose({ kind: 'joined' }, { neutraliseFormulas: false })).toMatchObject({ neutralised: 0 });
  });

  it('puts everything into one workbook, whatever the format', async () => {
    const { blob, firstRows } = await compose({ kind: 'workbook', join: 'left' });
    expect(firstRows).toBe(1);
    const { source } = await readDataset({ name: 'x.xlsx', blob }, {}, job);
    expect(source.sheets.map(({ name }) => name)).toEqual([
      'Matches',
      'Crosswalk',
      'To review',
      'Unmatched table',
      'Unmatched table (2)',
      'Settings',
      'Log',
    ]);
    const sheet = async (name: string) => readDataset({ name: 'x.xlsx', blob }, { sheet: name, headerRow: 0 }, job);
    expect(allCells(await sheet('Settings'))).toEqual([
      ['threshold', 'settings.on.left', 'settings.on.right'],
      ['0.5', 'id', 'code'],
    ]);
    const log = await sheet('Log');
    expect(log.rowCount).toBe(2);
    expect(columnCells(log, columnIndex(log, 'verdict'))).toEqual(['match', 'possible']);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const rows = Array.from({ length: 200_000 }, (_, row) => [String(row)]);
    const written = writeFile([{ name: 'x', table: planRows({ columns: ['a'], rows }) }], DEFAULT_FORM, {
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    await expect(written).rejects.toMatchObject({ code: 'job/cancelled' });
  });
});

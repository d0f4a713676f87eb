import { describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import { buildCrosswalk } from './crosswalk';
import { buildJoinedTable, buildUnmatched } from './joined-table';
import { type LinkColumns, linkColumns } from './link-columns';
import { listTable } from './planned-table';

const job = { signal: new AbortController().signal, progress: () => {} };
const read = (text: string) => readDataset({ name: 'x.csv', blob: new Blob([text]) }, { headerRow: 0 }, job);

const left = await read('id,name,__proto__\na,Acme,1\nb,Beta,2\nc,Gamma,3\n');
const right = await read('code,name,match_score\nx,Acme Ltd,9\ny,Delta,8\n');
const links = linkColumns([
  { left: 2, right: 1, matchScore: 0.51239, signature: null },
  { left: 0, right: 0, matchScore: 1, signature: { at: '2024-01-02T03:04:05Z', by: 'Ann' } },
]);
const joined = (a: typeof left, b: typeof right, of: LinkColumns, kind: 'inner' | 'left' | 'right' | 'full') =>
  listTable(buildJoinedTable(a, b, of, { kind }));

describe('buildJoinedTable', () => {
  it('puts both records of a link side by side', () => {
    expect(joined(left, right, links, 'inner')).toEqual({
      columns: [
        'id',
        'name_x',
        '__proto__',
        'code',
        'name_y',
        'match_score',
        'match_score (2)',
        'match_status',
        'left_row',
        'right_row',
      ],
      rows: [
        ['c', 'Gamma', '3', 'y', 'Delta', '8', '0.5124', 'suggested', '3', '2'],
        ['a', 'Acme', '1', 'x', 'Acme Ltd', '9', '1.0000', 'accepted', '1', '1'],
      ],
    });
  });

  it('adds the records without a link as the kind of join asks', () => {
    const some = linkColumns([{ left: 2, right: 1, matchScore: 0.51239, signature: null }]);
    const rowsOf = (kind: 'inner' | 'left' | 'right' | 'full') =>
      joined(left, right, some, kind).rows.map((row) => row.slice(-3));
    expect(rowsOf('inner')).toEqual([['suggested', '3', '2']]);
    const leftOnly = [
      ['unmatched', '1', ''],
      ['unmatched', '2', ''],
    ];
    expect(rowsOf('left')).toEqual([['suggested', '3', '2'], ...leftOnly]);
    expect(rowsOf('right')).toEqual([
      ['suggested', '3', '2'],
      ['unmatched', '', '1'],
    ]);
    expect(rowsOf('full')).toEqual([['suggested', '3', '2'], ...leftOnly, ['unmatched', '', '1']]);
    expect(joined(left, right, linkColumns([]), 'left').rows[1]).toEqual([
      'b',
      'Beta',
      '2',
      '',
      '',
      '',
      '',
      'unmatched',
      '2',
      '',
    ]);
  });

  it('keeps names different when suffixes clash with columns', async () => {
    const a = await read('name,name_x,name_y\n1,2,3\n');
    const b = await read('name,left_row\n4,5\n');
    const { columns } = joined(a, b, linkColumns([]), 'inner');
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns.slice(0, 5)).toEqual(['name_x', 'name_x (2)', 'name_y', 'name_y (2)', 'left_row']);
  });
});

describe('buildUnmatched', () => {
  it('lists the records of one side that no link holds', () => {
    expect(listTable(buildUnmatched(left, 'left', links))).toEqual({
      columns: ['id', 'name', '__proto__', 'left_row'],
      rows: [['b', 'Beta', '2', '2']],
    });
    expect(listTable(buildUnmatched(right, 'right', links)).rows).toEqual([]);
  });
});

describe('remarks', () => {
  const remarks = new Map([
    [0, { note: '=see "annex"', isFlagged: false }],
    [1, { note: '', isFlagged: true }],
  ]);
  it('go with the links, and with left records that have none', () => {
    const crosswalk = listTable(buildCrosswalk(left, right, links, { left: null, right: null }, remarks));
    const at = crosswalk.columns.indexOf('note');
    expect(crosswalk.columns[at + 1]).toBe('flagged');
    expect(crosswalk.rows.map((row) => [row[0], row[at], row[at + 1]])).toEqual([
      ['3', '', ''],
      ['1', '=see "annex"', ''],
    ]);
    const alone = listTable(buildUnmatched(left, 'left', links, remarks));
    expect(alone.columns.slice(-2)).toEqual(['note', 'flagged']);
    expect(alone.rows.map((row) => row.slice(-3))).toEqual([['2', '', 'yes']]);
    expect(listTable(buildUnmatched(right, 'right', links, remarks)).columns).not.toContain('flagged');
  });
});

describe('buildCrosswalk', () => {
  it('gives rows, ids, score, status and time of every link', () => {
    expect(listTable(buildCrosswalk(left, right, links, { left: 'id', right: null }))).toEqual({
      columns: [
        'left_row',
        'right_row',
        'left_id',
        'right_id',
        'match_score',
        'match_status',
        'decided_by',
        'reviewer',
        'decided_at',
        'note',
        'left_file_row',
        'right_file_row',
      ],
      rows: [
        ['3', '2', 'c', '', '0.5124', 'suggested', 'rule', '', '', '', '4', '3'],
        ['1', '1', 'a', '', '1.0000', 'accepted', 'person', 'Ann', '2024-01-02T03:04:05Z', '', '2', '2'],
      ],
    });
    expect(listTable(buildCrosswalk(left, right, links, { left: 'gone', right: 'code' })).rows[0]!.slice(2, 4)).toEqual([
      '',
      'y',
    ]);
  });

  it('names the file of each row of a stacked table', () => {
    const part = { sheet: null, format: 'csv', encoding: null, problemCount: 0, missing: [] } as const;
    const parts = [
      { ...part, fileName: '2023.csv', label: '2023', firstRow: 0, rowCount: 1, rowRuns: [{ row: 0, fileRow: 5 }] },
      { ...part, fileName: '2024.csv', label: '2024', firstRow: 1, rowCount: 2 },
    ];
    const stacked = { ...left, source: { ...left.source, parts } };
    const { columns, rows } = listTable(buildCrosswalk(stacked, right, links, { left: null, right: null }));
    expect(columns.slice(10, 12)).toEqual(['left_file', 'left_file_row']);
    expect(rows.map((row) => row.slice(10, 12))).toEqual([
      ['2024.csv', '2'],
      ['2023.csv', '6'],
    ]);
  });
});

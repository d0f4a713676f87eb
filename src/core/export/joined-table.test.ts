import { describe, expect, it } from 'vitest';
import { readDataset } from '../files/read-dataset';
import { buildCrosswalk } from './crosswalk';
import { buildJoinedTable, buildUnmatched, type ExportLink } from './joined-table';

const job = { signal: new AbortController().signal, progress: () => {} };
const read = (text: string) => readDataset({ name: 'x.csv', blob: new Blob([text]) }, { headerRow: 0 }, job);

const left = await read('id,name,__proto__\na,Acme,1\nb,Beta,2\nc,Gamma,3\n');
const right = await read('code,name,match_score\nx,Acme Ltd,9\ny,Delta,8\n');
const links: readonly ExportLink[] = [
  { left: 2, right: 1, matchScore: 0.51239, status: 'suggested', decidedAt: null },
  { left: 0, right: 0, matchScore: 1, status: 'accepted', decidedAt: '2024-01-02T03:04:05Z' },
];

describe('buildJoinedTable', () => {
  it('puts both records of a link side by side', () => {
    expect(buildJoinedTable(left, right, links, { kind: 'inner' })).toEqual({
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
    const some = links.slice(0, 1);
    const rowsOf = (kind: 'inner' | 'left' | 'right' | 'full') =>
      buildJoinedTable(left, right, some, { kind }).rows.map((row) => row.slice(-3));
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
    expect(buildJoinedTable(left, right, [], { kind: 'left' }).rows[1]).toEqual([
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
    const { columns } = buildJoinedTable(a, b, [], { kind: 'inner' });
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns.slice(0, 5)).toEqual(['name_x', 'name_x (2)', 'name_y', 'name_y (2)', 'left_row']);
  });
});

describe('buildUnmatched', () => {
  it('lists the records of one side that no link holds', () => {
    expect(buildUnmatched(left, 'left', links)).toEqual({
      columns: ['id', 'name', '__proto__', 'left_row'],
      rows: [['b', 'Beta', '2', '2']],
    });
    expect(buildUnmatched(right, 'right', links).rows).toEqual([]);
  });
});

describe('buildCrosswalk', () => {
  it('gives rows, ids, score, status and time of every link', () => {
    expect(buildCrosswalk(left, right, links, { left: 'id', right: null })).toEqual({
      columns: ['left_row', 'right_row', 'left_id', 'right_id', 'match_score', 'match_status', 'decided_at'],
      rows: [
        ['3', '2', 'c', '', '0.5124', 'suggested', ''],
        ['1', '1', 'a', '', '1.0000', 'accepted', '2024-01-02T03:04:05Z'],
      ],
    });
    expect(buildCrosswalk(left, right, links, { left: 'gone', right: 'code' }).rows[0]!.slice(2, 4)).toEqual(['', 'y']);
  });
});

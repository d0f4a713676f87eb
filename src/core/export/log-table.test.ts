import { expect, it } from 'vitest';
import type { LogEntry } from '../decisions/log';
import { buildLogTable, logColumns } from './log-table';
import { listTable } from './planned-table';

it('lists every change with who made it and when, also where that was elsewhere, and entries without any', () => {
  const log: readonly LogEntry[] = [
    {
      kind: 'decide',
      seq: 1,
      at: 'T1',
      by: 'Ann',
      action: 'accept',
      changes: [
        { left: 0, right: 2, verdict: 'match' },
        { left: 4, right: null, verdict: 'non-match' },
      ],
    },
    { kind: 'undo', seq: 2, at: 'T2', target: 1, action: 'accept', changes: [{ left: 0, right: 2, verdict: null }] },
    {
      kind: 'decide',
      seq: 3,
      at: 'T3',
      action: 'carry',
      changes: [{ left: 1, right: 1, verdict: 'possible', at: 'T0', by: 'Ben' }],
    },
    { kind: 'decide', seq: 4, at: 'T4', action: 'clear', changes: [] },
  ];
  expect(listTable(buildLogTable(logColumns(log)))).toEqual({
    columns: ['entry', 'at', 'by', 'kind', 'action', 'of_entry', 'left_row', 'right_row', 'verdict'],
    rows: [
      ['1', 'T1', 'Ann', 'decide', 'accept', '', '1', '3', 'match'],
      ['1', 'T1', 'Ann', 'decide', 'accept', '', '5', '', 'non-match'],
      ['2', 'T2', '', 'undo', 'accept', '1', '1', '3', 'pending'],
      ['3', 'T0', 'Ben', 'decide', 'carry', '', '2', '2', 'possible'],
      ['4', 'T4', '', 'decide', 'clear', '', '', '', ''],
    ],
  });
});

it('has the notes and flags of a log, where there are any', () => {
  const log: LogEntry[] = [
    { kind: 'decide', seq: 1, at: 'T1', action: 'note', changes: [], remarks: [{ left: 3, note: 'see annex' }] },
    { kind: 'undo', seq: 2, at: 'T2', action: 'flag', target: 1, changes: [], remarks: [{ left: 4, flag: false, by: 'Ben' }] },
    { kind: 'decide', seq: 3, at: 'T3', action: 'absent', changes: [{ left: 4, right: null, verdict: 'absent' }] },
  ];
  const { columns, rows } = listTable(buildLogTable(logColumns(log)));
  expect(columns.slice(-3)).toEqual(['verdict', 'note', 'flag']);
  expect(rows.map((row) => [row[2], ...row.slice(6)])).toEqual([
    ['', '4', '', '', 'see annex', ''],
    ['Ben', '5', '', '', '', 'off'],
    ['', '5', '', 'absent', '', ''],
  ]);
});

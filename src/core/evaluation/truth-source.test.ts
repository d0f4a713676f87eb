import { describe, expect, it } from 'vitest';
import { columnCells } from '../table/cells';
import { auditTruth } from './audit';
import { tableOf } from './evaluation-fixture';
import { findingAt, findingColumns } from './finding-columns';
import { columnsOfTruth, guessColumn, guessFile, readTruth } from './truth-source';

const tables = {
  left: tableOf(
    ['id', 'name', 'partner'],
    [
      ['a1', 'Acme', 'b2'],
      ['a2', 'Beta', 'b1'],
      ['a3', 'Gamma', ''],
    ],
  ),
  right: tableOf(
    ['code', 'title'],
    [
      ['b1', 'Beta Ltd'],
      ['b2', 'Acme Ltd'],
    ],
  ),
};
const recordIds = { left: 'id', right: 'code' };

describe('where a truth stands', () => {
  it('is a file whose columns are guessed', () => {
    const table = tableOf(
      ['x', 'right', 'left'],
      [
        ['1', 'b2', 'a1'],
        ['2', 'b1', 'a2'],
      ],
    );
    const { columns, ids, isGuessed } = guessFile(table, tables, recordIds);
    expect([columns.left, columns.right, ids, isGuessed]).toEqual(['left', 'right', recordIds, true]);
    const source = { kind: 'file', table, columns, ids } as const;
    expect(readTruth(source, tables).rows.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(columnsOfTruth(source)).toEqual({ left: ['id'], right: ['code'] });
    expect(guessFile(tableOf(['p', 'q'], [['?', '!']]), tables, recordIds)).toMatchObject({
      columns: { left: 'p', right: 'q', label: null },
      ids: recordIds,
      isGuessed: false,
    });
  });

  it('is a column of the left table', () => {
    const source = { kind: 'column', ...guessColumn(tables, recordIds) } as const;
    expect(source).toEqual({ kind: 'column', column: 'partner', ids: recordIds });
    expect(readTruth(source, tables).rows.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(columnsOfTruth(source)).toEqual({ left: ['id', 'partner'], right: ['code'] });
  });

  it('is a list of rows, of which some may be in no table', () => {
    const source = {
      kind: 'rows',
      left: Float64Array.of(0, 1, 7, 0.5),
      right: Float64Array.of(1, -1, 0, 0),
      isMatch: Uint8Array.of(1, 1, 0, 1),
      ids: { left: null, right: null },
    } as const;
    const truth = readTruth(source, tables);
    expect(truth.isLabelled).toBe(true);
    expect(truth.rows.map(({ leftId, left, right, isMatch }) => [leftId, left, right, isMatch])).toEqual([
      ['1', 0, 1, true],
      ['2', 1, null, true],
      ['8', null, 0, false],
      ['1.5', null, 0, true],
    ]);
  });
});

describe('findings as columns', () => {
  it('give each finding back with the row of the truth', () => {
    const table = tableOf(
      ['l', 'r'],
      [
        ['a1', 'b2'],
        ['a1', 'b2'],
        ['ä\ud800', 'b1'],
        ['A1', 'b1'],
        ['', 'b1'],
      ],
    );
    const source = { kind: 'file', table, columns: { left: 'l', right: 'r', label: null }, ids: recordIds } as const;
    const truth = readTruth(source, tables);
    const ids = { left: columnCells(tables.left, 0), right: columnCells(tables.right, 0) };
    const findings = auditTruth({ truth, cardinality: 'many-to-many', texts: null, candidates: null, ids });
    expect(findings.length).toBeGreaterThan(3);
    const columns = findingColumns(findings, truth);
    expect(Array.from({ length: columns.count }, (_, at) => findingAt(columns, at))).toEqual(
      findings.map((finding) => {
        const { leftId, rightId, left, right } = truth.rows[finding.truthRow]!;
        return { ...finding, leftId, rightId, left, right };
      }),
    );
  });
});

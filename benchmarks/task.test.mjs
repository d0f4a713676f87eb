import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kindOf, listTasks, readCardinality, readTask } from './task.mjs';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));

const folderWith = (files) => {
  const data = mkdtempSync(join(tmpdir(), 'tasks-'));
  mkdirSync(join(data, 't'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(data, 't', file), text);
  return data;
};
const spec = (more) => JSON.stringify({ kind: 'link', match_columns: ['name'], ...more });
const tables = { 'left.csv': 'id,name\n1,a\n2,b\n', 'right.csv': 'id,name\nx,a\ny,b\n', 'truth.csv': 'left_id,right_id\n1,x\n' };

describe('task folders', () => {
  it('lists the folders with task.json and knows their kinds', () => {
    expect(listTasks(FIXTURES)).toContain('invented_unknown');
    expect(kindOf(FIXTURES, 'invented_unknown')).toEqual({ word: 'triplets', kind: null });
    expect(kindOf(FIXTURES, 'invented_dedup').kind).toBe('dedup');
  });

  it('reads a byte order mark, CRLF, line breaks in cells, sided columns and written-out cardinality', () => {
    const task = readTask(FIXTURES, 'invented_link');
    expect(task).toMatchObject({ cardinality: '1:1', leftOn: ['company name', 'town'], rightOn: ['firm', 'place'], rows: 16 });
    expect(task.left.columns[0]).toBe('id');
    expect(task.left.rows[0]).toEqual(['L0', 'Alnor Bakery', 'Lyon']);
    expect(task.right.rows[0]).toEqual(['R3', 'Delmarck Shipping, Ltd', 'Leeds\n(harbour)']);
    expect(task.truth.has('3:0')).toBe(true);
    expect(task.truth.size).toBe(8);
  });

  it('reads every kind', () => {
    expect(readTask(FIXTURES, 'invented_aggregate')).toMatchObject({ cardinality: 'm:1', leftOn: ['description'] });
    expect(new Set(readTask(FIXTURES, 'invented_dedup').clusterOf).size).toBe(8);
    const { pairs } = readTask(FIXTURES, 'invented_pairs');
    expect(pairs).toHaveLength(16);
    expect(pairs[0]).toEqual({ left: 0, right: 0, isMatch: true, split: 'train' });
    expect(readTask(FIXTURES, 'invented_classify').splits).toEqual(new Array(20).fill(null));
    expect(readTask(FIXTURES, 'invented_classify_split').splits.slice(0, 4)).toEqual(['train', 'train', 'test', 'test']);
  });

  it.each([
    [{ ...tables, 'task.json': spec(), 'right.csv': 'id,title\nx,a\n' }, 'right.csv has no column “name”; it has id, title.'],
    [{ ...tables, 'task.json': spec({ match_columns: [] }) }, 'task.json names no match_columns.'],
    [{ ...tables, 'task.json': '{' }, /^task.json is not valid JSON/u],
    [{ ...tables, 'task.json': spec(), 'left.csv': '' }, 'left.csv is empty.'],
    [{ ...tables, 'task.json': spec(), 'left.csv': 'id,name\n' }, 'left.csv has no rows.'],
    [{ ...tables, 'task.json': spec(), 'truth.csv': 'left_id,right_id\n9,x\n' }, /names no row/u],
    [{ ...tables, 'task.json': spec({ kind: 'dedup' }) }, 'records.csv is missing.'],
  ])('says what is wrong: %#', (files, message) => {
    expect(() => readTask(folderWith(files), 't')).toThrow(message);
  });

  it('says that a file is missing', () => {
    expect(() => readTask(FIXTURES, 'invented_broken')).toThrow('right.csv is missing.');
    expect(() => readTask(FIXTURES, 'nowhere')).toThrow('task.json is missing.');
  });

  it('works with what is odd and tells it', () => {
    const odd = { ...tables, 'task.json': spec({ cardinality: undefined }), 'truth.csv': 'left_id,right_id\n1,x\n1,y\n7,y\n' };
    const task = readTask(folderWith({ ...odd, 'left.csv': 'id,name\n1,a\n\n1,b\n2\n' }), 't');
    expect(task.cardinality).toBe('1:m');
    expect(task.left.rows).toEqual([
      ['1', 'a'],
      ['1', 'b'],
      ['2', ''],
    ]);
    expect(task.truth).toEqual(new Set(['0:0', '0:1']));
    expect(task.warnings).toEqual([
      '1 ids of left.csv repeat; the truth is taken to mean the first row of each.',
      '1 pairs of truth.csv name a row that is not in the tables and are left out.',
    ]);
  });

  it.each([
    ['1:1', '1:1'],
    ['1-N', '1:m'],
    ['many_to_one', 'm:1'],
    ['One to Many', '1:m'],
    ['n:m', 'm:m'],
    ['*:1', 'm:1'],
    ['clusters', 'm:1'],
    [undefined, 'm:1'],
  ])('reads the cardinality %j as %s', (written, expected) => {
    const pairs = [
      [0, 0],
      [1, 0],
      [2, 1],
    ];
    expect(readCardinality(written, pairs)).toBe(expected);
  });
});

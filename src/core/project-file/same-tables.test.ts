import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../model/types';
import { datasetOf } from '../text/text-fixture';
import { compareTables, type ProjectTables } from './same-tables';

const table = (print: string, file: string, ...columns: [string, string[]][]) => {
  const made = datasetOf(...columns);
  return { ...made, fingerprint: print as Fingerprint, source: { ...made.source, fileName: file } };
};
const a = table('a', 'a.csv', ['name', ['x', 'y']], ['city', ['p', 'q']]);
const b = table('b', 'b.csv', ['name', ['x']]);
const project = (left: ProjectTables['tables']['left'], right: ProjectTables['tables']['right'], task = 'link' as const) => ({
  task,
  tables: { left, right },
});

describe('two projects', () => {
  it('speak of the same rows where every cell is the same', () => {
    expect(compareTables(project(a, b), project({ ...a }, { ...b }))).toEqual([]);
    const within = { task: 'deduplicate', tables: { left: a, right: null } } as const;
    expect(compareTables(within, { ...within, tables: { left: a, right: b } })).toEqual([]);
  });

  it('differ in what they do, in their order, or lack a table', () => {
    expect(compareTables(project(a, b), { task: 'deduplicate', tables: { left: a, right: null } })).toEqual([{ kind: 'task' }]);
    expect(compareTables(project(a, b), project(b, a))).toEqual([{ kind: 'swapped' }]);
    expect(compareTables(project(a, b), project(a, null))).toEqual([{ kind: 'missing', side: 'right' }]);
  });

  it('differ in rows, in columns, or in cells', () => {
    const names = { here: 'a.csv', there: 'other.csv', side: 'left' };
    const shorter = table('c', 'other.csv', ['name', ['x']], ['city', ['p']]);
    const renamed = table('d', 'other.csv', ['name', ['x', 'y']], ['town', ['p', 'q']]);
    const changed = table('e', 'other.csv', ['name', ['x', 'z']], ['city', ['p', 'q']]);
    const differ = (other: typeof a) => compareTables(project(a, b), project(other, b));
    expect(differ(shorter)).toEqual([{ kind: 'rows', ...names, rowsHere: 2, rowsThere: 1 }]);
    expect(differ(renamed)).toEqual([{ kind: 'columns', ...names, onlyHere: ['city'], onlyThere: ['town'] }]);
    expect(differ(changed)).toEqual([{ kind: 'cells', ...names }]);
  });
});

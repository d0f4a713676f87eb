import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fingerprint } from '../model/types';
import { isRowSetId, readRowSet, writeRowSet } from './row-set';

const table = 'a'.repeat(64) as Fingerprint;

it('gives the rows back, ascending and once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000)), (rows) => {
      const set = writeRowSet(rows, table);
      expect(isRowSetId(set.id)).toBe(true);
      expect([...readRowSet(set, 5001)!]).toEqual([...new Set(rows)].sort((a, b) => a - b));
    }),
    { seed: 9 },
  );
});

it('names equal rows alike, and others or those of another table otherwise', () => {
  expect(writeRowSet([3, 1], table).id).toBe(writeRowSet([1, 3, 3], table).id);
  expect(writeRowSet([3, 1], table).id).not.toBe(writeRowSet([3, 2], table).id);
  expect(writeRowSet([3, 1], table).id).not.toBe(writeRowSet([3, 1], 'b'.repeat(64) as Fingerprint).id);
});

it('leaves out rows that a table does not have, and takes nothing that is no set', () => {
  expect([...readRowSet(writeRowSet([2, 70], table), 10)!]).toEqual([2]);
  expect(readRowSet({ bits: '%%' }, 10)).toBeNull();
});

it('holds a hundred thousand rows in some kilobytes', () => {
  const rows = Uint32Array.from({ length: 100_000 }, (_, at) => at * 2);
  const set = writeRowSet(rows, table);
  expect(set.bits.length).toBeLessThan(34_000);
  expect(readRowSet(set, 200_000)).toEqual(rows);
});

import { expect, it } from 'vitest';
import { fingerprintOf } from '../core/model/fingerprint';
import type { Dataset } from '../core/model/types';
import { keepRows, keptRows } from './chosen-rows';

const tableOf = (name: string) => ({ fingerprint: fingerprintOf(name, 1, {}, []), rowCount: 30 }) as Dataset;
const table = tableOf('one');
const other = tableOf('other');

it('keeps rows of a table under their id, for that project and that table alone', () => {
  const id = keepRows('p', table, [7, 3]);
  expect([...keptRows('p', table, id)!]).toEqual([3, 7]);
  expect(keptRows('q', table, id)).toBeNull();
  expect(keptRows('p', other, id)).toBeNull();
  expect(keptRows('p', table, '00000000')).toBeNull();
});

it('lets the oldest of six sets go; one that is kept again is the newest', () => {
  const ids = [0, 1, 2, 3, 4].map((row) => keepRows('r', table, [row]));
  expect(keepRows('r', table, [0])).toBe(ids[0]);
  keepRows('r', table, [5]);
  expect(ids.map((id) => keptRows('r', table, id) !== null)).toEqual([true, false, true, true, true]);
});

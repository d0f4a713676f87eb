import { expect, it } from 'vitest';
import { datasetOf } from '../text/text-fixture';
import { allCells, firstRows, pickColumns } from './cells';
import { copyTable } from './copy-cells';

it('copies a table of any size, and nothing but it', async () => {
  const long = Array.from({ length: 200_000 }, (_, row) => `${row}`.padEnd(60, 'é'));
  const table = pickColumns(datasetOf(['a', long], ['b', long.map((_, row) => String(row % 7))]), [0, 1, 0]);
  const copy = await copyTable(table);
  expect(copy.cells.map(({ bytes, ends }) => [bytes.byteLength === bytes.buffer.byteLength, ends.length])).toEqual([
    [true, 200_000],
    [true, 200_000],
    [true, 200_000],
  ]);
  expect(copy.cells[2]).toBe(copy.cells[0]);
  expect(copy.cells[0]!.bytes.buffer).not.toBe(table.cells[0]!.bytes.buffer);
  expect(Buffer.compare(copy.cells[0]!.bytes, table.cells[0]!.bytes)).toBe(0);
  expect(allCells(firstRows(copy, 50))).toEqual(allCells(firstRows(table, 50)));
});

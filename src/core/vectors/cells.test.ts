import { describe, expect, it } from 'vitest';
import { type Cells, chooseReach, createCells, planCells } from './cells';
import { allocateMemory } from './kernels';
import { nearestBothSides, nearestWithin, similarityOfPairs } from './nearest';
import { clusteredSet, quietJob } from './nearest-fixture';

const left = clusteredSet(900, 48, 11, 9, 30);
const right = clusteredSet(1300, 48, 12, 9, 30);
const makeCells = (): Promise<Cells> => createCells(left, right, 40, allocateMemory, () => null);

const shareFound = (found: Uint32Array, exact: Uint32Array, k: number): number => {
  let hits = 0;
  for (let record = 0; record < exact.length / k; record++) {
    const list = new Set(found.subarray(record * k, (record + 1) * k));
    for (const partner of exact.subarray(record * k, (record + 1) * k)) if (list.has(partner)) hits++;
  }
  return hits / exact.length;
};

describe('cells', () => {
  it('hold every record once, and are the same every time', async () => {
    const cells = await makeCells();
    expect(await makeCells()).toEqual(cells);
    for (const [members, count] of [
      [cells.left, 900],
      [cells.right, 1300],
    ] as const) {
      expect([...members.rows].sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
      members.rows.forEach((row, at) => {
        const cell = members.cellOf[row]!;
        if (!(members.offsets[cell]! <= at && at < members.offsets[cell + 1]!)) throw new Error(`record ${row} is elsewhere`);
      });
    }
    for (let cell = 0; cell < 40; cell++) expect(new Set(cells.near.subarray(cell * 40, cell * 40 + 40)).size).toBe(40);
  });

  it('let a pair meet once, and all pairs with full reach', async () => {
    const cells = await makeCells();
    for (const reach of [1, 7, 40]) {
      const blocks = planCells(cells, reach);
      expect(blocks.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(900);
      for (const { ranges } of blocks) {
        ranges.forEach(([from, to], at) => {
          expect(from % 4).toBe(0);
          expect(to).toBeGreaterThan(from);
          if (at > 0) expect(from).toBeGreaterThanOrEqual(Math.ceil(ranges[at - 1]![1] / 4) * 4);
        });
        if (reach === 40) expect(ranges).toEqual([[0, 1300]]);
      }
    }
  });

  it('reach as far as the partners lie', async () => {
    const cells = await makeCells();
    const rows = Uint32Array.of(3, 500);
    const index = Uint32Array.from(rows, (row) => {
      const farthest = [...Array(40).keys()]
        .map((rank) => cells.near[cells.left.cellOf[row]! * 40 + rank]!)
        .filter((cell) => cells.right.offsets[cell + 1]! > cells.right.offsets[cell]!)
        .at(-1)!;
      return cells.right.rows[cells.right.offsets[farthest]!]!;
    });
    const reach = chooseReach(cells, cells.left, cells.right, rows, { k: 1, count: Uint32Array.of(1, 1), index });
    const ranks = [...rows].map((row, at) =>
      cells.near
        .subarray(cells.left.cellOf[row]! * 40, cells.left.cellOf[row]! * 40 + 40)
        .indexOf(cells.right.cellOf[index[at]!]!),
    );
    expect(reach).toBe(Math.max(...ranks) + 1);
  });
});

describe('search in near cells', () => {
  it('finds at least 99 % of the exact partners of both sides, with exact values and full lists', async () => {
    const k = { left: 10, right: 8 };
    const exact = await nearestBothSides(left, right, k, quietJob, { useCells: false });
    for (const precision of ['float32', 'int16', 'int8-widened'] as const) {
      const found = await nearestBothSides(left, right, k, quietJob, { useCells: true, precision });
      expect(shareFound(found.left.index, exact.left.index, 10)).toBeGreaterThanOrEqual(0.99);
      expect(shareFound(found.right.index, exact.right.index, 8)).toBeGreaterThanOrEqual(0.99);
      expect(new Set(found.left.count)).toEqual(new Set([10]));
      expect(new Set(found.right.count)).toEqual(new Set([8]));
      const rows = Uint32Array.from(found.left.index, (_, at) => Math.floor(at / 10));
      expect(similarityOfPairs(left, right, rows, found.left.index)).toEqual(found.left.value);
    }
  });

  it('of one table, leaves the record itself out', async () => {
    const exact = await nearestWithin(left, 5, quietJob, { useCells: false });
    const found = await nearestWithin(left, 5, quietJob, { useCells: true, precision: 'int16' });
    expect(shareFound(found.index, exact.index, 5)).toBeGreaterThanOrEqual(0.99);
    expect(found.index.filter((partner, at) => partner === Math.floor(at / 5))).toHaveLength(0);
  });

  it('fills lists that want more partners than near cells have', async () => {
    const few = clusteredSet(60, 48, 13, 9, 30);
    const found = await nearestBothSides(few, few, { left: 50, right: 60 }, quietJob, { useCells: true, precision: 'int16' });
    expect(new Set(found.left.count)).toEqual(new Set([50]));
    expect(new Set(found.right.count)).toEqual(new Set([60]));
  });
});

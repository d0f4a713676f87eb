import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCount, groupedRows, singleRows } from './findings';

describe('findings', () => {
  it('have the largest groups first, ties by first row', () => {
    const [finding] = groupedRows('alike', null, Uint32Array.of(0, 1, 0, 3, 1, 5, 3, 3));
    expect(finding && [[...finding.rows], [...finding.starts]]).toEqual([
      [3, 6, 7, 0, 2, 1, 4],
      [0, 3, 5, 7],
    ]);
    expect(groupCount(finding!)).toBe(3);
  });

  it('are none without rows', () => {
    expect(groupedRows('alike', null, Uint32Array.of(0, 1, 2))).toEqual([]);
    expect(singleRows('empty-rows', null, Uint32Array.of())).toEqual([]);
  });

  it('hold every row that has another like it, once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 40 }), (kinds) => {
        const firstOf = Uint32Array.from(kinds, (kind) => kinds.indexOf(kind));
        const [finding] = groupedRows('alike', null, firstOf);
        const repeated = kinds.flatMap((kind, row) => (kinds.filter((other) => other === kind).length > 1 ? [row] : []));
        expect([...(finding?.rows ?? [])].sort((a, b) => a - b)).toEqual(repeated);
        for (let group = 0; finding && group < groupCount(finding); group++) {
          const rows = finding.rows.subarray(finding.starts[group], finding.starts[group + 1]);
          expect(new Set(Array.from(rows, (row) => kinds[row])).size).toBe(1);
          expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
        }
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});

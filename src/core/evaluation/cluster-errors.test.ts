import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findClusterErrors } from './cluster-errors';
import { measureClusters } from './cluster-metrics';

it('names what is joined and parted, the worst first', () => {
  const found = [0, 0, 0, 1, 1, 2, 3];
  const truth = ['a', 'a', 'b', 'b', 'b', null, 'c'];
  expect(findClusterErrors(found, truth)).toEqual([
    { kind: 'joined', parts: [[0, 1], [2]], pairs: 2 },
    { kind: 'parted', parts: [[3, 4], [2]], pairs: 2 },
  ]);
});

it('adds up to the wrong and the missing pairs, and is empty for equal partitions', () => {
  const records = fc.array(fc.tuple(fc.nat(4), fc.option(fc.nat(4).map(String), { freq: 6 })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(records, (rows) => {
      const found = rows.map(([ours]) => ours);
      const truth = rows.map(([, theirs]) => theirs);
      const errors = findClusterErrors(found, truth);
      const { pairs } = measureClusters(found, truth);
      const sum = (kind: string): number =>
        errors.filter((one) => one.kind === kind).reduce((total, one) => total + one.pairs, 0);
      expect(sum('joined')).toBe(pairs.found - pairs.both);
      expect(sum('parted')).toBe(pairs.truth - pairs.both);
      expect(findClusterErrors(found, found.map(String))).toEqual([]);
    }),
    { seed: 21 },
  );
});

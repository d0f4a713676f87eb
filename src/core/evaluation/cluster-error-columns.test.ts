import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusterErrorAt, clusterErrorColumns } from './cluster-error-columns';
import { findClusterErrors } from './cluster-errors';

it('differences come back from their columns as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.option(fc.constantFrom('x', 'y', 'z'))), { maxLength: 30 }), (rows) => {
      const errors = findClusterErrors(
        rows.map(([found]) => found),
        rows.map(([, truth]) => truth),
      );
      const columns = clusterErrorColumns(errors);
      expect(Array.from({ length: columns.count }, (_, at) => clusterErrorAt(columns, at))).toEqual(errors);
    }),
    { seed: 14, numRuns: 200 },
  );
});

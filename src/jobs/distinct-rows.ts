import { pickDistinct } from '../core/clusters/distinct-rows';
import { findExactDuplicates } from '../core/clusters/exact-duplicates';
import { buffersOf } from '../core/table/cells';
import type { Handlers } from '../rpc/serve';

/** One row of each group of exact duplicates. */
export const distinctRows: NonNullable<Handlers['distinctRows']> = async ({ table, columns, apart }) => {
  const firstOf = findExactDuplicates(table, columns, apart);
  const distinct = pickDistinct(table, firstOf);
  return { answer: { firstOf, distinct }, transfer: [firstOf.buffer, distinct.rows.buffer, ...buffersOf(distinct.dataset)] };
};

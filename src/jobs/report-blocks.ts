import { blockingColumns, planBlocks, reportOf } from '../core/candidates/blocking/blocking';
import type { Handlers } from '../rpc/serve';

/** What blocking rules would cut off, from tables with their key columns. */
export const reportBlocks: NonNullable<Handlers['reportBlocks']> = async ({ tables, rules }) => {
  const columns = blockingColumns(tables, rules);
  const report = reportOf(planBlocks(columns.left, columns.right, rules));
  const arrays = [report.emptyKeys.left, report.emptyKeys.right, report.unpairedRows.left, report.unpairedRows.right];
  return { answer: report, transfer: arrays.map((array) => array.buffer) };
};

import { planBlocks, reportOf } from '../core/candidates/blocking/blocking';
import type { Handlers } from '../rpc/serve';

/** What blocking rules would cut off, from the key cells of both sides. */
export const reportBlocks: NonNullable<Handlers['reportBlocks']> = async ({ columns, rules }) => {
  const report = reportOf(planBlocks(columns.left, columns.right, rules));
  const arrays = [report.emptyKeys.left, report.emptyKeys.right, report.unpairedRows.left, report.unpairedRows.right];
  return { answer: report, transfer: arrays.map((array) => array.buffer) };
};

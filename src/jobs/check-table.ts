import { checkCompared } from '../core/checks/check-compared';
import { checkRows } from '../core/checks/check-rows';
import { buffersOfFindings } from '../core/checks/findings';
import { throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import type { Handlers } from '../rpc/serve';

/** What may be wrong with a table, as far as it is known what it is for. Progress is in rows. */
export const checkTable: NonNullable<Handlers['check']> = async (request, job) => {
  const { table } = request;
  const run = 'compared' in request ? checkCompared(table, request.compared) : checkRows(table, request.recordId);
  for (;;) {
    const { done, value } = run.next();
    if (done) return { answer: value, transfer: buffersOfFindings(value) };
    job.progress(Math.round(value * table.rowCount), table.rowCount, 'rows');
    await nextTurn();
    throwIfCancelled(job.signal);
  }
};

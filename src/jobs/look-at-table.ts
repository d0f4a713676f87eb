import { throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import { lookAtTable } from '../core/table/look-at-table';
import type { Handlers } from '../rpc/serve';

/** A look at every cell of a table. Progress is in rows. */
export const lookAt: NonNullable<Handlers['look']> = async ({ table }, job) => {
  const run = lookAtTable(table);
  for (;;) {
    const { done, value } = run.next();
    if (done) return { answer: value };
    job.progress(Math.round(value * table.rowCount), table.rowCount, 'rows');
    await nextTurn();
    throwIfCancelled(job.signal);
  }
};

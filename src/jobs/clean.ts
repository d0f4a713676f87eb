import { cleanTable } from '../core/cleaning/clean-table';
import { previewCleaning } from '../core/cleaning/preview';
import { suggestCleaning } from '../core/cleaning/suggest-steps';
import { AppError } from '../core/model/errors';
import type { Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import type { Handlers } from '../rpc/serve';

const now = (): number => performance.now();

/** What a cleaning worker can do: clean a table, or hold one and show what steps would do to it. */
export function createCleanHandlers(): Pick<Required<Handlers>, 'clean' | 'openToClean' | 'previewCleaning' | 'suggestCleaning'> {
  let open: Dataset | null = null;
  const opened = (): Dataset => {
    if (!open) throw new AppError('internal', { reason: 'no open table' });
    return open;
  };
  return {
    clean: async ({ table, steps }, job) => {
      const answer = cleanTable(table, steps, job, now);
      return { answer, transfer: buffersOf(answer) };
    },
    openToClean: async ({ table }) => {
      open = table;
      return { answer: null };
    },
    previewCleaning: async ({ steps, most }, job) => ({ answer: await previewCleaning(opened(), steps, most, job, now) }),
    suggestCleaning: async (_, job) => ({ answer: suggestCleaning(opened(), job) }),
  };
}

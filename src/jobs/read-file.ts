import { readDataset } from '../core/files/read-dataset';
import { buffersOf } from '../core/table/cells';
import type { Handlers } from '../rpc/serve';

/** Reads one file into a dataset, which is handed over without a copy. */
export const readFile: NonNullable<Handlers['read']> = async ({ source, settings }, job) => {
  const answer = await readDataset(source, settings, job);
  return { answer, transfer: buffersOf(answer) };
};

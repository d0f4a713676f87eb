import { readDataset } from '../core/files/read-dataset';
import type { Handlers } from '../rpc/serve';

/** Reads one file into a dataset. */
export const readFile: NonNullable<Handlers['read']> = async ({ source, settings }, job) => ({
  answer: await readDataset(source, settings, job),
});

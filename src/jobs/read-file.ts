import { readDataset } from '../core/files/read-dataset';
import { buffersOf } from '../core/table/cells';
import { withSketch } from '../core/table/sketch';
import type { Handlers } from '../rpc/serve';

/** Reads one file into a dataset, with its sketch unless it is not asked for, which is handed over without a copy. */
export const readFile: NonNullable<Handlers['read']> = async ({ source, settings, isBare }, job) => {
  const dataset = await readDataset(source, settings, job);
  const answer = isBare ? dataset : withSketch(dataset);
  return { answer, transfer: buffersOf(answer) };
};

/** The sketch of a table that has none: one that was stored by an earlier version, or put together of others. */
export const sketch: NonNullable<Handlers['sketch']> = async ({ table }) => ({ answer: withSketch(table).sketch! });

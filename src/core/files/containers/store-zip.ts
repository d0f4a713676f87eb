import { zipSync } from 'fflate';
import { AppError } from '../../model/errors';
import type { Job, SourceFile } from '../../model/types';
import { type InflateBudget, inflateEntry } from './inflate-entry';
import { readZipDirectory } from './zip-directory';

/** All of it is held at once. */
const MOST_INFLATED = 512 * 2 ** 20;

/**
 * A zip with the same files, none of them compressed: for a reader whose own inflating neither knows limits nor ends on damaged data.
 * @throws AppError as `readZipDirectory` and `inflateEntry`; `file/too-large-inside` past 512 MiB
 */
export async function storeZip(source: SourceFile, job: Job): Promise<Uint8Array> {
  const parts: [string, Uint8Array][] = [];
  const budget: InflateBudget = { inflated: 0, onRead: () => {} };
  for (const entry of (await readZipDirectory(source)).values()) {
    if (entry.name.endsWith('/')) continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of inflateEntry(source, entry, '', budget, job)) {
      if (budget.inflated > MOST_INFLATED) throw new AppError('file/too-large-inside', { file: source.name });
      pieces.push(piece.slice());
    }
    parts.push([entry.name, joined(pieces)]);
  }
  return zipSync(Object.fromEntries(parts), { level: 0 });
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

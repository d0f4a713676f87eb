import { toAppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Side } from '../core/model/types';
import { createRandom } from '../core/numerics/random';
import { buffersOf, columnIndex, pickColumns, takeRows } from '../core/table/cells';
import { drawSome } from '../core/weak-spots/draw-some';
import { fileColumns } from '../core/weak-spots/one-sided';
import type { WeakSpotReport } from '../core/weak-spots/weak-spots';
import type { VectorShard } from '../rpc/protocol';
import { spawnSearch } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { embedInto } from './embedding/embedding';
import { adapterFor } from './tuning/adapters';

/** What is being done: variants are made, they and the rows are embedded, looked for. */
export type ProbePhase = 'variants' | 'vectors' | 'search';

export interface ProbeHooks {
  readonly signal: AbortSignal;
  /** `share` 0…1 of the phase. */
  onProgress(phase: ProbePhase, share: number): void;
}

/** A report, and the rows of the table that it counts as its rows. */
export interface FoundWeakSpots {
  readonly report: WeakSpotReport;
  readonly rows: Uint32Array;
}

/** Rows that variants are made of, and rows among which they are looked for, at most. */
const SAMPLE = 300;
const MOST_ROWS = 3000;
const SEED = 1;

/** What was found last of a table, so that coming back to it costs nothing. */
const known = new WeakMap<Dataset, { readonly key: string; readonly side: Side; readonly found: FoundWeakSpots }>();
const keyOf = (settings: MatchSettings, side: Side): string => JSON.stringify([settings, side]);

/** Weak spots of this table by these settings, if they were looked for since the page was loaded. */
export function foundWeakSpots(table: Dataset, settings: MatchSettings, side: Side): FoundWeakSpots | null {
  const held = known.get(table);
  return held?.key === keyOf(settings, side) ? held.found : null;
}

/** What was found last of this side of the table, by whatever settings. */
export function lastWeakSpots(table: Dataset, side: Side): FoundWeakSpots | null {
  const held = known.get(table);
  return held?.side === side ? held.found : null;
}

/**
 * Looks for kinds of noise that these settings handle badly on this table: variants of some of its rows are looked for among its rows, in a
 * worker of its own. Vectors of rows come from the cache where it has them; those of variants are kept there too. Of a large table a sample
 * of rows is looked at. The same table and settings give the same report.
 *
 * @param table as the file has it: cleaning steps are applied to rows and variants alike
 * @throws AppError `adapter/absent`, `adapter/other-model`, `model/…`, `job/cancelled`, `worker/crashed`, `input/unknown-column`, `cleaning/…`, `device/out-of-memory`
 */
export async function findWeakSpots(
  table: Dataset,
  settings: MatchSettings,
  side: Side,
  { signal, onProgress }: ProbeHooks,
): Promise<FoundWeakSpots> {
  try {
    const adapter = await adapterFor(settings);
    const { read } = fileColumns(table, settings, side);
    const rows = drawSome(table.rowCount, MOST_ROWS, createRandom(SEED));
    const sample = takeRows(
      pickColumns(
        table,
        read.map((name) => columnIndex(table, name)),
      ),
      rows,
    );
    return await withWorker(spawnSearch, async (worker) => {
      onProgress('variants', 0);
      const request = { table: sample, settings, side, adapter, seed: SEED, sampleSize: SAMPLE };
      const texts = await worker.call('openToProbe', request, { signal, transfer: buffersOf(sample) });
      if (settings.score !== 'lexical') {
        onProgress('vectors', 0);
        const take = (shard: VectorShard) => worker.call('takeToProbe', shard, { signal, transfer: [shard.data.buffer] });
        const options = { useCache: true, device: settings.device };
        await embedInto(take, { left: texts, right: [] }, settings.model, options, signal, (_, done, total) =>
          onProgress('vectors', done / Math.max(1, total)),
        );
      }
      onProgress('search', 0);
      const onShare = (done: number, total: number): void => onProgress('search', done / total);
      const report = await worker.call('probe', null, { signal, onProgress: onShare });
      const found = { report, rows };
      known.set(table, { key: keyOf(settings, side), side, found });
      return found;
    });
  } catch (thrown) {
    throw toAppError(thrown);
  }
}

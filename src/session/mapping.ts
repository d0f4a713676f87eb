import { isEndpointModel } from '../core/llm/endpoint-model';
import { toAppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Sides } from '../core/model/types';
import type { MapLayout, RecordMap } from '../core/projection/record-map';
import { buffersOf } from '../core/table/cells';
import type { WorkerClient } from '../rpc/client';
import type { VectorShard } from '../rpc/protocol';
import { spawnMap } from '../rpc/spawn';
import { withWorker } from '../rpc/with-worker';
import { devicesFor, embedInto } from './embedding/embedding';
import { copyColumns } from './handing-over';
import { addressOf, isQuickModel } from './models/model-places';
import { adapterFor } from './tuning/adapters';

/** What is being done: vectors are fetched, neighbours looked for, records moved, the finished map read. */
export type MapPhase = 'vectors' | 'neighbours' | 'layout' | 'reading';

export interface MapHooks {
  readonly signal: AbortSignal;
  /** `share` 0…1 of the phase. */
  onProgress(phase: MapPhase, share: number): void;
  /** The map so far; the first is there after moments. */
  onLayout(layout: MapLayout): void;
}

export type MapSettings = Pick<MatchSettings, 'on' | 'model' | 'device' | 'score' | 'task' | 'adapter' | 'aliases'>;

/** The map drawn last of a table, so that coming back to it costs nothing. */
const known = new WeakMap<Dataset, { readonly right: Dataset | null; readonly key: string; readonly map: RecordMap }>();
const keyOf = ({ on, model, device, score, task, adapter = null, aliases = [] }: MapSettings): string =>
  JSON.stringify([on, model, device, score, task, adapter, aliases]);

/** How long the layout runs before it is shown again, and the number that its chance starts from. */
const SHOW_EVERY_MS = 800;
const SEED = 1;

/** A finished map of these tables by these settings, if it was drawn since the page was loaded. */
export function drawnMap({ left, right }: Sides<Dataset | null>, settings: MapSettings): RecordMap | null {
  const held = left && known.get(left);
  return held && held.right === right && held.key === keyOf(settings) ? held.map : null;
}

/**
 * Draws the map of two tables, or of one, in a worker of its own that ends with it. Vectors come from the cache that the match has filled; those
 * of the instant model are made anew; where there are none, letters are compared.
 *
 * @param tables as they are compared; right null: one table
 * @throws AppError `adapter/absent`, `adapter/other-model`, `job/cancelled`, `worker/crashed`, `input/unknown-column`, `device/out-of-memory`
 */
export async function mapRecords(
  tables: { readonly left: Dataset; readonly right: Dataset | null },
  settings: MapSettings,
  { signal, onProgress, onLayout }: MapHooks,
): Promise<RecordMap> {
  const { on } = settings;
  const adapter = await adapterFor(settings);
  const left = await copyColumns(tables.left, on.left);
  const right = tables.right && (await copyColumns(tables.right, on.right));
  const transfer = [...buffersOf(left), ...(right ? buffersOf(right) : [])];
  try {
    return await withWorker(spawnMap, async (worker) => {
      onProgress('vectors', 0);
      await worker.call(
        'openToMap',
        { left, right, on, aliased: { on, aliases: settings.aliases }, adapter },
        { signal, transfer },
      );
      await fetchVectors(worker, settings, signal, (share) => onProgress('vectors', share));
      let layout = await worker.call('startMap', { seed: SEED }, { signal });
      onLayout(layout);
      onProgress('neighbours', 0);
      while (layout.progress < 1) {
        const onShare = (done: number, total: number): void => onProgress('neighbours', done / total);
        layout = await worker.call('refineMap', { milliseconds: SHOW_EVERY_MS }, { signal, onProgress: onShare });
        onLayout(layout);
        onProgress('layout', layout.progress);
      }
      onProgress('reading', 0);
      const reading = await worker.call('readMap', null, { signal });
      const map = { layout, reading };
      known.set(tables.left, { right: tables.right, key: keyOf(settings), map });
      return map;
    });
  } catch (thrown) {
    throw toAppError(thrown);
  }
}

async function fetchVectors(
  worker: WorkerClient,
  { model, device, score }: MapSettings,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<void> {
  if (score === 'lexical') return;
  const devices = devicesFor(device);
  // A model whose files are gone leaves letters to go by.
  const has = await addressOf(model)
    .then((address) => worker.call('recallToMap', { ...address, devices }, { signal }))
    .catch(() => false);
  if (has || signal.aborted || !(isQuickModel(model) || isEndpointModel(model))) return;
  const texts = await worker.call('textsToMap', null, { signal });
  const take = (shard: VectorShard) => worker.call('takeToMap', shard, { signal, transfer: [shard.data.buffer] });
  const options = { useCache: true, device: 'wasm' } as const;
  await embedInto(take, texts, model, options, signal, (_, done, total) => onShare(done / Math.max(1, total)));
}

import type { FoundRows } from '../core/candidates/find-rows';
import { isEndpointModel } from '../core/llm/endpoint-model';
import { AppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset } from '../core/model/types';
import { buffersOf } from '../core/table/cells';
import { copyTable } from '../core/table/copy-cells';
import type { Adapter } from '../core/tuning/adapter';
import type { WorkerClient } from '../rpc/client';
import type { VectorShard } from '../rpc/protocol';
import { spawnSearch } from '../rpc/spawn';
import { devicesFor, embedInto, embedSides } from './embedding/embedding';
import { copyColumns } from './handing-over';
import { addressOf, isQuickModel } from './models/model-places';
import { adapterFor } from './tuning/adapters';

/** A hand search in one table. Its worker starts with the first question and holds a copy of the table until `end`. */
export interface RowFinder {
  /** Rows that hold words of the query. @throws AppError `job/cancelled`, `worker/crashed` */
  words(query: string, signal: AbortSignal): Promise<FoundRows>;
  /** Rows that mean about the same, in any language; null where the table has no vectors yet. @throws AppError also `model/…`, `adapter/…` */
  meaning(query: string, signal: AbortSignal): Promise<FoundRows | null>;
  end(): void;
}

const MOST = 20;

/**
 * @param shown the table with all its cells @param compared the same as it is compared
 * @param settings what its vectors were made with
 */
export function createRowFinder(
  shown: Dataset,
  compared: Dataset,
  settings: Pick<MatchSettings, 'on' | 'model' | 'device' | 'score' | 'adapter' | 'aliases'>,
): RowFinder {
  const { on, model, device } = settings;
  let opening: Promise<WorkerClient> | null = null;
  let recalling: Promise<boolean> | null = null;
  let adapting: Promise<Adapter | null> | null = null;
  let stopMaking = (): void => {};
  /** Words are found without it; meaning is not. */
  const adapter = (): Promise<Adapter | null> => {
    adapting ??= adapterFor(settings);
    return adapting;
  };
  const open = (): Promise<WorkerClient> => {
    opening ??= (async () => {
      const copies = { shown: await copyTable({ ...shown, problems: [] }), compared: await copyColumns(compared, on.right) };
      const worker = spawnSearch();
      const transfer = [...buffersOf(copies.shown), ...buffersOf(copies.compared)];
      const aliased = { on, aliases: settings.aliases };
      const request = { ...copies, on: on.right, aliased, adapter: await adapter().catch(() => null) };
      await worker.call('openToFind', request, { transfer });
      return worker;
    })();
    return opening;
  };
  const end = (): void => {
    stopMaking();
    opening?.then(
      (worker) => worker.terminate(),
      () => {},
    );
    opening = null;
    recalling = null;
    adapting = null;
  };
  /** A worker that has crashed, or did not stop, has ended: the next question starts another. */
  const ask = async <T>(question: (worker: WorkerClient) => Promise<T>): Promise<T> => {
    try {
      const worker = await open();
      return await question(worker);
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === 'job/cancelled')) end();
      throw thrown;
    }
  };
  /** The quickest model keeps no vectors: they are made again within a second or two. Only `end` stops it. */
  const makeVectors = async (worker: WorkerClient): Promise<boolean> => {
    const stop = new AbortController();
    stopMaking = () => stop.abort();
    const texts = await worker.call('textsToFind', null);
    const take = (shard: VectorShard) => worker.call('takeToFind', shard, { transfer: [shard.data.buffer] });
    await embedInto(take, { left: [], right: texts }, model, { useCache: false }, stop.signal, () => {});
    return true;
  };
  return {
    words: (query, signal) => ask((worker) => worker.call('findWords', { query, most: MOST }, { signal })),
    meaning: (query, signal) =>
      ask(async (worker) => {
        // What is typed is not sent to an endpoint: nobody has agreed to that.
        if (isEndpointModel(model)) return null;
        await adapter();
        const devices = devicesFor(device);
        recalling ??= isQuickModel(model)
          ? makeVectors(worker)
          : addressOf(model).then((address) => worker.call('recallToFind', { ...address, devices }));
        if (!(await recalling)) {
          // A match may bring them any moment.
          recalling = null;
          return null;
        }
        const hooks = { onProgress: () => {} };
        const { shards } = await embedSides({ left: [query], right: [] }, model, { useCache: true, workers: 1 }, signal, hooks);
        const vector = shards[0];
        return vector ? worker.call('findNearest', { query: vector.data, most: MOST }, { signal }) : null;
      }),
    end,
  };
}

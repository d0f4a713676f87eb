import { columnsRead } from '../core/candidates/columns-read';
import type { RowExplanation } from '../core/candidates/explain-rows';
import type { SettledRows } from '../core/candidates/rerank/gather-choices';
import type { LearnedWeights } from '../core/candidates/rerank/learn-reranker';
import { isEndpointModel } from '../core/llm/endpoint-model';
import { AppError, toAppError } from '../core/model/errors';
import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Sides } from '../core/model/types';
import type { EncodingDevice } from '../core/vectors/encoder';
import type { WorkerClient } from '../rpc/client';
import type { VectorShard } from '../rpc/protocol';
import { spawnSearch } from '../rpc/spawn';
import { comparedTables } from './cleaned-tables';
import { devicesFor, embedInto } from './embedding/embedding';
import { handOver } from './handing-over';
import { addressOf, isQuickModel } from './models/model-places';
import { adapterFor } from './tuning/adapters';

/** Says of any two rows why they score what they do. Its worker holds the tables, their vectors and all pairs until `end`. */
export interface PairExplainer {
  /**
   * Takes the tables and their vectors and searches them as the match did. False where vectors are not in this browser any more and
   * may not be made again.
   *
   * @param makesVectors embeds what is missing, which takes as long as the match did
   * @throws AppError as a match does
   */
  prepare(makesVectors: boolean, hooks: PreparingHooks): Promise<boolean>;
  /** Once prepared. `shown`: the program's score, NaN where there is none. Takes milliseconds. */
  explain(left: number, right: number, shown: number): Promise<RowExplanation>;
  /** Once prepared with vectors: fits a re-ranker to settled rows, starting from `given`. Takes as long as the search did. */
  learnReranker(settled: SettledRows, given: Float64Array): Promise<LearnedWeights>;
  end(): void;
}

export interface PreparingHooks {
  readonly signal: AbortSignal;
  /** Share that is done, 0…1. */
  onProgress(share: number): void;
}

/** Vectors are taken from the cache in no time; making them is nearly all there is to do. */
const EMBEDDING_SHARE = 0.9;

/**
 * @param tables as their files have them; cleaning is done here @param settings of the match @param device that made its vectors, null where that is not known
 */
export function createPairExplainer(
  tables: Sides<Dataset>,
  settings: MatchSettings,
  device: EncodingDevice | null,
): PairExplainer {
  let worker: WorkerClient | null = null;
  const end = (): void => {
    worker?.terminate();
    worker = null;
  };
  return {
    end,
    async prepare(makesVectors, { signal, onProgress }) {
      end();
      const search = spawnSearch();
      worker = search;
      const stop = (): void => search.terminate();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const compared = await comparedTables(tables, settings.cleaning, signal);
        const adapter = await adapterFor(settings);
        const { tables: copies, transfer } = await handOver(compared, columnsRead(settings));
        await search.call('open', { tables: copies, settings, adapter, isToExplain: true }, { signal, transfer });
        const usesVectors = settings.score !== 'lexical';
        let from = 0;
        const isQuick = isQuickModel(settings.model) || isEndpointModel(settings.model);
        if (usesVectors && !(await recall(search, settings, device, signal))) {
          if (!makesVectors && !isQuick) {
            end();
            return false;
          }
          from = isQuick ? 0 : EMBEDDING_SHARE;
          await embed(search, settings, device, signal, (share) => onProgress(share * from));
        }
        const shareOf = (done: number, total: number): void => onProgress(from + (1 - from) * (total === 0 ? 0 : done / total));
        await search.call('prepareToExplain', { basis: usesVectors ? 'chosen' : 'letters' }, { signal, onProgress: shareOf });
        return true;
      } catch (thrown) {
        if (worker === search) end();
        throw signal.aborted ? new AppError('job/cancelled') : toAppError(thrown);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    learnReranker(settled, given) {
      if (!worker) return Promise.reject(new AppError('job/cancelled'));
      return worker.call('learnReranker', { settled, given });
    },
    explain(left, right, shown) {
      if (!worker) return Promise.reject(new AppError('job/cancelled'));
      return worker.call('explainRows', { left, right, shown });
    },
  };
}

async function recall(
  search: WorkerClient,
  { model, device: chosen }: MatchSettings,
  device: EncodingDevice | null,
  signal: AbortSignal,
): Promise<boolean> {
  // Theirs are found in the cache by the page.
  if (isEndpointModel(model)) return false;
  const any = devicesFor(chosen);
  const devices = device ? [device, ...any.filter((other) => other !== device)] : any;
  return (await search.call('recall', { ...(await addressOf(model)), source: 'chosen', devices }, { signal })) !== null;
}

async function embed(
  search: WorkerClient,
  settings: MatchSettings,
  device: EncodingDevice | null,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<void> {
  const texts = await search.call('texts', null, { signal });
  const take = (shard: VectorShard) =>
    search.call('take', { source: 'chosen', shard }, { signal, transfer: [shard.data.buffer] });
  const options = { useCache: true, device: device ?? settings.device };
  await embedInto(take, texts, settings.model, options, signal, (phase, done, total) =>
    onShare(phase === 'embedding' && total > 0 ? done / total : 0),
  );
}

import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import type { TrainingLoss } from '../../core/tuning/adapter';
import type { LabelledPairs } from '../../core/tuning/labelled-pairs';
import { DEFAULT_TUNING_OPTIONS, type TuningOptions } from '../../core/tuning/options';
import { cleanedTables } from '../../session/cleaned-tables';
import { add } from '../../session/tuning/adapters';
import { isOneToOne, trainAdapter } from '../../session/tuning/train';
import { countPairs, pairsOfClusterSource, pairsOfTruthSource } from '../../session/tuning/training-source';
import type { Rowlink, TrainedModel, TrainModelOptions } from './contract';
import { rowSource, sourceOf } from './evaluate-result';
import { invalid, toCleaning, toSettings } from './match-options';
import { readyToSuggest, toDataset } from './table-input';

const LOSSES: readonly TrainingLoss[] = ['both', 'supervised-contrastive', 'online-contrastive'];
const MOST_SEED = 0xffff_ffff;
const MOST_NAME = 200;

/** See {@link Rowlink.trainModel}. */
export async function trainModel(...[left, right, options]: Parameters<Rowlink['trainModel']>): Promise<TrainedModel> {
  if (typeof options !== 'object' || options === null) throw invalid('pairs');
  const signal = options.signal ?? new AbortController().signal;
  options.onProgress?.({ stage: 'parsing', done: 0, total: 2 });
  const leftTable = await toDataset(left, 'left', signal);
  const isOneTable = right === null || right === undefined;
  const rightTable = isOneTable ? leftTable : await toDataset(right, 'right', signal);
  const own = { left: leftTable, right: rightTable };
  const { left: cleanLeft, right: cleanRight } = await cleanedTables(own, toCleaning(options.cleaning), signal);
  const shown = { left: cleanLeft.shown, right: cleanRight.shown };
  const settings = settingsOf(options, isOneTable, await readyToSuggest(options, shown));
  const pairs = await readPairs(options, own, isOneTable, signal);
  const counts = countPairs(pairs, isOneTable);
  let told = 0;
  const { adapter, summary, columnWeights, sampled } = await trainAdapter(
    {
      tables: { left: cleanLeft.compared, right: isOneTable ? null : cleanRight.compared },
      on: isOneTable ? { left: settings.on.left, right: [] } : settings.on,
      pairs,
      settings,
      useCache: options.cache ?? true,
      name: nameOf(options.adapterName),
      options: tuningOptions(options, settings),
    },
    {
      signal,
      onProgress: (stage, done, total) => options.onProgress?.({ stage, done, total }),
      onRound({ curve }) {
        for (const round of curve.slice(told)) options.onRound?.(round);
        told = curve.length;
      },
    },
  );
  if (adapter) await add(adapter);
  const { seed, loss, epochs, keptEpoch, before, after, curve } = summary;
  return {
    adapter: adapter?.id ?? null,
    report: {
      isBetter: adapter !== null,
      columnWeights,
      sampled,
      before,
      after,
      curve,
      epochs,
      keptEpoch,
      loss,
      seed,
      ...counts,
    },
  };
}

/** As `merge` reads them. Without a cardinality nothing is said about how many partners a row has. */
function settingsOf(options: TrainModelOptions, isOneTable: boolean, tables: Sides<Dataset>): MatchSettings {
  const { on, leftOn, rightOn, model, device, cardinality = 'm:m' } = options;
  const columns = isOneTable ? { on: on ?? leftOn } : { on, leftOn, rightOn };
  const settings = toSettings({ ...withoutAbsent({ ...columns, model, device }), cardinality }, tables);
  return isOneTable ? { ...settings, task: 'deduplicate' } : settings;
}

const withoutAbsent = <T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

async function readPairs(
  options: TrainModelOptions,
  own: Sides<Dataset>,
  isOneTable: boolean,
  signal: AbortSignal,
): Promise<LabelledPairs> {
  const { pairs, clusters, truth } = options;
  if ([pairs, clusters, truth].filter((given) => given !== undefined).length !== 1) throw invalid('pairs');
  if (clusters !== undefined) {
    if (!isOneTable) throw invalid('clusters');
    if (typeof clusters === 'string') return pairsOfClusterSource({ kind: 'column', column: clusters }, own.left, signal);
    if (!Array.isArray(clusters) || clusters.length !== own.left.rowCount) throw invalid('clusters');
    const names = await toDataset(
      { columns: ['cluster'], rows: clusters.map((name) => [name === null ? '' : String(name)]) },
      'left',
      signal,
    );
    return pairsOfClusterSource({ kind: 'column', column: 'cluster' }, names, signal);
  }
  if (pairs !== undefined) {
    if (!Array.isArray(pairs) || !pairs.every((pair) => isRow(pair?.left, own.left) && isRow(pair?.right, own.right)))
      throw invalid('pairs');
    return pairsOfTruthSource(rowSource(pairs), own, isOneTable, signal);
  }
  return pairsOfTruthSource(await sourceOf(own, truth!, options, signal), own, isOneTable, signal);
}

const isRow = (row: unknown, { rowCount }: Dataset): boolean =>
  typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < rowCount;

function nameOf(name: unknown): string {
  if (name === undefined) return 'adapter';
  if (typeof name !== 'string' || name.trim() === '' || name.length > MOST_NAME) throw invalid('adapterName');
  return name.trim();
}

function tuningOptions(options: TrainModelOptions, settings: MatchSettings): TuningOptions {
  const { seed = 1, loss = 'both', epochs = null, validationShare = DEFAULT_TUNING_OPTIONS.validationShare } = options;
  if (!Number.isInteger(seed) || seed < 0 || seed > MOST_SEED) throw invalid('seed');
  if (!LOSSES.includes(loss)) throw invalid('loss');
  if (epochs !== null && !(Number.isInteger(epochs) && epochs >= 1)) throw invalid('epochs');
  if (!(validationShare > 0 && validationShare < 1)) throw invalid('validationShare');
  return { ...DEFAULT_TUNING_OPTIONS, seed, loss, epochs, validationShare, isOneToOne: isOneToOne(settings) };
}

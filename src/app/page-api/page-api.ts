import { downloadBlob } from '../../adapters/download';
import type { JoinKind } from '../../core/export/joined-table';
import { AppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { CandidateSet, Dataset, Sides } from '../../core/model/types';
import { searchWorkers } from '../../rpc/spawn';
import { reportBlocking } from '../../session/blocking-report';
import { cleanedTables } from '../../session/cleaned-tables';
import type { Session } from '../../session/contract';
import { EDITION } from '../../session/edition';
import { type RunHooks, type RunResult, runMatch } from '../../session/engine';
import { writeInWorker } from '../../session/exporting';
import { resolveModelName } from '../../session/models/own-models';
import { get as getAdapter, resolveAdapterName } from '../../session/tuning/adapters';
import { addAdapter, listAdapters } from './adapters';
import { runLearned, toCategories } from './aggregate';
import { chain } from './chain-tables';
import { checkTable } from './check-table';
import { classifyRows, trainClfModel } from './classify-rows';
import type {
  AggregateOptions,
  ClusterReport,
  EvaluateOptions,
  JudgedResult,
  LinkageReport,
  MatchResult,
  MergeKJudgeOptions,
  Rowlink,
  ScoreReport,
  TableInput,
  TruthInput,
} from './contract';
import { dedupRows } from './dedup-rows';
import { embedList } from './embed-list';
import { evaluateClusters, evaluateLinks, evaluateScores } from './evaluate-result';
import { explain } from './explain';
import { toExport } from './export-options';
import { allPairComboEvaluate, evaluatePairs } from './judge-rows';
import { consent, endpointModels, judgeCandidates, needLeave, transformRows, useEndpoint, withdrawConsent } from './llm-rows';
import { invalid, toCleaning, toRunOptions, toSettings } from './match-options';
import { toMatchResult } from './match-result';
import { readyToSuggest, toDataset } from './table-input';
import { trainModel } from './train-model';

interface Run {
  readonly datasets: Sides<Dataset>;
  /** The same with the columns that cleaning made. */
  readonly shown: Sides<Dataset>;
  readonly settings: MatchSettings;
  readonly found: RunResult;
  /** How `download` joins unless it is told. */
  readonly join: JoinKind;
}

/** The page API over the page's own engine. Its tables stay in memory; only `open` puts something into a project. */
export function createPageApi(session: Promise<Session>): Rowlink {
  const runs = new WeakMap<MatchResult, Run>();
  const runOf = (result: MatchResult): Run => {
    const run = runs.get(result);
    if (!run) throw new AppError('input/invalid-option', { option: 'result' });
    return run;
  };

  async function merge(
    left: TableInput,
    right: TableInput,
    given: AggregateOptions = {},
    refine: (settings: MatchSettings, datasets: Sides<Dataset>) => MatchSettings = (settings) => settings,
  ): Promise<MatchResult> {
    const started = performance.now();
    try {
      const options = await withModelId(given);
      const signal = options.signal ?? new AbortController().signal;
      options.onProgress?.({ stage: 'parsing', done: 0, total: 2 });
      // Its script is loaded and compiled while the tables are read.
      searchWorkers.prepare();
      const [leftTable, rightTable] = await Promise.all([toDataset(left, 'left', signal), toDataset(right, 'right', signal)]);
      const datasets = { left: leftTable, right: rightTable };
      const parsed = performance.now();
      const { left: cleanLeft, right: cleanRight } = await cleanedTables(datasets, toCleaning(options.cleaning), signal);
      const shown = { left: cleanLeft.shown, right: cleanRight.shown };
      const settings = refine(toSettings(options, await readyToSuggest(options, shown)), datasets);
      const blocking = await reportBlocking(datasets, settings, signal);
      const hooks: RunHooks = {
        signal,
        onProgress: (stage, done, total) => options.onProgress?.({ stage, done, total }),
      };
      const found = options.examples
        ? await runLearned(datasets, settings, options.examples, toRunOptions(options), hooks)
        : await runMatch(datasets, settings, toRunOptions(options), hooks);
      const result = toMatchResult(found, settings, blocking, parsed - started, performance.now() - started);
      runs.set(result, { datasets, shown, settings, found, join: 'inner' });
      return result;
    } catch (thrown) {
      throw explain(thrown);
    }
  }

  async function mergeKJudge(left: TableInput, right: TableInput, options: MergeKJudgeOptions = {}): Promise<JudgedResult> {
    const k = options.k ?? DEFAULT_JUDGED;
    needLeave(options);
    const result = await merge(left, right, { ...options, k, cardinality: options.cardinality ?? 'm:m' });
    const { shown, settings, found } = runOf(result);
    const on = options.judgeOn ?? settings.on;
    const whole = { ...result, ...(await judgeCandidates(result, shown, found.candidates, on, { ...options, k })) };
    runs.set(whole, { ...runOf(result), join: 'left' });
    return whole;
  }

  async function evaluate(
    result: MatchResult | { readonly scores: readonly number[] } | { readonly clusterOf: readonly number[] },
    truth: TruthInput,
    options?: EvaluateOptions,
  ): Promise<LinkageReport | ScoreReport | ClusterReport> {
    if (result !== null && typeof result === 'object' && 'candidates' in result)
      return evaluateLinks(runOf(result), truth, options);
    if (!Array.isArray(truth)) throw invalid('truth');
    if (result !== null && typeof result === 'object' && 'scores' in result) return evaluateScores(result.scores, truth);
    if (result !== null && typeof result === 'object' && 'clusterOf' in result) return evaluateClusters(result.clusterOf, truth);
    throw invalid('result');
  }

  return {
    version: __VERSION__,
    ready: session.then(() => {}),
    merge: (left, right, options) => merge(left, right, options),
    async mergeKnn(left, right, options) {
      const result = await merge(left, right, { ...options, cardinality: 'm:m' });
      runs.set(result, { ...runOf(result), join: 'left' });
      return result;
    },
    async mergeRange(left, right, options) {
      if (typeof options?.threshold !== 'number') throw explain(invalid('threshold'));
      const result = await merge(left, right, { ...options, cardinality: 'm:m', k: MOST_IN_RANGE }, everyPairAbove);
      const run = runOf(result);
      const whole = { ...result, truncated: fullRows(run.found.candidates, run.settings.candidatesPerRow) };
      runs.set(whole, { ...run, join: 'left' });
      return whole;
    },
    aggregateRows: explained((fine, coarse, options = {}) => merge(fine, coarse, toCategories(options))),
    chain: explained(chain),
    evaluate: explained(evaluate) as Rowlink['evaluate'],
    dedupRows: explained(async (table, options) => dedupRows(table, await withModelId(options ?? {}))),
    clusterRows: explained(async (table, options) => dedupRows(table, await withModelId(options ?? {}))),
    evaluatePairs: explained(async (table, options) => evaluatePairs(table, await withModelId(options))),
    allPairComboEvaluate: explained(async (table, options) => allPairComboEvaluate(table, await withModelId(options))),
    classifyRows: explained(async (table, options) => classifyRows(table, await withModelId(options))),
    trainClfModel: explained(async (table, options) => trainClfModel(table, await withModelId(options))),
    trainModel: explained(async (left, right, options) => trainModel(left, right, await withModelId(options))),
    checkTable: explained(checkTable),
    embed: explained(async (texts, options) => embedList(texts, await withModelId(options ?? {}))),
    adapters: explained(listAdapters),
    addAdapter: explained(addAdapter),
    ...(EDITION === 'connected'
      ? {
          useEndpoint: explained(useEndpoint),
          endpointModels: explained(endpointModels),
          consent: explained(consent),
          withdrawConsent: explained(withdrawConsent),
          transformRows: explained(transformRows),
          mergeKJudge: explained(mergeKJudge),
        }
      : ELSEWHERE),
    open(result) {
      const { datasets, found, settings } = runOf(result);
      void session
        .then((opened) => opened.openResult(datasets, found, settings))
        .then(() => {
          window.location.hash = '#/review';
        });
    },
    async download(result, fileName, options = {}) {
      try {
        const { shown, found, join } = runOf(result);
        const written = await writeInWorker(await toExport(shown, found.links, join, fileName, options), options);
        downloadBlob(written.blob, fileName);
        const { firstRows: rows, neutralised, shortened, replaced, sha256 } = written;
        return { rows, neutralised, shortened, replaced, sha256 };
      } catch (thrown) {
        throw explain(thrown);
      }
    },
  };
}

/** As many as LinkTransformer judges. */
const DEFAULT_JUDGED = 3;

const notHere = explained(async (): Promise<never> => {
  throw new AppError('llm/not-here', { edition: EDITION });
});
/** What other editions answer where a language model is asked for. */
const ELSEWHERE = {
  useEndpoint: notHere,
  endpointModels: notHere,
  consent: notHere,
  withdrawConsent: notHere,
  transformRows: notHere,
  mergeKJudge: notHere,
};

/** A model that somebody added, and an adapter, may be called by name alone, where no other has it. An adapter brings its model. */
async function withModelId<O extends { readonly model?: string; readonly adapter?: string | null }>(options: O): Promise<O> {
  const adapter = typeof options?.adapter === 'string' ? await resolveAdapterName(options.adapter) : null;
  const model = options?.model ?? (adapter === null ? undefined : (await getAdapter(adapter))?.base.model);
  return {
    ...options,
    ...(typeof model === 'string' ? { model: await resolveModelName(model) } : {}),
    ...(adapter === null ? {} : { adapter }),
  };
}

const MOST_IN_RANGE = 1_000;
/** Pairs that a search may keep in memory, about. */
const MOST_PAIRS = 20_000_000;

function everyPairAbove(settings: MatchSettings, { left }: Sides<Dataset>): MatchSettings {
  const { threshold, minimumScore, candidatesPerRow } = settings;
  const affordable = Math.max(20, Math.floor(MOST_PAIRS / Math.max(1, left.rowCount)));
  return {
    ...settings,
    minimumScore: Math.max(Number(threshold), minimumScore ?? 0),
    candidatesPerRow: Math.min(candidatesPerRow, affordable),
  };
}

/** Left rows with as many candidates as were asked for, unless that is the whole right table: there may be more. */
function fullRows({ leftCount, rightCount, offsets }: CandidateSet, limit: number): number[] {
  if (limit >= rightCount) return [];
  return Array.from({ length: leftCount }, (_, left) => left).filter((left) => offsets[left + 1]! - offsets[left]! >= limit);
}

/** A function whose errors speak in whole sentences. */
function explained<In extends readonly unknown[], Out>(act: (...input: In) => Promise<Out>): (...input: In) => Promise<Out> {
  return (...input) =>
    act(...input).catch((thrown: unknown) => {
      throw explain(thrown);
    });
}

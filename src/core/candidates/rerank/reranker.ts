import type { ModelId } from '../../model/types';
import { RERANK_FEATURES, type RerankFeature } from './gather-features';
import shipped from './shipped.json';

/** Weights of the features by name, 0 or more; absent means 0. */
export type RerankWeights = Readonly<Partial<Record<RerankFeature, number>>>;

/** Figures of a re-ranker on records that it did not learn from, without and with it, each 0…1. */
export interface RerankFigures {
  /** Left records that were held out. */
  readonly records: number;
  /** Share of matched records whose match ranks first. */
  readonly recallBefore: number;
  readonly recallAfter: number;
}

/** What ranks the candidates of a record once more: plain data of less than a kilobyte, kept in the settings whole. */
export interface Reranker {
  readonly version: typeof RERANKER_VERSION;
  readonly name: string;
  /** What it is for: a language, a domain, the tables of a project. */
  readonly purpose: string;
  readonly weights: RerankWeights;
  /** Weights that take the place of those above where the vectors are of one model. */
  readonly models?: Readonly<Record<ModelId, RerankWeights>>;
  readonly figures?: RerankFigures;
}

/**
 * `shipped`: the one that Rowlink comes with; `usual`: that one, but only with models of which it has weights of their own, which it helps
 * clearly; `off`: none.
 */
export type RerankChoice = 'usual' | 'shipped' | 'off' | Reranker;

export const RERANKER_VERSION = 1;
/** The weights of `benchmarks/rerank`, fitted on public tasks. */
export const SHIPPED_RERANKER: Reranker = { version: RERANKER_VERSION, name: 'Rowlink', purpose: 'any tables', ...shipped };
/** What absent stands for in settings. */
export const DEFAULT_RERANK: RerankChoice = 'usual';

const USUAL: Reranker = { ...SHIPPED_RERANKER, weights: {} };

/** The re-ranker of a choice; null for none. */
export const rerankerOf = (choice: RerankChoice = DEFAULT_RERANK): Reranker | null =>
  typeof choice === 'object' ? choice : NAMED[choice];

const NAMED = { usual: USUAL, shipped: SHIPPED_RERANKER, off: null };

/** Weights in the order of `RERANK_FEATURES`, for vectors of a model. */
export function weightsFor({ weights, models = {} }: Reranker, model: ModelId | undefined): Float64Array {
  const own = model !== undefined && Object.hasOwn(models, model) ? models[model]! : {};
  return Float64Array.from(RERANK_FEATURES, (feature) => own[feature] ?? weights[feature] ?? 0);
}

/** Raise with the weights of `shipped.json`. */
const SHIPPED_WEIGHTS_VERSION = 1;

/**
 * The version of the shipped weights where a choice ranks with them by vectors of this model; null where it does not, so that candidates
 * that they change nothing of keep their name.
 */
export function shippedWeightsIn(choice: RerankChoice | undefined, model: ModelId): number | null {
  if (typeof choice === 'object') return null;
  const reranker = rerankerOf(choice);
  return reranker && weightsFor(reranker, model).some((weight) => weight > 0) ? SHIPPED_WEIGHTS_VERSION : null;
}

/** A re-ranker out of something that was stored or written by hand; null where it is none. Members that are not known are left out. */
export function readReranker(value: unknown): Reranker | null {
  if (!isObject(value) || value.version !== RERANKER_VERSION) return null;
  const { name, purpose = '', weights, models, figures } = value;
  if (typeof name !== 'string' || name.trim() === '' || name.length > LONGEST || typeof purpose !== 'string') return null;
  const own = readWeights(weights);
  if (!own || purpose.length > LONGEST) return null;
  const perModel: Record<ModelId, RerankWeights> = {};
  if (models !== undefined) {
    if (!isObject(models)) return null;
    for (const [model, given] of Object.entries(models)) {
      const read = readWeights(given);
      if (!read) return null;
      perModel[model] = read;
    }
  }
  const told = figures === undefined ? undefined : readFigures(figures);
  if (told === null) return null;
  return {
    version: RERANKER_VERSION,
    name: name.trim(),
    purpose: purpose.trim(),
    weights: own,
    ...(Object.keys(perModel).length > 0 ? { models: perModel } : {}),
    ...(told ? { figures: told } : {}),
  };
}

/** A choice out of stored settings; undefined where it is none, for the default. */
export function readRerankChoice(value: unknown): RerankChoice | undefined {
  return value === 'usual' || value === 'shipped' || value === 'off' ? value : (readReranker(value) ?? undefined);
}

/** Re-rankers of a file, as JSON. */
export const writeReranker = (reranker: Reranker): string => `${JSON.stringify(reranker, null, 2)}\n`;

/** No weight of a file may outweigh everything else. */
export const HIGHEST_WEIGHT = 50;
const LONGEST = 200;

function readWeights(value: unknown): RerankWeights | null {
  if (!isObject(value)) return null;
  const weights: Partial<Record<RerankFeature, number>> = {};
  for (const feature of RERANK_FEATURES) {
    const weight = value[feature];
    if (weight === undefined) continue;
    if (typeof weight !== 'number' || !(weight >= 0 && weight <= HIGHEST_WEIGHT)) return null;
    weights[feature] = weight;
  }
  return weights;
}

function readFigures(value: unknown): RerankFigures | null {
  if (!isObject(value)) return null;
  const { records, recallBefore, recallAfter } = value;
  const isShare = (one: unknown): one is number => typeof one === 'number' && one >= 0 && one <= 1;
  if (!Number.isSafeInteger(records) || !isShare(recallBefore) || !isShare(recallAfter)) return null;
  return { records: records as number, recallBefore, recallAfter };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

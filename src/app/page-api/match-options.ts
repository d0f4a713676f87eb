import { readAliasGroups, uniteGroups } from '../../core/aliases/alias-group';
import { aliasesInForce } from '../../core/aliases/apply-aliases';
import { readRerankChoice } from '../../core/candidates/rerank/reranker';
import { readSteps } from '../../core/cleaning/read-steps';
import { type Cleaning, NO_CLEANING } from '../../core/cleaning/steps';
import {
  type ComparedColumns,
  DEFAULT_MATCH_SETTINGS,
  EVIDENCE_GROUP_NAMES,
  type MatchSettings,
} from '../../core/model/settings';
import type { Cardinality, Dataset, Sides } from '../../core/model/types';
import { suggestColumns } from '../../core/table/suggest-columns';
import type { RunOptions } from '../../session/engine';
import type { MatchOptions } from './contract';
import { namedModel } from './named-model';
import { blockingRules, columnWeights, invalid, linkLimits, qualifierList, shareOrNull } from './rule-options';

export { invalid };

/** Cardinalities as scripts write them. */
export const CARDINALITIES: ReadonlyMap<unknown, Cardinality> = new Map([
  ['1:1', 'one-to-one'],
  ['1:m', 'one-to-many'],
  ['m:1', 'many-to-one'],
  ['m:m', 'many-to-many'],
]);
const DEFAULT_K = 10;

/** Cleaning out of a script's options. @throws AppError `input/invalid-option` `cleaning` */
export function toCleaning(option: MatchOptions['cleaning']): Cleaning {
  if (option === undefined || option === null) return NO_CLEANING;
  const { left, right } = Array.isArray(option)
    ? { left: option, right: option }
    : (option as { readonly left?: unknown; readonly right?: unknown });
  const steps = { left: readSteps(left), right: readSteps(right) };
  if (steps.left === null || steps.right === null || typeof option !== 'object') throw invalid('cleaning');
  return { left: steps.left, right: steps.right };
}

/** Settings of a run out of a script's options. `tables` have the columns that cleaning makes. @throws AppError `input/invalid-option` with its name, `input/unknown-column`, `model/unknown` */
export function toSettings(options: MatchOptions, tables: Sides<Dataset>): MatchSettings {
  const k = options.k ?? DEFAULT_K;
  if (!Number.isInteger(k) || k < 1) throw invalid('k');
  const cardinality = CARDINALITIES.get(options.cardinality ?? (k > 1 ? 'm:m' : 'm:1'));
  if (!cardinality) throw invalid('cardinality');
  const threshold = options.threshold === undefined ? 'auto' : options.threshold;
  if (typeof threshold === 'number' ? !(threshold >= 0 && threshold <= 1) : threshold !== 'auto' && threshold !== null) {
    throw invalid('threshold');
  }
  const score = options.score ?? 'hybrid';
  if (!['hybrid', 'dense', 'lexical'].includes(score)) throw invalid('score');
  const device = options.device ?? 'auto';
  if (!['auto', 'wasm', 'webgpu'].includes(device)) throw invalid('device');
  const on = comparedColumns(options, tables);
  return {
    ...DEFAULT_MATCH_SETTINGS,
    on,
    cleaning: toCleaning(options.cleaning),
    cardinality,
    limits: linkLimits(options.limits, cardinality),
    minimumScore: shareOrNull(options.minimumScore, 'minimumScore'),
    blocking: blockingRules(options.blocking, tables),
    weights: columnWeights(options.weights, on),
    qualifiers: qualifierList(options.qualifiers, tables),
    concept: conceptSettings(options.concept),
    device,
    candidatesPerRow: Math.min(k, Math.max(1, tables.right.rowCount)),
    score,
    ...(options.without ? { without: evidenceGroups(options.without) } : {}),
    model: namedModel(options.model),
    ...adapterOption(options.adapter),
    ...rerankOption(options.rerank),
    ...aliasOption(options.aliases),
    threshold,
  };
}

function evidenceGroups(names: unknown): NonNullable<MatchSettings['without']> {
  if (!Array.isArray(names)) throw invalid('without');
  return names.map((name) => EVIDENCE_GROUP_NAMES.find((group) => group === name) ?? fail('without'));
}

/** Absent where there is none, so that settings are those of a run that knows no adapters. @throws AppError `input/invalid-option` `adapter` */
export function adapterOption(adapter: unknown): Pick<MatchSettings, 'adapter'> {
  if (adapter === undefined || adapter === null) return {};
  if (typeof adapter !== 'string' || adapter === '') throw invalid('adapter');
  return { adapter };
}

/** Absent where it is not said. @throws AppError `input/invalid-option` `rerank` */
export function rerankOption(option: unknown): Pick<MatchSettings, 'rerank'> {
  if (option === undefined || option === null) return {};
  return { rerank: readRerankChoice(option) ?? fail('rerank') };
}

/** Absent where there are none. @throws AppError `input/invalid-option` `aliases` */
export function aliasOption(option: unknown): Pick<MatchSettings, 'aliases'> {
  if (option === undefined || option === null) return {};
  const groups = readAliasGroups(
    Array.isArray(option)
      ? option.map((one: unknown) => {
          if (Array.isArray(one) || one === null || typeof one !== 'object') return { words: one };
          const { words, oneWay, column } = one as Record<string, unknown>;
          return { words, isOneWay: oneWay === true, column };
        })
      : null,
  );
  if (!groups) throw invalid('aliases');
  const aliases = aliasesInForce(uniteGroups([], groups));
  return aliases ? { aliases } : {};
}

const fail = (option: string): never => {
  throw invalid(option);
};

function conceptSettings(concept: MatchOptions['concept']): MatchSettings['concept'] {
  if (concept === undefined || concept === null) return null;
  const { id, type = null, types = [] } = concept;
  const isValid =
    typeof id === 'string' &&
    (type === null || typeof type === 'string') &&
    Array.isArray(types) &&
    types.every((name) => typeof name === 'string') &&
    (types.length === 0 || type !== null);
  if (!isValid) throw invalid('concept');
  return { id, type, types };
}

/** How a run is done, which no result depends on. @throws AppError `input/invalid-option` */
export function toRunOptions({ cache = true, workers }: Pick<MatchOptions, 'cache' | 'workers'>): RunOptions {
  if (workers === undefined) return { useCache: cache };
  if (!Number.isInteger(workers) || workers < 1) throw invalid('workers');
  return { useCache: cache, workers };
}

function comparedColumns(options: MatchOptions, tables: Sides<Dataset>): ComparedColumns {
  const left = columnNames(options.leftOn ?? options.on, 'leftOn');
  const right = columnNames(options.rightOn ?? options.on, 'rightOn');
  if (left && right) return { left, right };
  if (left || right) throw invalid(left ? 'rightOn' : 'leftOn');
  const suggested = suggestColumns(tables.left, tables.right);
  if (suggested.left.length === 0) throw invalid('on');
  return suggested;
}

/** One name is taken for a list of one. */
export function columnNames(value: unknown, option: string): readonly string[] | null {
  if (value === undefined) return null;
  const names = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) throw invalid(option);
  return names;
}

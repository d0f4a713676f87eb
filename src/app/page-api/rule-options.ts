import { checkRule } from '../../core/candidates/blocking/blocking-keys';
import { AppError } from '../../core/model/errors';
import type { BlockingRule, ComparedColumns, Qualifier } from '../../core/model/settings';
import type { Cardinality, Dataset, Sides } from '../../core/model/types';
import type { MatchOptions } from './contract';

const HIGHEST_WEIGHT = 5;
const QUALIFIER_KINDS: readonly Qualifier['kind'][] = ['category', 'number', 'date'];

/** @throws AppError `input/invalid-option` `blocking`, `input/unknown-column` */
export function blockingRules(value: MatchOptions['blocking'], tables: Sides<Dataset>): readonly BlockingRule[] {
  return listOf(value, 'blocking').map((given) => {
    const { length, tolerance } = given as Partial<BlockingRule>;
    const key = (given as Partial<BlockingRule>).key ?? 'exact';
    const isOdd = (number: unknown): boolean => number !== undefined && typeof number !== 'number';
    if (isOdd(length) || isOdd(tolerance)) throw invalid('blocking');
    const rule = { ...columnPair(given, 'blocking', tables), key, ...(length === undefined ? {} : { length }) };
    const full = tolerance === undefined ? rule : { ...rule, tolerance };
    checkRule(full);
    return full;
  });
}

/** @throws AppError `input/invalid-option` `qualifiers`, `input/unknown-column` */
export function qualifierList(value: MatchOptions['qualifiers'], tables: Sides<Dataset>): readonly Qualifier[] {
  return listOf(value, 'qualifiers').map((given) => {
    const { kind: wanted = 'category', weight = 1 } = given as Partial<Qualifier>;
    const kind = QUALIFIER_KINDS.find((known) => known === wanted);
    if (!kind || !isWeight(weight)) throw invalid('qualifiers');
    return { ...columnPair(given, 'qualifiers', tables), kind, weight };
  });
}

/** Weights of compared left columns. @throws AppError `input/invalid-option` `weights`, also where nothing would count any more */
export function columnWeights(value: MatchOptions['weights'], on: ComparedColumns): Readonly<Record<string, number>> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('weights');
  const weights = new Map<string, unknown>(Object.entries(value));
  for (const [name, weight] of weights) if (!on.left.includes(name) || !isWeight(weight)) throw invalid('weights');
  if (on.left.every((name) => weights.get(name) === 0)) throw invalid('weights');
  return value;
}

/** @throws AppError `input/invalid-option` `limits`, also for a limit that the cardinality rules out */
export function linkLimits(value: MatchOptions['limits'], cardinality: Cardinality): Sides<number | null> {
  const { left = null, right = null } = (value ?? {}) as Partial<Sides<unknown>>;
  const limit = (given: unknown, isSingle: boolean): number | null => {
    if (given === null) return null;
    if (typeof given !== 'number' || !Number.isInteger(given) || given < 1 || (isSingle && given > 1)) throw invalid('limits');
    return isSingle ? null : given;
  };
  return {
    left: limit(left, cardinality === 'one-to-one' || cardinality === 'many-to-one'),
    right: limit(right, cardinality === 'one-to-one' || cardinality === 'one-to-many'),
  };
}

/** @throws AppError `input/invalid-option` with this name */
export function shareOrNull(value: unknown, option: string): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw invalid(option);
  return value;
}

export const invalid = (option: string): AppError => new AppError('input/invalid-option', { option });

const isWeight = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= HIGHEST_WEIGHT;

function listOf(value: unknown, option: string): readonly object[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((member) => typeof member === 'object' && member !== null)) throw invalid(option);
  return value;
}

/** `left` and `right` of a rule, or `column` for the same name on both sides. */
function columnPair(given: object, option: string, tables: Sides<Dataset>): Sides<string> {
  const { column, left = column, right = column } = given as Record<string, unknown>;
  const check = (name: unknown, side: 'left' | 'right'): string => {
    if (typeof name !== 'string') throw invalid(option);
    if (tables[side].columns.some((known) => known.name === name)) return name;
    throw new AppError('input/unknown-column', { column: name, file: tables[side].source.fileName });
  };
  return { left: check(left, 'left'), right: check(right, 'right') };
}

import type { ComparedColumns } from '../../core/model/settings';

export const HIGHEST_WEIGHT = 5;

export type WeightWord = 'ignored' | 'less' | 'normal' | 'more';

export function weightWord(weight: number): WeightWord {
  if (weight === 0) return 'ignored';
  return weight === 1 ? 'normal' : weight < 1 ? 'less' : 'more';
}

/** Weights of the columns that are still compared. */
export function weightsOf(weights: Readonly<Record<string, number>>, on: ComparedColumns): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(weights).filter(([name]) => on.left.includes(name)));
}

import { createCleaner } from '../../core/cleaning/cleaner';
import { type CleaningStep, madeBy } from '../../core/cleaning/steps';
import type { Column } from '../../core/model/types';

/**
 * The steps of one side for the other, after those it has. A column goes by its compared partner, else by its name; columns without one are
 * left out, and so are steps without columns, steps that are there already, and those that cannot be done there.
 */
export function copiedSteps(
  steps: readonly CleaningStep[],
  from: readonly string[],
  to: readonly string[],
  columns: readonly Column[],
  own: readonly CleaningStep[],
): readonly CleaningStep[] {
  const partner = new Map(from.map((name, at) => [name, to[at]]));
  const names = new Set(columns.map(({ name }) => name));
  const kept: CleaningStep[] = [...own];
  for (const step of steps) {
    const there = step.columns.map((name) => partner.get(name) ?? name).filter((name) => names.has(name));
    if (there.length === 0) continue;
    const copy = { ...step, columns: [...new Set(there)] } as CleaningStep;
    if (kept.some((other) => JSON.stringify(other) === JSON.stringify(copy))) continue;
    if (!isPossible(columns, [...kept, { ...copy, isOff: false }])) continue;
    kept.push(copy);
    for (const made of madeBy(copy)) names.add(made);
  }
  return kept;
}

function isPossible(columns: readonly Column[], steps: readonly CleaningStep[]): boolean {
  try {
    createCleaner(columns, steps);
    return true;
  } catch {
    return false;
  }
}

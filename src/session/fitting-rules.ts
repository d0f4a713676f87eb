import { createCleaner } from '../core/cleaning/cleaner';
import type { CleaningStep } from '../core/cleaning/steps';
import type { MatchSettings } from '../core/model/settings';
import type { Column, Dataset, Sides } from '../core/model/types';

type TableColumns = Pick<Dataset, 'columns'>;

/** The cleaning, rules, qualifiers and weights of `settings` whose columns these tables have; others belonged to earlier tables. */
export function rulesThatFit(
  settings: MatchSettings,
  tables: Sides<TableColumns>,
): Pick<MatchSettings, 'blocking' | 'qualifiers' | 'weights' | 'cleaning'> {
  const cleaning = {
    left: stepsThatFit(settings.cleaning.left, tables.left.columns),
    right: stepsThatFit(settings.cleaning.right, tables.right.columns),
  };
  const names = {
    left: namesAfter(tables.left.columns, cleaning.left),
    right: namesAfter(tables.right.columns, cleaning.right),
  };
  const fits = (pair: Sides<string>): boolean => names.left.has(pair.left) && names.right.has(pair.right);
  return {
    cleaning,
    blocking: settings.blocking.filter(fits),
    qualifiers: settings.qualifiers.filter(fits),
    weights: Object.fromEntries(Object.entries(settings.weights).filter(([name]) => names.left.has(name))),
  };
}

/**
 * `settings` after a change of cleaning: without what speaks of columns that steps made and no longer make. While a list of steps cannot
 * be done, nothing is taken out.
 */
export function withoutLostColumns(
  settings: MatchSettings,
  left: TableColumns | null,
  right: TableColumns | null,
): MatchSettings {
  const isWithin = settings.task === 'deduplicate';
  const after = {
    left: left && columnsAfter(left.columns, settings.cleaning.left),
    right: isWithin ? null : right && columnsAfter(right.columns, settings.cleaning.right),
  };
  const names = {
    left: after.left && new Set(after.left.map(({ name }) => name)),
    right: isWithin
      ? after.left && new Set(after.left.map(({ name }) => name))
      : after.right && new Set(after.right.map(({ name }) => name)),
  };
  const has = (side: 'left' | 'right', name: string | undefined): boolean =>
    name === undefined || (names[side]?.has(name) ?? true);
  const fits = (pair: Partial<Sides<string>>): boolean => has('left', pair.left) && has('right', pair.right);
  const { on } = settings;
  const keeps = (at: number): boolean => fits({ left: on.left[at], right: on.right[at] });
  return {
    ...settings,
    on: { left: on.left.filter((_, at) => keeps(at)), right: on.right.filter((_, at) => keeps(at)) },
    blocking: settings.blocking.filter(fits),
    qualifiers: settings.qualifiers.filter(fits),
    weights: Object.fromEntries(Object.entries(settings.weights).filter(([name]) => has('left', name))),
  };
}

/** Steps that can be done to a table with these columns; others are left out, and so are those that build on them. */
export function stepsThatFit(steps: readonly CleaningStep[], columns: readonly Column[]): readonly CleaningStep[] {
  const kept: CleaningStep[] = [];
  for (const step of steps) if (columnsAfter(columns, [...kept, { ...step, isOff: false }])) kept.push(step);
  return kept;
}

/** The columns of a table once it is cleaned; null where the steps cannot be done. */
export function columnsAfter(columns: readonly Column[], steps: readonly CleaningStep[]): readonly Column[] | null {
  try {
    return createCleaner(columns, steps).columns;
  } catch {
    return null;
  }
}

const namesAfter = (columns: readonly Column[], steps: readonly CleaningStep[]): ReadonlySet<string> =>
  new Set((columnsAfter(columns, steps) ?? columns).map(({ name }) => name));

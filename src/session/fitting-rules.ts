import type { MatchSettings } from '../core/model/settings';
import type { Dataset, Sides } from '../core/model/types';

/** The rules, qualifiers and weights of `settings` whose columns these tables have; others belonged to earlier tables. */
export function rulesThatFit(
  settings: MatchSettings,
  tables: Sides<Dataset>,
): Pick<MatchSettings, 'blocking' | 'qualifiers' | 'weights'> {
  const has = (side: 'left' | 'right', name: string): boolean => tables[side].columns.some((column) => column.name === name);
  const fits = (pair: Sides<string>): boolean => has('left', pair.left) && has('right', pair.right);
  return {
    blocking: settings.blocking.filter(fits),
    qualifiers: settings.qualifiers.filter(fits),
    weights: Object.fromEntries(Object.entries(settings.weights).filter(([name]) => has('left', name))),
  };
}

import type { BlockingRule, MatchSettings, Qualifier } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { qualifierKind, suggestQualifiers } from '../../core/table/suggest-qualifiers';
import { type ColumnPair, nextPair } from './column-pairs';

const names = (dataset: Dataset): string[] => dataset.columns.map((column) => column.name);
const firstPair = ({ left, right }: Sides<Dataset>): Sides<string> => ({ left: names(left)[0]!, right: names(right)[0]! });

/** Columns of both tables that seem to mean the same and are in none of `used`; else the next free ones; else the first. */
function nextColumns(datasets: Sides<Dataset>, used: readonly Sides<string>[], compared: MatchSettings['on']): Sides<string> {
  const on = {
    left: [...compared.left, ...used.map(({ left }) => left)],
    right: [...compared.right, ...used.map(({ right }) => right)],
  };
  const suggested = suggestQualifiers(datasets.left, datasets.right, on)[0];
  if (suggested) return { left: suggested.left, right: suggested.right };
  const pairs: readonly ColumnPair[] = used;
  const free = nextPair(pairs, names(datasets.left), names(datasets.right));
  return free?.left != null && free.right != null ? { left: free.left, right: free.right } : firstPair(datasets);
}

/** A rule to start from: a country, year or category that is in no rule yet, or else any two columns. */
export function nextRule(datasets: Sides<Dataset>, { blocking, on }: MatchSettings): BlockingRule {
  return { ...nextColumns(datasets, blocking, on), key: 'exact' };
}

export function nextQualifier(datasets: Sides<Dataset>, { qualifiers, on }: MatchSettings): Qualifier {
  const pair = nextColumns(datasets, qualifiers, on);
  return { ...pair, kind: qualifierKind(datasets.left, pair.left, datasets.right, pair.right), weight: 1 };
}

import { blockingColumns, planBlocks } from '../../core/candidates/blocking/blocking';
import { DEFAULT_PREFIX_LENGTH } from '../../core/candidates/blocking/blocking-keys';
import type { BlockingRule, MatchSettings, Qualifier } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { columnIndex, firstRows, pickColumns } from '../../core/table/cells';
import { qualifierKind, suggestQualifiers } from '../../core/table/suggest-qualifiers';
import { type ColumnPair, nextPair, pairsOf } from './column-pairs';

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

/**
 * A rule to start from, one under which some rows meet: a country, year or category that is in no rule yet, else the first letters
 * of a compared column, else any two columns.
 */
export function nextRule(datasets: Sides<Dataset>, { blocking, on }: MatchSettings): BlockingRule {
  const used = { left: blocking.map(({ left }) => left), right: blocking.map(({ right }) => right) };
  const shared = suggestQualifiers(datasets.left, datasets.right, used);
  const compared = pairsOf(on).flatMap(({ left, right }) => (left === null || right === null ? [] : [{ left, right }]));
  const rules: BlockingRule[] = [
    ...shared.map(({ left, right }): BlockingRule => ({ left, right, key: 'exact' })),
    ...compared
      .filter(({ left }) => !used.left.includes(left))
      .map((pair): BlockingRule => ({ ...pair, key: 'prefix', length: DEFAULT_PREFIX_LENGTH })),
  ];
  return rules.find((rule) => someMeet(datasets, rule)) ?? { ...nextColumns(datasets, blocking, on), key: 'exact' };
}

const LOOKED_AT = 3_000;

function someMeet(datasets: Sides<Dataset>, rule: BlockingRule): boolean {
  const first = (dataset: Dataset, name: string): Dataset =>
    firstRows(pickColumns(dataset, [columnIndex(dataset, name)]), LOOKED_AT);
  const tables = { left: first(datasets.left, rule.left), right: first(datasets.right, rule.right) };
  const { left, right } = blockingColumns(tables, [rule]);
  return planBlocks(left, right, [rule]).pairCount > 0;
}

export function nextQualifier(datasets: Sides<Dataset>, { qualifiers, on }: MatchSettings): Qualifier {
  const pair = nextColumns(datasets, qualifiers, on);
  return { ...pair, kind: qualifierKind(datasets.left, pair.left, datasets.right, pair.right), weight: 1 };
}

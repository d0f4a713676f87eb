import type { ClusterEntry } from './edits';
import type { CellPick, GoldenChange, GoldenChoices } from './golden-choices';

/**
 * The choices of surviving cells that come from another reviewer's new entries. One whose beginning is still as it was here is taken; where
 * it was changed here as well, mine stays and theirs is counted in `left`. A new pick comes with an order below those of my own new
 * entries, so that mine counts where both picked a cell of one column in the same cluster.
 *
 * @param firstOwn the first `seq` here that they do not have
 */
export function mergeChoices(
  mine: GoldenChoices,
  news: readonly ClusterEntry[],
  firstOwn: number,
): { readonly taken: GoldenChange[]; readonly left: number } {
  const changes = news.flatMap(({ golden = [] }) => golden);
  const picks = netPicks(changes);
  const taken: GoldenChange[] = [];
  let left = 0;
  const take = (change: GoldenChange | null): void => {
    if (change) taken.push(change);
    else left++;
  };
  picks.forEach(({ column, from, to }, at) => {
    const there = (row: number) => mine.picksWithin(column, [row]);
    if (from === null) {
      if (to && there(to.row).length === 0) {
        take({ of: 'cell', column, from, to: { row: to.row, order: firstOwn - 1 + (at + 1) / (picks.length + 1) } });
      }
    } else if (there(from.row).some(({ order }) => order === from.order)) {
      take({ of: 'cell', column, from, to: to && { row: to.row, order: from.order } });
    } else if (to === null || there(to.row).length === 0) take(null);
  });
  const rules = new Map<string | null, Extract<GoldenChange, { of: 'rule' }>>();
  let date: Extract<GoldenChange, { of: 'date-column' }> | null = null;
  for (const change of changes) {
    if (change.of === 'rule') rules.set(change.column, { ...change, from: (rules.get(change.column) ?? change).from });
    else if (change.of === 'date-column') date = { ...change, from: (date ?? change).from };
  }
  const { settings } = mine;
  const here = new Map(settings.columnRules);
  for (const change of rules.values()) {
    const now = change.column === null ? settings.rule : (here.get(change.column) ?? null);
    if (change.from !== change.to && now !== change.to) take(now === change.from ? change : null);
  }
  if (date && date.from !== date.to && settings.dateColumn !== date.to) take(settings.dateColumn === date.from ? date : null);
  return { taken, left };
}

interface NetPick {
  readonly column: string;
  readonly from: CellPick | null;
  readonly to: CellPick | null;
}

/** What a chain of picks comes to: what stood at its beginning, and what stands at its end. */
function netPicks(changes: readonly GoldenChange[]): NetPick[] {
  const keyOf = (column: string, { row, order }: CellPick): string => JSON.stringify([column, row, order]);
  const standing = new Map<string, NetPick>();
  const removed: NetPick[] = [];
  for (const change of changes) {
    if (change.of !== 'cell') continue;
    const { column, from, to } = change;
    const known = from && standing.get(keyOf(column, from));
    const start = known ? known.from : from;
    if (from) standing.delete(keyOf(column, from));
    if (to) {
      const isBack = start !== null && keyOf(column, start) === keyOf(column, to);
      const again = removed.findIndex(
        (other) => other.column === column && other.from && keyOf(column, other.from) === keyOf(column, to),
      );
      if (again >= 0) removed.splice(again, 1);
      else if (!isBack) standing.set(keyOf(column, to), { column, from: start, to });
    } else if (start) removed.push({ column, from: start, to: null });
  }
  return [...removed, ...standing.values()];
}

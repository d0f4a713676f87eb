import { AppError } from '../../model/errors';
import type { BlockingRule } from '../../model/settings';
import type { Dataset, Sides } from '../../model/types';
import { cellsNamed } from '../../table/cells';
import { checkRule, FOREIGN_KEY, NO_KEY, numberKeys, type RangeValues, readRange } from './blocking-keys';
import { countWithin, firstAbove, firstWithin } from './range-count';

/** Key cells of one side: `columns[rule][row]`. */
export type BlockingColumns = readonly (readonly string[])[];

/** Rows that may meet, ascending. A left row is in at most one block; a right row may be in several where a rule is a range. */
export interface Block {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

/** What blocking does to a linkage, in figures and rows. */
export interface BlockingReport {
  readonly rowCounts: Sides<number>;
  /** Pairs that are compared. A table against itself: unordered pairs of different rows. */
  readonly pairCount: number;
  readonly allPairs: number;
  /** Share of all pairs that is cut off, 0…1. */
  readonly shareCut: number;
  /** Rows with an empty key of any rule, ascending: they stay, without candidates. */
  readonly emptyKeys: Sides<Uint32Array>;
  /** How many of them have a filled cell in which no number can be read. */
  readonly unreadable: Sides<number>;
  /** Rows with keys that meet no row of the other side, ascending. */
  readonly unpairedRows: Sides<Uint32Array>;
  readonly unpaired: Sides<number>;
  /** Share of rows without any partner, for want of a key or of a row that has it, 0…1. */
  readonly shareWithoutPartner: Sides<number>;
  /** Blocks and the pairs of the largest one, left rows times right rows. */
  readonly blockCount: number;
  readonly largestBlock: number;
}

export interface BlockPlan extends BlockingReport {
  /** Blocks with rows on both sides, by first left row. Together they hold every allowed pair, each once. */
  readonly blocks: readonly Block[];
  /** True where `allows` accepts every pair of every block, so that it need not be asked. */
  readonly isExact: boolean;
  /** Whether every rule lets these two rows meet. O(rules). */
  allows(leftRow: number, rightRow: number): boolean;
}

/**
 * Which rows may meet under all `rules` at once. Keys are trimmed, white space collapsed, NFKC, case folded; numbers as
 * `readNumbers` takes them, a tolerance being inclusive. A row whose key is empty under any rule meets nothing and is reported.
 *
 * Rows with equal exact and prefix keys form groups. Within a group the most selective range sorts the left rows into buckets at
 * most one tolerance wide, each beside the right rows within reach of any of its rows; `allows` decides the rest. Counts are exact.
 * Near linear in rows and blocks with at most one range, see `countWithin` for more. Order of rows changes nothing but order.
 *
 * @param left,right key cells of each rule; the same object twice is one table against itself
 * @throws AppError `input/invalid-option` `blocking` for no rules, other counts of columns, or a rule without meaning
 */
export function planBlocks(left: BlockingColumns, right: BlockingColumns, rules: readonly BlockingRule[]): BlockPlan {
  rules.forEach(checkRule);
  if (rules.length === 0 || left.length !== rules.length || right.length !== rules.length) {
    throw new AppError('input/invalid-option', { option: 'blocking' });
  }
  const isOneTable = left === right;
  const rowCounts = { left: left[0]!.length, right: right[0]!.length };
  const ranges: RangeValues[] = [];
  let groups = oneGroup(rowCounts);
  rules.forEach((rule, index) => {
    if (rule.key === 'numeric-range') ranges.push(readRange(rule, left[index]!, right[index]!));
    else groups = refine(groups, numberKeys(rule, left[index]!, right[index]!));
  });
  for (const { left: leftValues, right: rightValues } of ranges) {
    dropUnreadable(groups.left, leftValues);
    if (!isOneTable) dropUnreadable(groups.right, rightValues);
  }
  const rows = { left: rowsByGroup(groups.left, groups.count), right: rowsByGroup(groups.right, groups.count) };
  const partners = countPartners(groups.count, rows, ranges, rowCounts);
  if (isOneTable) for (let row = 0; row < rowCounts.left; row++) if (groups.left[row] !== NO_KEY) partners.left[row]!--;
  const blocks = makeBlocks(groups.count, rows, ranges);
  const ordered = partners.left.reduce((sum, count) => sum + count, 0);
  const pairCount = isOneTable ? ordered / 2 : ordered;
  const allPairs = isOneTable ? (rowCounts.left * (rowCounts.left - 1)) / 2 : rowCounts.left * rowCounts.right;
  const emptyKeys = bySide((side) => rowsWhere(groups[side], (group) => group === NO_KEY));
  const unpairedRows = bySide((side) =>
    rowsWhere(groups[side], (group, row) => group !== NO_KEY && (isOneTable ? partners.left : partners[side])[row] === 0),
  );
  const unpaired = bySide((side) => unpairedRows[side].length);
  const cells = { left, right };
  return {
    rowCounts,
    pairCount,
    allPairs,
    shareCut: allPairs === 0 ? 0 : 1 - pairCount / allPairs,
    emptyKeys,
    unreadable: bySide((side) => countUnreadable(cells[side], rules, ranges, side)),
    unpairedRows,
    unpaired,
    shareWithoutPartner: bySide((side) =>
      rowCounts[side] === 0 ? 0 : (emptyKeys[side].length + unpaired[side]) / rowCounts[side],
    ),
    blockCount: blocks.length,
    largestBlock: blocks.reduce((most, block) => Math.max(most, block.left.length * block.right.length), 0),
    blocks,
    isExact: ranges.length === 0 && !isOneTable,
    allows(leftRow, rightRow) {
      const group = groups.left[leftRow]!;
      if (group === NO_KEY || group !== groups.right[rightRow] || (isOneTable && leftRow === rightRow)) return false;
      return ranges.every((range) => Math.abs(range.left[leftRow]! - range.right[rightRow]!) <= range.tolerance);
    },
  };
}

/** The figures of a plan without its blocks: what crosses to the page. */
export function reportOf(plan: BlockPlan): BlockingReport {
  const { blocks: _, isExact: __, allows: ___, ...report } = plan;
  return report;
}

/** The key cells that rules need. @throws AppError `input/unknown-column` */
export function blockingColumns(datasets: Sides<Dataset>, rules: readonly BlockingRule[]): Sides<BlockingColumns> {
  const left = rules.map((rule) => cellsNamed(datasets.left, rule.left));
  if (datasets.left === datasets.right) return { left, right: left };
  return { left, right: rules.map((rule) => cellsNamed(datasets.right, rule.right)) };
}

/** The group of every row, a number below `count`, `NO_KEY` or `FOREIGN_KEY`. */
interface Groups {
  left: Uint32Array;
  right: Uint32Array;
  count: number;
}

const bySide = <T>(of: (side: 'left' | 'right') => T): Sides<T> => ({ left: of('left'), right: of('right') });

const oneGroup = (rowCounts: Sides<number>): Groups => ({
  left: new Uint32Array(rowCounts.left),
  right: new Uint32Array(rowCounts.right),
  count: 1,
});

/** Groups split by one more key; numbers are given in order of left rows. */
function refine(groups: Groups, keys: Groups): Groups {
  const numbers = new Map<number, number>();
  const side = (group: Uint32Array, key: Uint32Array, mayAdd: boolean): Uint32Array =>
    group.map((before, row) => {
      const own = key[row]!;
      if (before === NO_KEY || own === NO_KEY) return NO_KEY;
      if (before === FOREIGN_KEY || own === FOREIGN_KEY) return FOREIGN_KEY;
      const combined = before * keys.count + own;
      let number = numbers.get(combined);
      if (number === undefined) {
        if (!mayAdd) return FOREIGN_KEY;
        number = numbers.size;
        numbers.set(combined, number);
      }
      return number;
    });
  const left = side(groups.left, keys.left, true);
  return { left, right: side(groups.right, keys.right, false), count: numbers.size };
}

function dropUnreadable(group: Uint32Array, values: Float64Array): void {
  for (let row = 0; row < group.length; row++) if (Number.isNaN(values[row]!)) group[row] = NO_KEY;
}

/** Rows of every group, ascending: `rows[offsets[group]..offsets[group + 1]]`. */
interface GroupRows {
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
}

function rowsByGroup(group: Uint32Array, count: number): GroupRows {
  const offsets = new Uint32Array(count + 1);
  for (const number of group) if (number < count) offsets[number + 1]!++;
  for (let number = 0; number < count; number++) offsets[number + 1]! += offsets[number]!;
  const next = offsets.slice();
  const rows = new Uint32Array(offsets[count]!);
  group.forEach((number, row) => {
    if (number < count) rows[next[number]!++] = row;
  });
  return { offsets, rows };
}

const rowsOf = (side: GroupRows, group: number): Uint32Array =>
  side.rows.subarray(side.offsets[group]!, side.offsets[group + 1]!);

const pick = (values: Float64Array, rows: Uint32Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);

/** How many rows of the other side each row meets. */
function countPartners(
  groupCount: number,
  rows: Sides<GroupRows>,
  ranges: readonly RangeValues[],
  rowCounts: Sides<number>,
): Sides<Float64Array> {
  const partners = { left: new Float64Array(rowCounts.left), right: new Float64Array(rowCounts.right) };
  const tolerances = ranges.map((range) => range.tolerance);
  for (let group = 0; group < groupCount; group++) {
    const left = rowsOf(rows.left, group);
    const right = rowsOf(rows.right, group);
    if (left.length === 0 || right.length === 0) continue;
    const fill = (into: Float64Array, own: Uint32Array, counts: Float64Array | null, constant: number): void => {
      own.forEach((row, at) => {
        into[row] = counts ? counts[at]! : constant;
      });
    };
    const leftValues = ranges.map((range) => pick(range.left, left));
    const rightValues = ranges.map((range) => pick(range.right, right));
    const isRange = ranges.length > 0;
    fill(partners.left, left, isRange ? countWithin(leftValues, rightValues, tolerances) : null, right.length);
    fill(partners.right, right, isRange ? countWithin(rightValues, leftValues, tolerances) : null, left.length);
  }
  return partners;
}

function makeBlocks(groupCount: number, rows: Sides<GroupRows>, ranges: readonly RangeValues[]): Block[] {
  const blocks: Block[] = [];
  for (let group = 0; group < groupCount; group++) {
    const left = rowsOf(rows.left, group);
    const right = rowsOf(rows.right, group);
    if (left.length === 0 || right.length === 0) continue;
    if (ranges.length === 0) blocks.push({ left, right });
    else blocks.push(...bucketBlocks(left, right, mostSelective(left, right, ranges)));
  }
  return ranges.length === 0 ? blocks : blocks.sort((a, b) => a.left[0]! - b.left[0]!);
}

function mostSelective(left: Uint32Array, right: Uint32Array, ranges: readonly RangeValues[]): RangeValues {
  if (ranges.length === 1) return ranges[0]!;
  const pairs = ranges.map((range) =>
    countWithin([pick(range.left, left)], [pick(range.right, right)], [range.tolerance]).reduce((sum, count) => sum + count, 0),
  );
  return ranges[pairs.indexOf(Math.min(...pairs))]!;
}

/** Left rows in buckets at most one tolerance wide, each with the right rows that any of them may meet. */
function bucketBlocks(left: Uint32Array, right: Uint32Array, range: RangeValues): Block[] {
  const { tolerance } = range;
  const leftOrder = left.slice().sort((a, b) => range.left[a]! - range.left[b]!);
  const rightOrder = right.slice().sort((a, b) => range.right[a]! - range.right[b]!);
  const rightValues = pick(range.right, rightOrder);
  const blocks: Block[] = [];
  for (let from = 0; from < leftOrder.length; ) {
    const first = range.left[leftOrder[from]!]!;
    let to = from + 1;
    while (to < leftOrder.length && range.left[leftOrder[to]!]! - first <= tolerance) to++;
    const last = range.left[leftOrder[to - 1]!]!;
    const within = rightOrder.slice(firstWithin(rightValues, first, tolerance), firstAbove(rightValues, last, tolerance));
    if (within.length > 0) blocks.push({ left: leftOrder.slice(from, to).sort(), right: within.sort() });
    from = to;
  }
  return blocks;
}

function rowsWhere(groups: Uint32Array, holds: (group: number, row: number) => boolean): Uint32Array {
  const rows: number[] = [];
  groups.forEach((group, row) => {
    if (holds(group, row)) rows.push(row);
  });
  return Uint32Array.from(rows);
}

function countUnreadable(
  cells: BlockingColumns,
  rules: readonly BlockingRule[],
  ranges: readonly RangeValues[],
  side: 'left' | 'right',
): number {
  const unreadable = new Set<number>();
  let range = 0;
  rules.forEach((rule, index) => {
    if (rule.key !== 'numeric-range') return;
    ranges[range++]![side].forEach((value, row) => {
      if (Number.isNaN(value) && cells[index]![row]!.trim() !== '') unreadable.add(row);
    });
  });
  return unreadable.size;
}

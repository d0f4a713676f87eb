import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editFates, editLines } from './edit-history';
import {
  type ClusterBook,
  type ClusterEntry,
  openClusterBook,
  planClusterUndo,
  planConfirm,
  planGolden,
  planLeaveOut,
  planMerge,
  planReopen,
  planSplit,
} from './edits';
import { choosePick, chooseRule } from './golden-choices';
import { openClusterDifferences, planClusterMerge, planKeepClusters, planTakeClusters } from './merge-edits';

const ROWS = 9;
let clock = 0;
/** A time of its own for every entry, as two people have. */
const tick = (): string => new Date(Date.UTC(2026, 0, 1) + 1000 * clock++).toISOString();
const does = (book: ClusterBook, entry: ClusterEntry | null): ClusterBook => {
  if (entry) book.append(entry);
  return book;
};
const groups = (book: ClusterBook) => Array.from({ length: ROWS }, (_, row) => book.placementOf(row)?.group ?? null);
const merge = (book: ClusterBook, their: ClusterBook, reviewer = 'Bo') => {
  const plan = planClusterMerge(book, { theirs: structuredClone(their.entries) as ClusterEntry[], reviewer, at: tick() });
  does(book, plan.entry);
  return plan;
};
/** A beginning that both have: rows 0 to 2 together. */
const begin = (): [ClusterBook, ClusterBook] => {
  const first = does(openClusterBook(), planConfirm(openClusterBook(), [[0, 1, 2]], tick()));
  return [first, openClusterBook(structuredClone(first.entries) as ClusterEntry[])];
};

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('confirm', 'split', 'leave-out', 'reopen', 'undo', 'pick'),
    rows: fc.nat(511),
    cut: fc.nat(),
  }),
  { maxLength: 6 },
);
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;
function work(book: ClusterBook, list: Steps): void {
  for (const { kind, rows: mask, cut } of list) {
    const rows = Array.from({ length: ROWS }, (_, row) => row).filter((row) => (mask >> row) & 1);
    if (rows.length === 0) continue;
    const at = cut % rows.length;
    const pick = () => choosePick(book.golden, 'name', rows[at]!, rows, book.entries.length + 1);
    const plans: Record<typeof kind, () => ClusterEntry | null> = {
      confirm: () => planConfirm(book, [rows], tick()),
      split: () => planSplit(book, [rows.slice(0, at), rows.slice(at)], tick()),
      'leave-out': () => planLeaveOut(book, rows, new Set([rows[at]!]), tick()),
      reopen: () => planReopen(book, rows, tick()),
      undo: () => planClusterUndo(book, tick()),
      pick: () => planGolden(book, pick(), tick()),
    };
    does(book, plans[kind]());
  }
}
const pairs = fc.tuple(steps, steps, steps).map(([common, mine, theirs]) => {
  const book = openClusterBook();
  work(book, common);
  const their = openClusterBook(structuredClone(book.entries) as ClusterEntry[]);
  work(book, mine);
  work(their, theirs);
  return { book, their };
});

describe('edits of another reviewer', () => {
  it('are taken where only they worked, mine stay where both did and differ, and undo takes all back', () => {
    fc.assert(
      fc.property(pairs, ({ book, their }) => {
        const before = { groups: groups(book), golden: book.golden.settings };
        const wanted = groups(their);
        const plan = merge(book, their);
        for (let row = 0; row < ROWS; row++) {
          const group = book.placementOf(row)?.group;
          if (group !== undefined) expect(book.rowsOfGroup(group)[0]).toBe(group);
        }
        const differing = new Set(plan.entry?.differs.flatMap(({ rows }) => rows));
        groups(book).forEach((group, row) => {
          if (differing.has(row)) expect(group).toBe(before.groups[row]);
          else expect([before.groups[row], wanted[row]]).toContain(group);
        });
        expect(planClusterMerge(book, { theirs: their.entries, reviewer: 'Bo', at: tick() }).entry).toBeNull();
        if (!plan.entry) return;
        const again = openClusterBook(structuredClone(book.entries) as ClusterEntry[]);
        expect(groups(again)).toEqual(groups(book));
        does(book, planClusterUndo(book, tick()));
        expect(groups(book)).toEqual(before.groups);
        expect(book.golden.settings).toEqual(before.golden);
        expect(openClusterDifferences(book.entries)).toEqual([]);
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it('settled as mine or as theirs leave no difference, and both ends are a partition', () => {
    fc.assert(
      fc.property(pairs, fc.boolean(), ({ book, their }, takesTheirs) => {
        merge(book, their);
        for (let guard = 0; guard < ROWS; guard++) {
          const [difference] = openClusterDifferences(book.entries);
          if (!difference) break;
          const before = groups(book);
          does(book, takesTheirs ? planTakeClusters(book, difference, tick()) : planKeepClusters(book, difference, tick()));
          const wanted = takesTheirs ? groups(their) : before;
          for (const row of difference.rows) expect(groups(book)[row]).toBe(wanted[row]);
        }
        expect(openClusterDifferences(book.entries)).toEqual([]);
        for (let row = 0; row < ROWS; row++) {
          const group = book.placementOf(row)?.group;
          if (group !== undefined) expect(book.rowsOfGroup(group)[0]).toBe(group);
        }
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('come to the same on both sides where nothing differs', () => {
    const [mine, their] = begin();
    does(mine, planConfirm(mine, [[4, 5]], tick()));
    does(their, planLeaveOut(their, [0, 1, 2], new Set([2]), tick()));
    const copy = openClusterBook(structuredClone(mine.entries) as ClusterEntry[]);
    merge(mine, their);
    merge(their, copy, 'Ana');
    expect(groups(mine)).toEqual([0, 0, 2, null, 4, 4, null, null, null]);
    expect(groups(their)).toEqual(groups(mine));
  });

  it('name the groups of rows that differ, with the agreement on what both settled alone', () => {
    const [mine, their] = begin();
    does(mine, planMerge(mine, [[0, 1, 2], [3]], tick()));
    does(their, planLeaveOut(their, [0, 1, 2], new Set([2]), tick()));
    does(mine, planConfirm(mine, [[5, 6]], tick()));
    does(their, planConfirm(their, [[5, 6]], tick()));
    const plan = merge(mine, their);
    expect(plan.entry!.differs).toEqual([
      {
        rows: [0, 1, 2, 3],
        theirs: [
          { rows: [0, 1], isConfirmed: false },
          { rows: [2], isConfirmed: false },
        ],
      },
    ]);
    expect(plan.agreement).toMatchObject({ rows: 5, joined: 4, joinedByBoth: 2 });
    expect(plan).toMatchObject({ onlyMine: 1, onlyTheirs: 0 });
    expect(editFates(mine.entries).at(-1)!.fate).toBe('in-force');
    expect(editLines(mine.entries).map(({ entry, mergedIn }) => [mergedIn, entry.seq])).toEqual([
      [null, 4],
      [4, 3],
      [4, 2],
      [null, 3],
      [null, 2],
      [null, 1],
    ]);
    expect(openClusterDifferences(mine.entries)).toHaveLength(1);
    does(mine, planReopen(mine, [3], tick()));
    expect(openClusterDifferences(mine.entries)).toEqual([]);
  });

  it('bring their choices of cells where mine did not change the same', () => {
    const [mine, their] = begin();
    const pick = (book: ClusterBook, column: string, row: number, rows: readonly number[]) =>
      does(book, planGolden(book, choosePick(book.golden, column, row, rows, book.entries.length + 1), tick()));
    pick(their, 'name', 1, [0, 1, 2]);
    pick(their, 'city', 2, [0, 1, 2]);
    pick(their, 'city', 1, [0, 1, 2]);
    does(their, planGolden(their, chooseRule(their.golden, null, 'longest'), tick()));
    pick(mine, 'name', 2, [0, 1, 2]);
    does(mine, planGolden(mine, chooseRule(mine.golden, null, 'newest'), tick()));
    const plan = merge(mine, their);
    expect(plan.choicesLeft).toBe(1);
    expect(mine.golden.settings.rule).toBe('newest');
    expect(mine.golden.picksWithin('name', [0, 1, 2]).at(-1)!.row).toBe(2);
    expect(mine.golden.picksWithin('city', [0, 1, 2]).map(({ row }) => row)).toEqual([1]);
  });
});

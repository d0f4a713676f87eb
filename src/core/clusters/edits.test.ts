import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLUSTER_METHODS, createClusterRule } from './cluster-rule';
import { CLUSTER_STATUSES, summariseClusters } from './cluster-summary';
import {
  type ClusterBook,
  type ClusterEntry,
  openClusterBook,
  planClusterRedo,
  planClusterUndo,
  planConfirm,
  planLeaveOut,
  planMerge,
  planReopen,
  planSplit,
} from './edits';
import { asSets, graphOf, pairLists } from './graph-fixture';
import { buildPairGraph } from './pair-graph';
import { numberByFirstRow } from './partition';
import { missedRows, settleClusters } from './settle';

const at = '2026-01-01T00:00:00.000Z';
const does = (book: ClusterBook, entry: ClusterEntry | null): void => {
  if (entry) book.append(entry);
};

/** One thing a person may do, made concrete by what clusters there are. */
interface Step {
  readonly kind: 'confirm' | 'split' | 'merge' | 'leave-out' | 'reopen' | 'undo' | 'redo';
  readonly pick: number;
  readonly other: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('confirm', 'split', 'merge', 'leave-out', 'reopen', 'undo', 'redo'),
  pick: fc.nat(),
  other: fc.nat(),
});

function take(book: ClusterBook, clusters: readonly number[][], { kind, pick, other }: Step): void {
  const cluster = clusters[pick % clusters.length]!;
  const second = clusters[other % clusters.length]!;
  const cut = other % cluster.length;
  const plans: Record<Step['kind'], () => ClusterEntry | null> = {
    confirm: () => planConfirm(book, [cluster], at),
    split: () => planSplit(book, [cluster.slice(0, cut), cluster.slice(cut)], at),
    merge: () => planMerge(book, cluster === second ? [cluster] : [cluster, second], at),
    'leave-out': () => planLeaveOut(book, cluster, new Set([cluster[cut]!]), at),
    reopen: () => planReopen(book, cluster.slice(cut), at),
    undo: () => planClusterUndo(book, at),
    redo: () => planClusterRedo(book, at),
  };
  does(book, plans[kind]());
}

const placements = (book: ClusterBook, rowCount: number) => Array.from({ length: rowCount }, (_, row) => book.placementOf(row));
const scenario = fc.record({
  list: pairLists({ mostRows: 12 }),
  method: fc.constantFrom(...CLUSTER_METHODS),
  steps: fc.array(step, { maxLength: 12 }),
  threshold: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
  later: fc.double({ min: 0.1, max: 0.95, noNaN: true }),
});

describe('edits', () => {
  it('leave a partition whatever is done, and hold at every other threshold', () => {
    fc.assert(
      fc.property(scenario, ({ list, method, steps, threshold, later }) => {
        const rule = createClusterRule(graphOf(list), { method, minimumNeighbours: 2 });
        const book = openClusterBook();
        for (const one of steps) take(book, asSets(settleClusters(rule, threshold, book).clusterOf), one);
        const { clusterOf } = settleClusters(rule, later, book);
        expect(clusterOf).toEqual(numberByFirstRow(list.rowCount, (row) => clusterOf[row]!));
        for (let row = 0; row < list.rowCount; row++) {
          const group = book.placementOf(row)?.group;
          for (let other = 0; other < row; other++) {
            const otherGroup = book.placementOf(other)?.group;
            if (group === undefined && otherGroup === undefined) continue;
            expect(clusterOf[row] === clusterOf[other]).toBe(group === otherGroup);
          }
        }
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it('are undone one by one to what was before each, and redone', () => {
    fc.assert(
      fc.property(scenario, ({ list, method, steps, threshold }) => {
        const rule = createClusterRule(graphOf(list), { method, minimumNeighbours: 2 });
        const book = openClusterBook();
        const states = [placements(book, list.rowCount)];
        for (const one of steps) {
          if (one.kind === 'undo' || one.kind === 'redo') continue;
          const before = book.entries.length;
          take(book, asSets(settleClusters(rule, threshold, book).clusterOf), one);
          if (book.entries.length > before) states.push(placements(book, list.rowCount));
        }
        for (let state = states.length - 2; state >= 0; state--) {
          does(book, planClusterUndo(book, at));
          expect(placements(book, list.rowCount)).toEqual(states[state]);
        }
        expect(planClusterUndo(book, at)).toBeNull();
        for (const state of states.slice(1)) {
          does(book, planClusterRedo(book, at));
          expect(placements(book, list.rowCount)).toEqual(state);
        }
        expect(planClusterRedo(book, at)).toBeNull();
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('are the same after the log is read back, and every group goes by its lowest row', () => {
    fc.assert(
      fc.property(scenario, ({ list, method, steps, threshold }) => {
        const rule = createClusterRule(graphOf(list), { method, minimumNeighbours: 2 });
        const book = openClusterBook();
        for (const one of steps) take(book, asSets(settleClusters(rule, threshold, book).clusterOf), one);
        const stored = structuredClone(book.entries) as ClusterEntry[];
        expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
        const again = openClusterBook(stored);
        expect(placements(again, list.rowCount)).toEqual(placements(book, list.rowCount));
        expect(again.undoable()?.seq).toBe(book.undoable()?.seq);
        expect(again.redoable()?.seq).toBe(book.redoable()?.seq);
        for (let row = 0; row < list.rowCount; row++) {
          const group = book.placementOf(row)?.group;
          if (group !== undefined) expect(book.rowsOfGroup(group)[0]).toBe(group);
        }
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  it('change nothing when nothing would change', () => {
    const book = openClusterBook();
    does(book, planConfirm(book, [[1, 2]], at));
    expect(planConfirm(book, [[2, 1]], at)).toBeNull();
    expect(planReopen(book, [5], at)).toBeNull();
  });

  it('the rest of a group that loses its first row goes by another', () => {
    const book = openClusterBook();
    does(book, planMerge(book, [[1], [4, 6]], at));
    does(book, planReopen(book, [1], at));
    expect([1, 4, 6].map((row) => book.placementOf(row)?.group)).toEqual([undefined, 4, 4]);
  });
});

describe('what a person settled, against the rule', () => {
  // 0-1-2 close, 3 a little off, 4 alone.
  const graph = buildPairGraph(5, {
    left: [0, 0, 1, 0, 1, 2],
    right: [1, 2, 2, 3, 3, 3],
    score: [0.9, 0.9, 0.9, 0.6, 0.6, 0.6],
  });
  const rule = createClusterRule(graph, { method: 'average', minimumNeighbours: 2 });

  it('keeps a left-out row out, and names it as missed', () => {
    const book = openClusterBook();
    does(book, planLeaveOut(book, [0, 1, 2], new Set([1]), at));
    const settled = settleClusters(rule, 0.5, book);
    expect(asSets(settled.clusterOf)).toEqual([[0, 2], [1], [3], [4]]);
    expect(missedRows(settled, [0, 2])).toEqual([1, 3]);
    does(book, planMerge(book, [[0, 2], [1]], at, 'put-back'));
    expect(asSets(settleClusters(rule, 0.5, book).clusterOf)).toEqual([[0, 1, 2], [3], [4]]);
  });

  it('does not join free rows through a row that was taken away', () => {
    const chain = buildPairGraph(3, { left: [0, 1], right: [1, 2], score: [0.9, 0.9] });
    const book = openClusterBook();
    does(book, planConfirm(book, [[1]], at));
    const settled = settleClusters(createClusterRule(chain, { method: 'components', minimumNeighbours: 1 }), 0.5, book);
    expect(asSets(settled.clusterOf)).toEqual([[0], [1], [2]]);
  });

  it('is told in the summary: size, lowest score, status, conflicts', () => {
    const book = openClusterBook();
    does(book, planConfirm(book, [[0, 1, 2]], at));
    const settled = settleClusters(rule, 0.5, book);
    const summary = summariseClusters(settled, graph, book);
    expect([...summary.firstRow]).toEqual([0, 3, 4]);
    expect([...summary.size]).toEqual([3, 1, 1]);
    expect(summary.lowest[0]).toBe(Math.fround(0.9));
    expect(summary.lowest[1]).toBeNaN();
    expect([...summary.status].map((code) => CLUSTER_STATUSES[code])).toEqual(['confirmed', 'pending', 'pending']);
    expect([...summary.conflicts]).toEqual([1, 0, 0]);
  });
});

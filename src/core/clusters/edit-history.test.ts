import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingEntries } from '../decisions/undo-history';
import { createClusterRule } from './cluster-rule';
import { editFates, editLines, filterEdits, planClusterRevert } from './edit-history';
import {
  type ClusterBook,
  type ClusterEntry,
  openClusterBook,
  planClusterRedo,
  planClusterUndo,
  planConfirm,
  planGolden,
  planLeaveOut,
  planMerge,
  planSplit,
} from './edits';
import { chooseDateColumn, choosePick, chooseRule } from './golden-choices';
import { DEFAULT_GOLDEN_SETTINGS } from './golden-record';
import { asSets, graphOf, pairLists } from './graph-fixture';
import { settleClusters } from './settle';

const at = '2026-01-01T00:00:00.000Z';
const does = (book: ClusterBook, entry: ClusterEntry | null): void => {
  if (entry) book.append(entry);
};
const ROWS = 12;
const stateOf = (book: ClusterBook) => ({
  placements: Array.from({ length: ROWS }, (_, row) => book.placementOf(row)),
  golden: book.golden.settings,
});
const columns = ['name', '__proto__'];

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('confirm', 'confirm-two', 'split', 'merge', 'leave-out', 'pick', 'rule', 'undo', 'redo', 'revert'),
    pick: fc.nat(),
    other: fc.nat(),
  }),
  { maxLength: 14 },
);
type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number];

function take(book: ClusterBook, clusters: readonly number[][], { kind, pick, other }: Step): void {
  const cluster = clusters[pick % clusters.length]!;
  const second = clusters[other % clusters.length]!;
  const cut = other % cluster.length;
  const column = columns[other % 2]!;
  const seq = book.entries.length + 1;
  const plans: Record<Step['kind'], () => ClusterEntry | null> = {
    confirm: () => planConfirm(book, [cluster], at),
    'confirm-two': () => planConfirm(book, cluster === second ? [cluster] : [cluster, second], at),
    split: () => planSplit(book, [cluster.slice(0, cut), cluster.slice(cut)], at),
    merge: () => planMerge(book, cluster === second ? [cluster] : [cluster, second], at),
    'leave-out': () => planLeaveOut(book, cluster, new Set([cluster[cut]!]), at),
    pick: () => planGolden(book, choosePick(book.golden, column, other % 5 === 0 ? null : cluster[cut]!, cluster, seq), at),
    rule: () => planGolden(book, chooseRule(book.golden, pick % 3 ? column : null, other % 2 ? 'longest' : 'newest'), at),
    undo: () => planClusterUndo(book, at),
    redo: () => planClusterRedo(book, at),
    revert: () => (book.entries.length === 0 ? null : planClusterRevert(book, 1 + (pick % book.entries.length), at)),
  };
  does(book, plans[kind]());
}

const logs = fc.record({ list: pairLists({ mostRows: ROWS }), steps }).map(({ list, steps }) => {
  const rule = createClusterRule(graphOf(list), { method: 'components', minimumNeighbours: 2 });
  const book = openClusterBook();
  for (const one of steps) take(book, asSets(settleClusters(rule, 0.4, book).clusterOf), one);
  return book;
});

/** Edits that stand, with those that were taken back and their taking back left out. */
const standing = (entries: readonly ClusterEntry[], without?: number): ClusterEntry[] => {
  const inForce = standingEntries(entries);
  const reverted = new Set(inForce.flatMap((entry) => (entry.kind === 'revert' ? [entry.target] : [])));
  return inForce.filter(({ kind, seq }) => kind !== 'revert' && !reverted.has(seq) && seq !== without);
};

describe('an edit taken back out of its turn', () => {
  it('leaves what there would be without it', () => {
    fc.assert(
      fc.property(logs, (book) => {
        editFates(book.entries).forEach(({ fate, canRevert, blockedBy }, index) => {
          const seq = index + 1;
          const entry = planClusterRevert(book, seq, at);
          expect(entry !== null).toBe(canRevert);
          // Parts of an edit are looked at below.
          if (fate !== 'in-force' || !entry || book.entries.some((other) => other.kind === 'revert')) return;
          expect(blockedBy).toEqual([]);
          const after = openClusterBook([...book.entries, entry]);
          expect(stateOf(after).placements).toEqual(stateOf(openClusterBook(standing(book.entries, seq))).placements);
          does(after, planClusterUndo(after, at));
          expect(stateOf(after)).toEqual(stateOf(book));
        });
      }),
      { seed: 21, numRuns: 400 },
    );
  });

  it('keeps every group by its lowest row, whatever was taken back before', () => {
    fc.assert(
      fc.property(logs, (book) => {
        for (let row = 0; row < ROWS; row++) {
          const group = book.placementOf(row)?.group;
          if (group !== undefined) expect(book.rowsOfGroup(group)[0]).toBe(group);
        }
        const again = openClusterBook(structuredClone(book.entries) as ClusterEntry[]);
        expect(stateOf(again)).toEqual(stateOf(book));
        expect(editFates(again.entries)).toEqual(editFates(book.entries));
      }),
      { seed: 22, numRuns: 400 },
    );
  });

  it('is refused where later edits touched the same clusters, which are named; those taken back free it', () => {
    const book = openClusterBook();
    does(book, planLeaveOut(book, [1, 2, 3], new Set([3]), at));
    does(book, planMerge(book, [[3], [7]], at));
    does(book, planConfirm(book, [[5, 6]], at));
    expect(editFates(book.entries).map(({ blockedBy }) => blockedBy)).toEqual([[2], [], []]);
    expect(planClusterRevert(book, 1, at)).toBeNull();
    does(book, planClusterRevert(book, 2, at));
    expect(editFates(book.entries).map(({ fate }) => fate)).toEqual(['in-force', 'reverted', 'in-force', 'in-force']);
    does(book, planClusterRevert(book, 1, at));
    expect([1, 2, 3, 7].map((row) => book.placementOf(row))).toEqual([null, null, null, null]);
    expect(book.placementOf(5)).toEqual({ group: 5, isConfirmed: true });
  });

  it('takes back those of many confirmed clusters that nobody touched since', () => {
    const book = openClusterBook();
    const clusters = [
      [0, 1],
      [2, 3],
      [4, 5],
    ];
    does(book, planConfirm(book, clusters, at));
    does(book, planSplit(book, [[2], [3]], at));
    expect(editFates(book.entries)[0]).toEqual({ fate: 'partly', blockedBy: [2], canRevert: true });
    does(book, planClusterRevert(book, 1, at));
    expect([0, 1, 2, 3, 4, 5].map((row) => book.placementOf(row)?.group ?? null)).toEqual([null, null, 2, 3, null, null]);
  });
});

describe('choices of surviving cells', () => {
  it('are undone, done again and read back like edits, on top of what was chosen before there was a log of them', () => {
    const start = { ...DEFAULT_GOLDEN_SETTINGS, picks: [{ column: 'name', row: 4 }] };
    const book = openClusterBook([], start);
    const pick = (row: number | null) =>
      does(book, planGolden(book, choosePick(book.golden, 'name', row, [1, 2, 4], book.entries.length + 1), at));
    pick(2);
    expect(book.golden.settings.picks).toEqual([{ column: 'name', row: 2 }]);
    does(book, planGolden(book, [...chooseRule(book.golden, 'city', 'longest'), ...chooseDateColumn(book.golden, 'on')], at));
    pick(null);
    expect(book.golden.settings).toEqual({
      rule: 'first-filled',
      columnRules: [['city', 'longest']],
      dateColumn: 'on',
      picks: [],
    });
    does(book, planClusterRevert(book, 2, at));
    expect(book.golden.settings).toEqual(DEFAULT_GOLDEN_SETTINGS);
    does(book, planClusterUndo(book, at));
    does(book, planClusterUndo(book, at));
    expect(book.golden.settings.picks).toEqual([{ column: 'name', row: 2 }]);
    expect(openClusterBook(book.entries, start).golden.settings).toEqual(book.golden.settings);
    while (book.undoable()) does(book, planClusterUndo(book, at));
    expect(book.golden.settings).toEqual(start);
  });

  it('of two clusters that were merged, the later one counts', () => {
    const book = openClusterBook();
    does(book, planGolden(book, choosePick(book.golden, 'name', 1, [0, 1], 1), at));
    does(book, planGolden(book, choosePick(book.golden, 'name', 5, [5, 6], 2), at));
    does(book, planGolden(book, choosePick(book.golden, 'name', 0, [0, 1], 3), at));
    does(book, planClusterUndo(book, at));
    expect(book.golden.picksWithin('name', [0, 1, 5, 6]).at(-1)).toEqual({ row: 5, order: 2 });
    expect(book.golden.settings.picks.map(({ row }) => row)).toEqual([1, 5]);
  });
});

describe('the history', () => {
  it('is newest first and can be narrowed to rows, people and what counts', () => {
    const book = openClusterBook();
    does(book, planConfirm(book, [[0, 1]], at));
    book.append({ ...planSplit(book, [[2], [3]], at)!, by: 'Ana' });
    does(book, planClusterUndo(book, at));
    const lines = editLines(book.entries);
    expect(lines.map(({ entry, fate }) => [entry.seq, fate])).toEqual([
      [3, 'note'],
      [2, 'undone'],
      [1, 'in-force'],
    ]);
    const seqs = (filter: Partial<Parameters<typeof filterEdits>[1]>) =>
      filterEdits(lines, { rows: null, by: '', show: 'all', ...filter }).map(({ entry }) => entry.seq);
    expect(seqs({ rows: new Set([3]) })).toEqual([3, 2]);
    expect(seqs({ by: 'an' })).toEqual([2]);
    expect(seqs({ show: 'in-force' })).toEqual([1]);
    expect(seqs({ show: 'taken-back' })).toEqual([2]);
  });
});

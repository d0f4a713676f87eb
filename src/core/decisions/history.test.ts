import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, atMinute, cardinalities, perform, rows } from './decision-fixture';
import { filterHistory, historyLines, recordHistory, subjectOf } from './history';
import { openDecisionBook, planUndo } from './log';
import { planMerge } from './merge';

const ONE = 'one-to-one';

describe('the history of a review', () => {
  const ben = openDecisionBook();
  perform(ben, ['accept', 3, 3], ONE, 1, 'Ben');
  perform(ben, ['none', 3, 0], ONE, 2, 'Ben');
  const ann = openDecisionBook();
  perform(ann, ['accept', 0, 1], ONE, 3, 'Ann');
  perform(ann, ['unsure', 1, 0], ONE, 4, 'Ann');
  perform(ann, ['accept', 2, 1], ONE, 5, 'Ann');
  ann.append(planMerge(ann, { theirs: ben.entries, reviewer: 'Ben', cardinality: ONE, at: atMinute(6) }).entry!);
  perform(ann, ['revert', 0, 2], ONE, 7, 'Ann');
  const lines = historyLines(ann.entries);
  const shown = (filter: Partial<Parameters<typeof filterHistory>[1]>) =>
    filterHistory(lines, { left: null, by: '', show: 'all', ...filter }).map(({ entry, mergedIn }) =>
      mergedIn === null ? entry.seq : `${mergedIn}.${entry.seq}`,
    );

  it('of one record has the entries that speak of it, with what became of them there', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), cardinalities, (acts, cardinality) => {
        const book = openDecisionBook();
        acts.forEach((one, minute) => {
          perform(book, one, cardinality, minute);
        });
        for (const left of rows) {
          const own = recordHistory(book.entries, left);
          expect(own.map(({ entry }) => entry.seq)).toEqual(
            filterHistory(historyLines(book.entries), { left, by: '', show: 'all' }).map(({ entry }) => entry.seq),
          );
          for (const { entry } of own) expect(entry.changes.every((change) => change.left === left)).toBe(true);
        }
      }),
      { seed: 92, numRuns: 200 },
    );
    expect(recordHistory(ann.entries, 3).map(({ entry, mergedIn }) => [entry.seq, mergedIn])).toEqual([
      [4, null],
      [2, 4],
      [1, 4],
    ]);
  });

  it('lists every entry, newest first, and what a merge brought below it', () => {
    expect(shown({})).toEqual([5, 4, '4.2', '4.1', 3, 2, 1]);
    expect(lines.map(({ fate }) => fate)).toEqual([
      'in-force',
      'in-force',
      'in-force',
      'replaced',
      'in-force',
      'reverted',
      'replaced',
    ]);
  });

  it('is filtered by record, by person, and by what became of it', () => {
    expect(shown({ left: 0 })).toEqual([3, 1]);
    expect(shown({ left: 3 })).toEqual([4, '4.2', '4.1']);
    expect(shown({ by: ' ben' })).toEqual(['4.2', '4.1']);
    expect(shown({ show: 'taken-back' })).toEqual(['4.1', 2, 1]);
    expect(shown({ show: 'merged' })).toEqual([4, '4.2', '4.1']);
    expect(shown({ show: 'in-force', by: 'ann' })).toEqual([5, 3]);
  });

  it('takes back what an undone merge brought', () => {
    const undone = openDecisionBook(structuredClone(ann.entries.slice(0, 4)));
    undone.append(planUndo(undone, atMinute(9))!);
    expect(historyLines(undone.entries).map(({ fate }) => fate)).toEqual([
      'note',
      'undone',
      'undone',
      'undone',
      'in-force',
      'in-force',
      'replaced',
    ]);
  });

  it('tells what an entry is about', () => {
    expect(subjectOf(ann.entries[2]!)).toEqual({ left: 2, right: 1, rows: 2 });
    expect(subjectOf({ ...ann.entries[0]!, changes: [] })).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, atMinute, cardinalities, perform, rows } from './decision-fixture';
import { historyLines, subjectOf } from './history';
import { type DecisionBook, type LogEntry, openDecisionBook, planDecision, planUndo } from './log';
import { planMerge } from './merge';
import { MOST_OF_A_NOTE, type Remark, trimNote } from './remarks';
import { entryFates, planRevert } from './revert';

const remarked = (list: readonly (readonly [Remark, minute: number])[], before: readonly LogEntry[] = []): DecisionBook => {
  const book = openDecisionBook(before);
  for (const [remark, minute] of list) {
    book.append(planDecision(book, 'note' in remark ? 'note' : 'flag', [], atMinute(minute), [remark])!);
  }
  return book;
};

describe('notes and flags', () => {
  it('decide nothing, and stand until they are taken away', () => {
    const book = remarked([
      [{ left: 2, note: 'see annex' }, 1],
      [{ left: 2, flag: true }, 2],
    ]);
    expect(book.remarkOf(2)).toEqual({ note: 'see annex', isFlagged: true });
    expect([book.statusOf(2), [...book.decidedRows()]]).toEqual(['pending', []]);
    expect(planDecision(book, 'flag', [], atMinute(3), [{ left: 2, flag: true }])).toBeNull();
    book.append(planDecision(book, 'note', [], atMinute(3), [{ left: 2, note: '' }])!);
    expect(book.remarkOf(2)).toEqual({ note: '', isFlagged: true });
    book.append(planUndo(book, atMinute(4))!);
    expect(book.remarks.standing({ left: 2, note: '' })).toEqual({ left: 2, note: 'see annex', at: atMinute(1) });
  });

  it('are told in the history and can be taken back out of turn', () => {
    const book = remarked([
      [{ left: 1, note: 'first' }, 1],
      [{ left: 1, note: 'second' }, 2],
      [{ left: 3, flag: true }, 3],
    ]);
    expect(entryFates(book.entries)).toEqual(['replaced', 'in-force', 'in-force']);
    expect(subjectOf(book.entries[2]!)).toEqual({ left: 3, right: null, rows: 1 });
    expect(historyLines(book.entries)[1]!.entry.remarks).toEqual([{ left: 1, note: 'second' }]);
    book.append(planRevert(book, 2, atMinute(4), 'one-to-one')!);
    expect(book.remarkOf(1).note).toBe('first');
    expect(book.remarkOf(3).isFlagged).toBe(true);
    expect(planRevert(book, 3, atMinute(5), 'one-to-one')).toMatchObject({ remarks: [{ left: 3, flag: false }], changes: [] });
  });

  it('of two reviewers: what only one changed is taken, and no note is lost', () => {
    const common = remarked([[{ left: 0, note: 'both know' }, 1]]).entries;
    const mine = remarked(
      [
        [{ left: 1, note: 'mine' }, 10],
        [{ left: 2, note: 'same' }, 11],
        [{ left: 3, flag: true }, 12],
      ],
      common,
    );
    const theirs = remarked(
      [
        [{ left: 0, note: '' }, 20],
        [{ left: 1, note: 'theirs' }, 21],
        [{ left: 2, note: 'same' }, 22],
        [{ left: 4, flag: true }, 23],
      ],
      common,
    );
    const input = { theirs: theirs.entries, reviewer: 'Ben', cardinality: 'one-to-one', at: atMinute(30) } as const;
    mine.append(planMerge(mine, input).entry!);
    expect(rows.map((left) => mine.remarkOf(left).note)).toEqual(['', 'mine\nBen: theirs', 'same', '', '']);
    expect(rows.map((left) => mine.remarkOf(left).isFlagged)).toEqual([false, false, false, true, true]);
    expect(mine.remarks.standing({ left: 4, flag: true })).toMatchObject({ by: 'Ben', at: atMinute(23) });
    expect(planMerge(mine, input).entry).toBeNull();
    mine.append(planUndo(mine, atMinute(31))!);
    expect(rows.map((left) => mine.remarkOf(left).note)).toEqual(['both know', 'mine', 'same', '', '']);
  });

  it('leave entries without any as they always were, so that seals of earlier logs hold', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), cardinalities, (acts, cardinality) => {
        const book = openDecisionBook();
        acts.forEach((one, minute) => {
          perform(book, one, cardinality, minute);
        });
        for (const { action, remarks, changes } of book.entries) {
          expect(remarks === undefined || remarks.length > 0).toBe(true);
          expect(remarks !== undefined).toBe(action === 'note' || action === 'flag');
          if (remarks) expect(changes).toEqual([]);
        }
      }),
      { seed: 71, numRuns: 200 },
    );
  });

  it('are short, and never end in half a character', () => {
    expect(trimNote('  a ')).toBe('a');
    const long = `${'a'.repeat(MOST_OF_A_NOTE - 1)}😀`;
    expect(trimNote(long)).toBe('a'.repeat(MOST_OF_A_NOTE - 1));
  });
});

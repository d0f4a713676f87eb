import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, atMinute, cardinalities, perform, rows, viewOf } from './decision-fixture';
import { openDecisionBook, planUndo } from './log';
import { entryFates, planRevert } from './revert';
import { leftIsUnique, rightIsUnique } from './verdicts';

const ONE = 'one-to-one';

describe('taking back one old decision', () => {
  it('leaves those that came after it', () => {
    const book = openDecisionBook();
    perform(book, ['accept', 0, 0], ONE, 1, 'Ann');
    perform(book, ['none', 1, 0], ONE, 2, 'Ann');
    perform(book, ['accept', 2, 2], ONE, 3, 'Ann');
    book.append({ ...planRevert(book, 1, atMinute(4), ONE)!, by: 'Ben' });
    expect(book.entries.at(-1)).toEqual({
      kind: 'revert',
      seq: 4,
      at: atMinute(4),
      by: 'Ben',
      target: 1,
      action: 'accept',
      changes: [{ left: 0, right: 0, verdict: null }],
    });
    expect(rows.map((left) => book.statusOf(left))).toEqual(['pending', 'none', 'accepted', 'pending', 'pending']);
    expect(entryFates(book.entries)).toEqual(['reverted', 'in-force', 'in-force', 'in-force']);
  });

  it('brings back what stood there before, with its time and author', () => {
    const book = openDecisionBook();
    perform(book, ['accept', 0, 0], ONE, 1, 'Ann');
    perform(book, ['accept', 0, 1], ONE, 2, 'Ben');
    perform(book, ['accept', 3, 3], ONE, 3, 'Ann');
    perform(book, ['revert', 0, 1], ONE, 4, 'Cy');
    expect(book.acceptedOf(0)).toEqual([0]);
    expect([book.decidedAt(0, 0), book.decidedBy(0, 0)]).toEqual([atMinute(1), 'Ann']);
    expect(book.acceptedOf(3)).toEqual([3]);
  });

  it('does not bring back what has been given to another record since', () => {
    const book = openDecisionBook();
    perform(book, ['accept', 0, 0], ONE, 1);
    perform(book, ['accept', 0, 1], ONE, 2);
    perform(book, ['accept', 1, 0], ONE, 3);
    perform(book, ['revert', 0, 1], ONE, 4);
    expect(book.acceptedOf(0)).toEqual([]);
    expect(book.holdersOf(0)).toEqual([1]);
  });

  it('says nothing of an entry that was decided anew, undone, or is not there', () => {
    const book = openDecisionBook();
    perform(book, ['none', 0, 0], ONE, 1);
    perform(book, ['unsure', 0, 0], ONE, 2);
    expect(entryFates(book.entries)).toEqual(['replaced', 'in-force']);
    expect(planRevert(book, 1, atMinute(3), ONE)).toBeNull();
    perform(book, ['undo', 0, 0], ONE, 3);
    expect(entryFates(book.entries)).toEqual(['in-force', 'undone', 'note']);
    expect([2, 3, 0, 9].map((seq) => planRevert(book, seq, atMinute(4), ONE))).toEqual([null, null, null, null]);
  });

  it('is in force in part where some of it was decided anew', () => {
    const book = openDecisionBook();
    const changes = rows.map((left) => ({ left, right: left, verdict: 'match' }) as const);
    book.append({ kind: 'decide', seq: 1, at: atMinute(0), action: 'accept-shown', changes });
    perform(book, ['none', 2, 0], ONE, 1);
    expect(entryFates(book.entries)[0]).toBe('partly');
    book.append(planRevert(book, 1, atMinute(2), ONE)!);
    expect([...book.decidedRows()]).toEqual([2]);
  });

  it('is itself taken back by undo, changes no later decision, and keeps to the cardinality', () => {
    fc.assert(
      fc.property(cardinalities, fc.array(act, { maxLength: 25 }), fc.nat(24), (cardinality, acts, which) => {
        const book = openDecisionBook();
        acts.forEach((next, minute) => {
          perform(book, next, cardinality, minute, minute % 2 ? 'Ann' : 'Ben');
        });
        const before = viewOf(book);
        const fates = entryFates(book.entries);
        const seq = (which % Math.max(1, book.entries.length)) + 1;
        const entry = planRevert(book, seq, atMinute(30), cardinality);
        if (['undone', 'note', 'replaced'].includes(fates[seq - 1]!)) expect(entry).toBeNull();
        if (!entry) return;
        const own = new Set(book.entries[seq - 1]!.changes.map(({ left, right }) => `${left}:${right}`));
        expect(entry.changes.every(({ left, right }) => own.has(`${left}:${right}`))).toBe(true);
        book.append(entry);
        for (const row of rows) {
          if (leftIsUnique(cardinality)) expect(book.acceptedOf(row).length).toBeLessThan(2);
          if (rightIsUnique(cardinality)) expect(book.holdersOf(row).length).toBeLessThan(2);
          if (book.verdictsOf(row).record !== null) expect(book.acceptedOf(row)).toEqual([]);
        }
        expect(viewOf(openDecisionBook(structuredClone(book.entries)))).toEqual(viewOf(book));
        book.append(planUndo(book, atMinute(31))!);
        expect(viewOf(book)).toEqual(before);
      }),
      { seed: 41, numRuns: 500 },
    );
  });
});

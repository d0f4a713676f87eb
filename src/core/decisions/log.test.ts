import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cardinality, Decision, Verdict } from '../model/types';
import { type DecisionBook, openDecisionBook, planDecision, planRedo, planUndo } from './log';
import { acceptChanges, clearChanges, leftIsUnique, noneChanges, rightIsUnique, unsureChanges } from './verdicts';

const ROWS = 4;
const rows = Array.from({ length: ROWS }, (_, row) => row);
const at = (minute: number): string => new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString();

/** All that a book says, without its entries. */
const viewOf = (book: DecisionBook) => ({
  verdicts: rows.map((left) => ({
    record: book.verdictsOf(left).record,
    pairs: [...book.verdictsOf(left).pairs].sort(([a], [b]) => a - b),
  })),
  status: rows.map((left) => book.statusOf(left)),
  accepted: rows.map((left) => book.acceptedOf(left)),
  holders: rows.map((right) => book.holdersOf(right)),
  decided: [...book.decidedRows()].sort(),
});

const decide = (book: DecisionBook, changes: readonly Decision[], minute = 0): void => {
  const entry = planDecision(book, 'accept', changes, at(minute));
  if (entry) book.append(entry);
};
const match = (left: number, right: number): Decision => ({ left, right, verdict: 'match' });

const verdict = fc.constantFrom<Verdict | null>('match', 'non-match', 'possible', null);
const change: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ left: fc.nat(ROWS - 1), right: fc.nat(ROWS - 1), verdict }),
  fc.record({
    left: fc.nat(ROWS - 1),
    right: fc.constant(null),
    verdict: fc.constantFrom<Verdict | null>('non-match', 'possible', null),
  }),
);
const changes = fc.uniqueArray(change, { minLength: 1, maxLength: 4, selector: ({ left, right }) => `${left}:${right}` });
const step = fc.oneof({ weight: 3, arbitrary: changes }, fc.constant('undo' as const), fc.constant('redo' as const));

function take(book: DecisionBook, next: readonly Decision[] | 'undo' | 'redo', minute: number): void {
  const entry =
    next === 'undo'
      ? planUndo(book, at(minute))
      : next === 'redo'
        ? planRedo(book, at(minute))
        : planDecision(book, 'accept', next, at(minute));
  if (entry) book.append(entry);
}

describe('a decision book', () => {
  it('replays from its own entries, which are numbered without gaps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const book = openDecisionBook();
        steps.forEach((next, minute) => {
          take(book, next, minute);
        });
        expect(book.entries.map(({ seq }) => seq)).toEqual(book.entries.map((_, index) => index + 1));
        const replayed = openDecisionBook(structuredClone(book.entries));
        expect(viewOf(replayed)).toEqual(viewOf(book));
        expect(replayed.undoable()).toEqual(book.undoable());
        expect(replayed.redoable()).toEqual(book.redoable());
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('undo goes back through every state, redo forward again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.array(changes, { minLength: 1, maxLength: 6 }), (before, decisions) => {
        const book = openDecisionBook();
        before.forEach((next, minute) => {
          take(book, next, minute);
        });
        const views = [viewOf(book)];
        for (const decision of decisions) {
          const entry = planDecision(book, 'accept', decision, at(50));
          if (!entry) continue;
          book.append(entry);
          views.push(viewOf(book));
        }
        const entryCount = book.entries.length;
        for (const view of views.slice(0, -1).reverse()) {
          take(book, 'undo', 51);
          expect(viewOf(book)).toEqual(view);
        }
        for (const view of views.slice(1)) {
          take(book, 'redo', 52);
          expect(viewOf(book)).toEqual(view);
        }
        expect(book.entries.length).toBe(entryCount + 2 * (views.length - 1));
      }),
      { seed: 32, numRuns: 300 },
    );
  });

  it('holders and accepted rows mirror each other', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const book = openDecisionBook();
        steps.forEach((next, minute) => {
          take(book, next, minute);
        });
        for (const left of rows)
          for (const right of rows) expect(book.holdersOf(right).includes(left)).toBe(book.acceptedOf(left).includes(right));
      }),
      { seed: 33 },
    );
  });

  it('leaves out changes that change nothing', () => {
    const book = openDecisionBook();
    decide(book, [match(0, 0)]);
    expect(planDecision(book, 'accept', [match(0, 0)], at(1))).toBeNull();
    expect(planDecision(book, 'clear', [{ left: 3, right: null, verdict: null }], at(1))).toBeNull();
    expect(planDecision(book, 'accept', [match(0, 0), match(1, 1)], at(1))?.changes).toEqual([match(1, 1)]);
  });

  it('has nothing to undo or redo at first, and nothing to redo after a new decision', () => {
    const book = openDecisionBook();
    expect([planUndo(book, at(0)), planRedo(book, at(0))]).toEqual([null, null]);
    decide(book, [match(0, 0)]);
    take(book, 'undo', 1);
    expect(book.redoable()?.seq).toBe(1);
    decide(book, [match(1, 1)]);
    expect(planRedo(book, at(2))).toBeNull();
    expect(book.undoable()?.seq).toBe(3);
  });

  it('says what an undo takes back', () => {
    const book = openDecisionBook();
    decide(book, [match(0, 0), match(1, 1)]);
    expect(planUndo(book, at(1))).toEqual({
      kind: 'undo',
      seq: 2,
      at: at(1),
      target: 1,
      action: 'accept',
      changes: [
        { left: 1, right: 1, verdict: null },
        { left: 0, right: 0, verdict: null },
      ],
    });
  });

  it('gives a status and the time of the decision', () => {
    const book = openDecisionBook();
    decide(book, [match(0, 1)], 5);
    decide(book, [{ left: 1, right: null, verdict: 'non-match' }]);
    decide(book, [{ left: 2, right: null, verdict: 'possible' }]);
    decide(book, [{ left: 3, right: 0, verdict: 'non-match' }]);
    expect(rows.map((left) => book.statusOf(left))).toEqual(['accepted', 'none', 'unsure', 'pending']);
    expect(book.decidedAt(0, 1)).toBe(at(5));
    expect(book.decidedAt(0, 2)).toBeNull();
    take(book, 'undo', 6);
    expect([...book.decidedRows()]).toEqual([0, 1, 2]);
  });
});

describe('changes of a verdict', () => {
  const act = fc.oneof(
    fc.tuple(fc.constant('accept' as const), fc.nat(ROWS - 1), fc.nat(ROWS - 1)),
    fc.tuple(fc.constantFrom('none', 'unsure', 'clear', 'undo', 'redo'), fc.nat(ROWS - 1), fc.constant(0)),
  );
  const kinds = fc.constantFrom<Cardinality>('one-to-one', 'one-to-many', 'many-to-one', 'many-to-many');

  it('keep to the cardinality, whatever is undone and done again between', () => {
    fc.assert(
      fc.property(kinds, fc.array(act, { maxLength: 25 }), (cardinality, acts) => {
        const book = openDecisionBook();
        acts.forEach(([kind, left, right], minute) => {
          if (kind === 'undo' || kind === 'redo') take(book, kind, minute);
          else if (kind === 'accept') {
            decide(book, acceptChanges(book, left, right, cardinality));
            expect(book.acceptedOf(left)).toContain(right);
            expect(book.statusOf(left)).toBe('accepted');
          } else if (kind === 'clear') {
            decide(book, clearChanges(book, left));
            expect(book.verdictsOf(left)).toEqual({ record: null, pairs: new Map() });
          } else {
            decide(book, kind === 'none' ? noneChanges(book, left) : unsureChanges(book, left));
            expect(book.statusOf(left)).toBe(kind);
            expect(book.acceptedOf(left)).toEqual([]);
          }
          for (const row of rows) {
            if (leftIsUnique(cardinality)) expect(book.acceptedOf(row).length).toBeLessThan(2);
            if (rightIsUnique(cardinality)) expect(book.holdersOf(row).length).toBeLessThan(2);
          }
        });
      }),
      { seed: 34, numRuns: 300 },
    );
  });
});
